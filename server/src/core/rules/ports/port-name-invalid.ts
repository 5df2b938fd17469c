import { type Known, spanOf, valueOf } from '../../base/known.ts'
import type { DocumentId } from '../../base/place.ts'
import { nearest } from '../../base/similar.ts'
import type { Graph } from '../../graph/graph.ts'
import type { Container } from '../../k8s/facts/container.ts'
import { dnsLabelProblem, portNameProblem } from '../../k8s/facts/port.ts'
import type { Service } from '../../k8s/facts/service.ts'
import type { PodTemplate, Workload } from '../../k8s/facts/workload.ts'
import { type FixContext, type Report, resourceRule } from '../run/rule.ts'
import { fixWith, type MaybeEdit, quotePlain, replaceScalar } from '../support/edits.ts'
import { isDigits, longLived } from '../support/portFields.ts'
import { validName } from '../support/portNames.ts'
import { changePort } from '../support/referenceEdits.ts'
import { usableName } from '../support/selection.ts'
import { fieldText, quote } from '../support/text.ts'

export const portNameInvalid = resourceRule({
  id: 'port-name-invalid',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Port name that Kubernetes refuses',
    what: 'Finds names of container ports and Service ports, and names in targetPort and probes, that cannot be valid.',
    why: [
      'There are two rules. The name of a **container port**, and every place that refers to one (`targetPort`, probes), takes',
      'at most 15 characters: lower-case letters, digits and `-`, with at least one letter, no `--`, and no `-` at either end.',
      'The name of a **Service port** may have 63 characters and may consist of digits, but an Ingress can refer to it by name',
      'only where it follows the first rule, too.',
      '',
      'Digits alone, `on`, `yes` and the like are no text to YAML unless they stand in quotes.',
      '',
      'The API server refuses the resource. In a custom resource that holds a pod template it is a warning, since nobody knows',
      'what its controller makes of the name.',
    ].join('\n'),
    instead: 'Use a short name in lower case such as `http`, `metrics` or `grpc`, and use it on both sides.',
    bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  selector:
    matchLabels:
      app: shop
  template:
    metadata:
      labels:
        app: shop
    spec:
      containers:
        - name: shop
          image: example.com/shop:1
          ports:
            - name: http_metrics-endpoint
              containerPort: 9090
`,
    good: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  selector:
    matchLabels:
      app: shop
  template:
    metadata:
      labels:
        app: shop
    spec:
      containers:
        - name: shop
          image: example.com/shop:1
          ports:
            - name: http-metrics
              containerPort: 9090
`,
    sources: [
      'k8s.io/apimachinery/pkg/util/validation: IsValidPortName, IsDNS1123Label',
      'kubernetes pkg/apis/core/validation/validation.go: validateContainerPorts, validateServicePort, ValidatePortNumOrName',
      'kubernetes pkg/apis/networking/validation/validation.go: validateIngressBackend',
    ],
    covers: ['S2', 'S5', 'C4', 'P2'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(resource, graph) {
    if (resource.is === 'service') yield* serviceReports(resource, graph)
    else
      for (const pod of resource.pods)
        for (const container of pod.containers) yield* containerReports(resource, pod, container, graph)
  },
})

function* serviceReports(service: Service, graph: Graph): Generator<Report> {
  for (const { name, port, targetPort } of service.ports.items) {
    yield* notAString(service.document, name, `Service port ${fieldText(port) ?? 'without number'}`, 63)
    const label = valueOf(name)
    const problem = label === undefined ? undefined : dnsLabelProblem(label)
    if (label !== undefined && problem) {
      const better = validName(label, 63)
      const taken = service.ports.items.some(each => valueOf(each.name) === better)
      const users = pointersTo(label, service, graph)
      yield nameReport(service.document, name, 'Service port name', problem, taken ? undefined : better, users)
    }
    const target = valueOf(targetPort)
    if (typeof target !== 'string' || isDigits(target)) continue
    const targetProblem = portNameProblem(target)
    if (targetProblem)
      yield nameReport(service.document, targetPort, 'targetPort', targetProblem, nearestServed(target, service, graph))
  }
}

function* containerReports(
  workload: Workload,
  pod: PodTemplate,
  container: Container,
  graph: Graph,
): Generator<Report> {
  for (const { name, containerPort } of container.ports.items) {
    // An entry without a number is being typed, or is a variable whose `env:` is missing above it.
    if (containerPort.kind === 'absent') continue
    yield* notAString(workload.document, name, `container port ${fieldText(containerPort) ?? 'without number'}`, 15)
    const text = valueOf(name)
    const problem = text === undefined ? undefined : portNameProblem(text)
    if (text === undefined || !problem) continue
    const taken = pod.containers.flatMap(each => each.ports.items.map(port => valueOf(port.name)))
    const better = validName(text, 15)
    const users = usersOf(text, workload, pod, container, graph)
    yield nameReport(
      workload.document,
      name,
      'Container port name',
      problem,
      taken.includes(better) ? undefined : better,
      users,
    )
  }
  for (const probe of container.probes) {
    for (const { type, port } of probe.handlers) {
      const text = valueOf(port)
      if (type === 'grpc' || typeof text !== 'string' || isDigits(text)) continue
      const problem = portNameProblem(text)
      const names = container.ports.items
        .flatMap(each => valueOf(each.name) ?? [])
        .filter(each => !portNameProblem(each))
      const label = `${probe.of}.${type}.port`
      if (problem) yield nameReport(workload.document, port, label, problem, nearest(text, names))
    }
  }
}

/** `name: 8080` or `name: on`: YAML makes no text of it, and the API server decodes a text. */
function* notAString(document: DocumentId, name: Known<string>, port: string, longest: 15 | 63): Generator<Report> {
  if (name.kind !== 'unknown' || name.why !== 'type') return
  const { span } = name
  yield {
    at: span,
    message: `The name of ${port} must be a string: YAML reads something else here, and the API server refuses it.`,
    fixes: context => {
      const written = context.document(document).text.slice(span.start, span.end)
      if (longest === 63 || portNameProblem(written) === undefined) {
        const quoted = quotePlain(context, document, span)
        return fixWith({ title: 'Put it in quotes', applicability: 'safe', preferred: true }, quoted)
      }
      const better = validName(written, longest)
      const edit = better === undefined ? undefined : { document, span, newText: better }
      return fixWith({ title: `Rename to ${better}`, applicability: 'unsafe', preferred: true }, edit)
    },
  }
}

/** A place that says the name, and the edit that makes it say another. */
type Use = (context: FixContext, better: string) => MaybeEdit

function nameReport(
  document: DocumentId,
  field: Known<string | number>,
  label: string,
  problem: string,
  better: string | undefined,
  users: readonly Use[] = [],
): Report {
  const report = { at: spanOf(field), message: `${label} ${quote(String(valueOf(field)))} ${problem}.` }
  if (better === undefined) return report
  const title = users.length > 0 ? `Rename to ${better}, here and where it is used` : `Rename to ${better}`
  return {
    ...report,
    fixes: context =>
      fixWith(
        { title, applicability: 'unsafe', preferred: true },
        replaceScalar(context, document, field, better),
        ...users.map(use => use(context, better)),
      ),
  }
}

function nearestServed(target: string, service: Service, graph: Graph): string | undefined {
  const selection = graph.selection(service)
  if (selection.status !== 'selected') return undefined
  const ports = selection.pods.flatMap(({ pod }) =>
    longLived(pod.containers).flatMap(container => container.ports.items),
  )
  return nearest(
    target,
    ports.flatMap(port => usableName(port) ?? []),
  )
}

/** What refers to a container port by its name: probes of its own container, Services that select the pod, policies, monitors. */
function usersOf(
  name: string,
  workload: Workload,
  pod: PodTemplate,
  container: Container,
  graph: Graph,
): readonly Use[] {
  const probes = container.probes.flatMap(probe => probe.handlers.map(handler => handler.port))
  const targets = graph
    .servicesOf(pod)
    .flatMap(service => service.ports.items.map(port => ({ document: service.document, field: port.targetPort })))
  const all = [...probes.map(field => ({ document: workload.document, field })), ...targets]
  const fields = all.filter(({ field }) => valueOf(field) === name)
  return [
    ...fields.map(
      (use): Use =>
        (context, better) =>
          replaceScalar(context, use.document, use.field, better),
    ),
    ...pointersTo(name, workload, graph),
  ]
}

/** What refers to a port by its name from outside of Services and workloads: Ingresses, monitors, policies, annotations. */
function pointersTo(name: string, resource: Service | Workload, graph: Graph): readonly Use[] {
  return graph
    .referencesTo(resource)
    .filter(({ reference }) => valueOf(reference.port) === name)
    .map(
      ({ reference, from }): Use =>
        (context, better) =>
          changePort(context, from.document, reference, better),
    )
}
