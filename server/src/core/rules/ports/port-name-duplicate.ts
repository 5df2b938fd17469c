import { type Known, spanOf, valueOf } from '../../base/known.ts'
import type { DocumentId } from '../../base/place.ts'
import type { Graph } from '../../graph/graph.ts'
import type { Container, ContainerPort } from '../../k8s/facts/container.ts'
import type { Protocol } from '../../k8s/facts/port.ts'
import { protocolOf, type Service, type ServicePort } from '../../k8s/facts/service.ts'
import type { PodTemplate } from '../../k8s/facts/workload.ts'
import { type Fix, type FixContext, type Related, type Report, resourceRule } from '../run/rule.ts'
import { fixWith, replaceScalar } from '../support/edits.ts'
import { containerText, longLived } from '../support/portFields.ts'
import { suggestContainerPortName, suggestServicePortName } from '../support/portNames.ts'
import { containerPortText, quote, resourceText } from '../support/text.ts'

export const portNameDuplicate = resourceRule({
  id: 'port-name-duplicate',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Port name used twice',
    what: 'Finds a name that two ports of one Service, one container or one pod share.',
    why: [
      'Within a Service and within a container the names of ports are unique; the API server refuses a second one',
      '(`Duplicate value`), even where the protocols differ.',
      '',
      'Across the containers of a pod it is accepted with a warning. A Service that targets the name reaches only one of the',
      'ports: Kubernetes looks through the containers in their order, then through the sidecars, and takes the first port with',
      'that name and protocol. It is information as long as no Service in view does: monitors of pods take all ports of the name.',
      'A probe looks in its own container only.',
    ].join('\n'),
    instead: 'Give each port its own name, such as `http` and `http-admin`.',
    bad: `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - name: http
      port: 80
    - name: http
      port: 8080
`,
    good: `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - name: http
      port: 80
    - name: http-admin
      port: 8080
`,
    sources: [
      'kubernetes pkg/apis/core/validation/validation.go: validateServicePort, validateContainerPorts',
      'kubernetes pkg/api/pod/warnings.go: duplicate port name',
      'k8s.io/endpointslice/utils.go: FindPort',
    ],
    covers: ['S2', 'C5', 'C6'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(resource, graph) {
    if (resource.is === 'service') {
      for (const each of duplicates(resource.ports.items)) yield ofService(resource, each, graph)
      return
    }
    for (const pod of resource.pods) {
      for (const container of pod.containers) yield* withinContainer(pod, container, graph)
      yield* acrossContainers(pod, graph)
    }
  },
})

/** A patch with another number does not change a port of its name: numbers tell ports apart, so it adds one. */
function ofService(service: Service, { name, port, first }: Duplicate<ServicePort>, graph: Graph): Report {
  const { document } = service
  const isPatched = (field: Known<string>): boolean =>
    graph.settingsAt({ document, span: spanOf(field) }).some(({ field: key }) => key === 'patches')
  const others = namesOf(service.ports.items)
  if (first.name.kind === 'known' && isPatched(first.name) && !isPatched(name)) {
    const patched = first.name
    const [added, kept] = [valueOf(first.port), valueOf(port.port)]
    return {
      at: spanOf(patched),
      message: `This patch adds port ${added ?? ''} to ${resourceText(service)} and keeps ${kept ?? 'the other'}: both are named ${quote(name.value)}, and names must differ.`,
      related: [{ at: { document, span: spanOf(name) }, message: `Port ${kept ?? ''} has the name, too` }],
      fixes: context => rename(context, document, patched, suggestServicePortName(first, others)),
    }
  }
  return {
    at: spanOf(name),
    message: `${resourceText(service)} has two ports named ${quote(name.value)}; the names of its ports must differ.`,
    related: [firstHere(document, first.name)],
    fixes: context => rename(context, document, name, suggestServicePortName(port, others)),
  }
}

type KnownName = Extract<Known<string>, { kind: 'known' }>

interface Duplicate<P> {
  readonly name: KnownName
  readonly port: P
  readonly first: P
}

function* duplicates<P extends { readonly name: Known<string> }>(ports: readonly P[]): Generator<Duplicate<P>> {
  const seen = new Map<string, P>()
  for (const port of ports) {
    const { name } = port
    if (name.kind !== 'known') continue
    const first = seen.get(name.value)
    if (first) yield { name, port, first }
    else seen.set(name.value, port)
  }
}

/** The second of the two gets a name of its own. Whoever says the old one has always got the first. */
function rename(
  context: FixContext,
  document: DocumentId,
  name: KnownName,
  better: string | undefined,
  users: readonly User[] = [],
): readonly Fix[] {
  if (better === undefined) return []
  return fixWith(
    {
      title: `Rename this one to ${better}${users.length > 0 ? ', here and where it is used' : ''}`,
      applicability: 'unsafe',
    },
    ...[{ document, field: name }, ...users].map(use => replaceScalar(context, use.document, use.field, better)),
  )
}

interface User {
  readonly document: DocumentId
  readonly field: Known<string | number>
}

/** Services look for name and protocol: of two ports that differ in protocol, those of its own mean the second one. */
function targetsOf(pod: PodTemplate, port: ContainerPort, first: ContainerPort, graph: Graph): readonly User[] {
  const protocol = protocolOf(port)
  if (protocol === protocolOf(first)) return []
  return graph
    .servicesOf(pod)
    .flatMap(({ document, ports }) =>
      ports.items
        .filter(entry => protocolOf(entry) === protocol && valueOf(entry.targetPort) === valueOf(port.name))
        .map(({ targetPort }) => ({ document, field: targetPort })),
    )
}

function namesOf(ports: readonly { readonly name: Known<string> }[]): readonly Known<string>[] {
  return ports.map(({ name }) => name)
}

function betterName(port: ContainerPort, pod: PodTemplate): string | undefined {
  return suggestContainerPortName(
    port,
    pod.containers.flatMap(container => namesOf(container.ports.items)),
  )
}

function* withinContainer(pod: PodTemplate, container: Container, graph: Graph): Generator<Report> {
  for (const { name, port, first } of duplicates(container.ports.items)) {
    yield {
      at: spanOf(name),
      message: `Two ports of ${containerText(container)} are named ${quote(name.value)}; names must differ within a container.`,
      related: [firstHere(pod.document, first.name)],
      fixes: context => rename(context, pod.document, name, betterName(port, pod), targetsOf(pod, port, first, graph)),
    }
  }
}

function* acrossContainers(pod: PodTemplate, graph: Graph): Generator<Report> {
  const seen = new Map<string, { readonly container: Container; readonly port: ContainerPort }>()
  for (const container of inLookupOrder(pod)) {
    for (const port of container.ports.items) {
      const { name } = port
      const protocol = protocolOf(port)
      if (name.kind !== 'known' || protocol === undefined) continue
      const first = seen.get(`${name.value}/${protocol}`)
      if (!first) seen.set(`${name.value}/${protocol}`, { container, port })
      else if (first.container !== container && !samePort(first.port, port)) {
        yield {
          at: spanOf(name),
          certainty: isTargeted(name.value, protocol, pod, graph) ? 'likely' : 'possible',
          message: `Port name ${quote(name.value)} is taken by ${containerText(first.container)}: Services that target it reach ${containerPortText(first.port)} there, never ${containerPortText(port)}.`,
          related: [firstHere(pod.document, first.port.name)],
          fixes: context =>
            rename(context, pod.document, name, betterName(port, pod), probesOf(pod, container, name.value)),
        }
      }
    }
  }
}

/** Where no Service goes by the name nothing is lost: a PodMonitor scrapes all ports of one name. */
function isTargeted(name: string, protocol: Protocol, pod: PodTemplate, graph: Graph): boolean {
  return graph
    .servicesOf(pod)
    .some(({ ports }) =>
      ports.items.some(entry => valueOf(entry.targetPort) === name && protocolOf(entry) === protocol),
    )
}

/** Probes look in their own container: there the name means this port. */
function probesOf({ document }: PodTemplate, { probes }: Container, name: string): readonly User[] {
  return probes
    .flatMap(probe => probe.handlers.map(handler => ({ document, field: handler.port })))
    .filter(({ field }) => valueOf(field) === name)
}

/** FindPort's order: containers first, then sidecars. */
function inLookupOrder(pod: PodTemplate): readonly Container[] {
  const containers = longLived(pod.containers)
  return [...containers.filter(each => each.role === 'main'), ...containers.filter(each => each.role === 'sidecar')]
}

/** Two containers with the same number are the business of port-duplicate. */
function samePort(a: ContainerPort, b: ContainerPort): boolean {
  const number = valueOf(a.containerPort)
  return number === undefined || b.containerPort.kind !== 'known' || number === b.containerPort.value
}

function firstHere(document: DocumentId, name: Known<string>): Related {
  return { at: { document, span: spanOf(name) }, message: `Port name ${quote(valueOf(name) ?? '')} first stands here` }
}
