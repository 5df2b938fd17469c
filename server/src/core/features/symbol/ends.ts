import { valueOf } from '../../base/known.ts'
import { sameSpan } from '../../base/span.ts'
import type { Graph, SelectedPod } from '../../graph/graph.ts'
import type { Container, ContainerPort } from '../../k8s/facts/container.ts'
import type { PortNumberOrName } from '../../k8s/facts/port.ts'
import type { Reference } from '../../k8s/facts/reference.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import { isHeadless, type Service, type ServicePort, serviceType } from '../../k8s/facts/service.ts'
import type { PodTemplate, Workload } from '../../k8s/facts/workload.ts'
import { siteOf } from '../../k8s/sites/table.ts'
import type { PortSymbol } from './symbol.ts'

/** What uses lead to. Each function asks the graph for the neighbours of one thing only. */

type ContainerPortSymbol = Extract<PortSymbol, { is: 'container-port' }>
type ServicePortSymbol = Extract<PortSymbol, { is: 'service-port' }>

/** The container ports that a Service port leads to, in all pods that its Service selects. */
export function behind(service: Service, port: ServicePort, graph: Graph): readonly ContainerPortSymbol[] {
  const selection = serviceType(service) === 'ExternalName' ? undefined : graph.selection(service)
  if (selection?.status !== 'selected') return []
  return selection.pods.flatMap(selected => {
    const resolution = graph.resolve(port, selected)
    const declared = resolution.status === 'number' || resolution.status === 'named' ? resolution.declared : undefined
    const { workload, pod } = selected
    return declared ? [{ is: 'container-port' as const, workload, pod, ...declared }] : []
  })
}

/** The Service ports that lead to a container port. */
export function before(symbol: ContainerPortSymbol, graph: Graph): readonly ServicePortSymbol[] {
  return graph
    .servicesOf(symbol.pod)
    .flatMap(service =>
      service.ports.items
        .filter(port =>
          behind(service, port, graph).some(
            each => each.pod.id === symbol.pod.id && sameSpan(each.port.span, symbol.port.span),
          ),
        )
        .map(port => ({ is: 'service-port' as const, service, port })),
    )
}

/** What a probe or a hook means: a port of its own container. */
export function inContainer(container: Container, wanted: PortNumberOrName): ContainerPort | undefined {
  return container.ports.items.find(
    port => valueOf(typeof wanted === 'string' ? port.name : port.containerPort) === wanted,
  )
}

/** The port of a pod that a number or a name means; of several with one name the first, as Kubernetes takes it. */
export function inPod(
  { workload, pod }: Pick<SelectedPod, 'workload' | 'pod'>,
  wanted: PortNumberOrName,
): ContainerPortSymbol | undefined {
  for (const role of ['main', 'sidecar', 'init'] as const) {
    for (const container of pod.containers) {
      const port = container.role === role ? inContainer(container, wanted) : undefined
      if (port) return { is: 'container-port', workload, pod, container, port }
    }
  }
  return undefined
}

/** Whose ports a reference means. */
function takesOf(reference: Reference): 'service' | 'pod' | 'either' {
  const { takes } = siteOf(reference.site)
  if (takes.includes('target-port')) return 'either'
  return takes.some(each => each.startsWith('service-port')) ? 'service' : 'pod'
}

/** Whether a reference to a Service means a port of the pods behind it. The name of a headless Service leads to the pods themselves. */
export function meansPods(reference: Reference, service: Service): boolean {
  return takesOf(reference) === 'pod' || (reference.target.is === 'host' && isHeadless(service))
}

/** The ports that a reference points at: of the Services or pods that it leads to. */
export function pointedAt(
  reference: Reference,
  from: Resource,
  graph: Graph,
): readonly (ServicePortSymbol | ContainerPortSymbol)[] {
  const end = graph.follow(reference, from)
  const wanted = valueOf(reference.port) ?? (reference.port.kind === 'absent' ? reference.defaultPort : undefined)
  if (end.status === 'pods') return wanted === undefined ? [] : portsOfPods(end.pods, reference, wanted, graph)
  if (end.status !== 'services') return []
  return end.services.flatMap(service => portsOfService(service, reference, wanted, graph))
}

function portsOfService(
  service: Service,
  reference: Reference,
  wanted: PortNumberOrName | undefined,
  graph: Graph,
): readonly (ServicePortSymbol | ContainerPortSymbol)[] {
  const takes = takesOf(reference)
  const { items } = service.ports
  if (wanted === undefined) {
    const [only, another] = items
    const isMeant = only && !another && reference.port.kind === 'absent' && takes === 'service'
    return isMeant ? [{ is: 'service-port', service, port: only }] : []
  }
  const isPod = meansPods(reference, service) || (takes === 'either' && typeof wanted === 'number')
  if (!isPod) return items.filter(port => isCalled(port, wanted)).map(port => ({ is: 'service-port', service, port }))
  const selection = graph.selection(service)
  return selection.status === 'selected' ? selection.pods.flatMap(selected => inPod(selected, wanted) ?? []) : []
}

/** A row may mean a Service port by way of its pods: a server of an Istio Gateway. */
function portsOfPods(
  pods: readonly SelectedPod[],
  reference: Reference,
  wanted: PortNumberOrName,
  graph: Graph,
): readonly (ServicePortSymbol | ContainerPortSymbol)[] {
  if (takesOf(reference) !== 'service') return pods.flatMap(selected => inPod(selected, wanted) ?? [])
  const services = new Set(pods.flatMap(({ pod }) => graph.servicesOf(pod)))
  return [...services].flatMap(service =>
    service.ports.items
      .filter(port => isCalled(port, wanted))
      .map(port => ({ is: 'service-port' as const, service, port })),
  )
}

/** A number means `port`, a name `name`: a name of digits is no number. */
export function isCalled(port: ServicePort, wanted: PortNumberOrName): boolean {
  return valueOf(typeof wanted === 'number' ? port.port : port.name) === wanted
}

/** The workloads whose governing Service this is, among those that it selects. */
export function governedBy(service: Service, graph: Graph): readonly Workload[] {
  const name = valueOf(service.name)
  const selection = graph.selection(service)
  if (name === undefined || selection.status !== 'selected') return []
  return [...new Set(selection.pods.map(({ workload }) => workload))].filter(
    workload => valueOf(workload.serviceName) === name,
  )
}

/** The pods of a workload, one symbol each. */
export function podsOf(
  workload: Workload,
): readonly { readonly is: 'pods'; readonly workload: Workload; readonly pod: PodTemplate }[] {
  return workload.pods.map(pod => ({ is: 'pods', workload, pod }))
}
