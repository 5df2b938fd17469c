import { spanOf, valueOf } from '../../base/known.ts'
import type { DocumentId } from '../../base/place.ts'
import { nearest } from '../../base/similar.ts'
import { contains } from '../../base/span.ts'
import type { Graph } from '../../graph/graph.ts'
import {
  type Container,
  type ContainerPort,
  isLongLived,
  type Probe,
  type ProbeHandler,
} from '../../k8s/facts/container.ts'
import { isPortNumber, portNameProblem } from '../../k8s/facts/port.ts'
import type { PodTemplate } from '../../k8s/facts/workload.ts'
import { type Fix, type FixContext, type Related, type Report, workloadRule } from '../run/rule.ts'
import { oddlyNamed, renameOdd } from '../support/agreedName.ts'
import { fixWith, replaceScalar } from '../support/edits.ts'
import { renamedByPatch, renamedReport } from '../support/patchedName.ts'
import { containerText } from '../support/portFields.ts'
import { usableName } from '../support/selection.ts'
import { capital, containerPortsText, quote } from '../support/text.ts'

export const probePortNameMissing = workloadRule({
  id: 'probe-port-name-missing',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Named probe port that its own container does not declare',
    what: 'Finds probes and lifecycle hooks that name a port which their container does not have.',
    why: [
      'The kubelet looks the name up in the ports of the container that owns the probe, and nowhere else: not in the other',
      'containers of the pod. The API server accepts a name that nothing has. At run time every attempt ends in an error, and',
      'the kubelet throws the result away and keeps the first one:',
      '',
      '- a **liveness** probe stays successful: it is silently disabled, and the container is never restarted;',
      '- a **readiness** probe stays failed: the pod never becomes Ready and gets no traffic;',
      '- a **startup** probe stays undecided: the container never counts as started, so the other probes never begin;',
      '- a **hook** fails: after a failed `postStart` the container is killed, a failed `preStop` is skipped.',
      '',
      "The pod's events say `probe errored and resulted in unknown state`.",
    ].join('\n'),
    instead: 'Use the name of a port of the same container, or the number: a number needs no declaration.',
    bad: manifest('web'),
    good: manifest('http'),
    sources: [
      'kubernetes pkg/probe/util.go: ResolveContainerPort',
      'kubernetes pkg/kubelet/prober/prober.go and worker.go: an errored probe keeps the initial result',
      'kubernetes pkg/kubelet/lifecycle/handlers.go: runHTTPHandler',
    ],
    verify: [
      'kubectl describe pod -l app=shop',
      "kubectl get pods -l app=shop -o jsonpath='{.items[*].spec.containers[*].ports}'",
    ],
  },
  *check(workload, graph) {
    for (const pod of workload.pods) {
      if (!graph.podOf(pod)?.complete) continue
      for (const container of pod.containers) {
        if (!isLongLived(container) || !container.ports.complete) continue
        for (const probe of container.probes) yield* reportsOf(probe, container, pod, graph)
      }
    }
  },
})

function* reportsOf(probe: Probe, container: Container, pod: PodTemplate, graph: Graph): Generator<Report> {
  for (const handler of probe.handlers) {
    const name = valueOf(handler.port)
    if ((handler.type !== 'httpGet' && handler.type !== 'tcpSocket') || typeof name !== 'string') continue
    if (portNameProblem(name) !== undefined || container.ports.items.some(port => mayBeCalled(port, name))) continue
    const owner = ownerOf(name, container, pod)
    const here = { document: pod.document, span: spanOf(handler.port) }
    const ports = container.ports.items.map(port => ({
      document: pod.document,
      name: port.name,
      number: port.containerPort,
    }))
    const renamed = owner ? undefined : renamedByPatch(ports, here, graph)
    if (renamed) {
      const who = `the ${probe.of} of ${containerText(container)} asks for`
      yield renamedReport(renamed, { at: here, name, who, what: 'container port' })
      continue
    }
    yield {
      at: spanOf(handler.port),
      message: `${capital(containerText(container))} has no port ${quote(name)}, ${what(container)}: ${consequence[probe.of]}.`,
      related: owner ? [declaredThere(owner, name, pod.document)] : [],
      fixes: context => fixesOf(context, handler, name, container, owner, pod, graph),
    }
  }
}

function what({ ports }: Container): string {
  return ports.items.length > 0 ? `only ${containerPortsText(ports.items)}` : 'it declares none'
}

const consequence: Readonly<Record<Probe['of'], string>> = {
  livenessProbe: 'its livenessProbe is silently disabled',
  readinessProbe: 'its readinessProbe never succeeds, the pod never becomes Ready',
  startupProbe: 'its startupProbe never passes, the container never counts as started',
  postStart: 'its postStart hook fails, the container is killed',
  preStop: 'its preStop hook fails and is skipped',
}

interface Owner {
  readonly container: Container
  readonly port: ContainerPort
}

/** The container of the pod that has the name: what the writer believed the probe would find. */
function ownerOf(name: string, container: Container, pod: PodTemplate): Owner | undefined {
  for (const other of pod.containers) {
    const port = other === container ? undefined : other.ports.items.find(item => valueOf(item.name) === name)
    if (port) return { container: other, port }
  }
  return undefined
}

function declaredThere(owner: Owner, name: string, document: DocumentId): Related {
  const message = `${capital(containerText(owner.container))} has port ${quote(name)}, but probes look only in their own container.`
  return { at: { document, span: spanOf(owner.port.name) }, message }
}

function* fixesOf(
  context: FixContext,
  handler: ProbeHandler,
  wrong: string,
  container: Container,
  owner: Owner | undefined,
  pod: PodTemplate,
  graph: Graph,
): Generator<Fix> {
  // A handler that an alias brings in from another container belongs to that one, too.
  if (!contains(container.span, handler.keySpan)) return
  const near = nearest(wrong, namesOf(container))
  const [only, second] = container.ports.items
  const shared = owner && valueOf(owner.port.containerPort)
  const change = (value: string | number, why: string, preferred: boolean): readonly Fix[] =>
    fixWith(
      { title: `Change the ${handler.type} port to ${value} (${why})`, applicability: 'unsafe', preferred },
      replaceScalar(context, pod.document, handler.port, value),
    )
  const called = oddlyNamed(wrong, pod, graph)
  const odd = called?.container === container ? called : undefined
  if (odd) yield* renameOdd(context, wrong, odd)
  if (near !== undefined) yield* change(near, `port of ${containerText(container)}`, !odd)
  if (isPortNumber(shared))
    yield* change(shared, `port ${quote(wrong)} of ${containerText(owner?.container ?? container)}`, near === undefined)
  const single = only && !second ? (usableName(only) ?? valueOf(only.containerPort)) : undefined
  if (single !== undefined && single !== near) {
    yield* change(single, `the only port of ${containerText(container)}`, near === undefined && shared === undefined)
  }
}

function namesOf(container: Container): readonly string[] {
  return container.ports.items.flatMap(port => usableName(port) ?? [])
}

/** A name in the place of the number is port-not-a-number's business. */
function mayBeCalled(port: ContainerPort, name: string): boolean {
  return port.name.kind === 'unknown' || valueOf(port.name) === name || valueOf(port.containerPort) === name
}

function manifest(portName: string): string {
  return `apiVersion: apps/v1
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
            - name: http
              containerPort: 8080
          livenessProbe:
            httpGet:
              path: /healthz
              port: ${portName}
`
}
