import { spanOf, valueOf } from '../../base/known.ts'
import type { Graph } from '../../graph/graph.ts'
import { isPortNumber } from '../../k8s/facts/port.ts'
import { protocolOf, type Service, type ServicePort, serviceType } from '../../k8s/facts/service.ts'
import { type Report, serviceRule } from '../run/rule.ts'
import { otherHealthCheckNodePort, otherNodePort } from '../support/nodePortFixes.ts'
import { enumerate, fieldText, resourceText } from '../support/text.ts'

export const nodePortConflict = serviceRule({
  id: 'node-port-conflict',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'nodePort that is taken',
    what: 'Finds a nodePort that another port of the Service, or another Service deployed together with it, has too.',
    why: [
      'A node port belongs to one Service in the whole cluster. Namespace and protocol make no difference: whichever Service is',
      'created second is refused with `provided port is already allocated`.',
      '',
      '`healthCheckNodePort` of a load balancer is from the same numbers.',
      '',
      'Inside one Service, the TCP and the UDP entry of the *same* `port` may share a nodePort. Entries with different `port`',
      'may not.',
      '',
      'Services in one file or one Kustomize build are compared with certainty. Files that merely lie in one folder may be',
      'meant for different clusters, so there it is a warning. Services whose ports a Kustomize patch may change are left out.',
    ].join('\n'),
    instead: 'Pick another number, or leave `nodePort` out and let the cluster choose.',
    bad: `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  type: NodePort
  selector:
    app: shop
  ports:
    - port: 80
      nodePort: 30080
---
apiVersion: v1
kind: Service
metadata:
  name: admin
spec:
  type: NodePort
  selector:
    app: admin
  ports:
    - port: 80
      nodePort: 30080
`,
    good: `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  type: NodePort
  selector:
    app: shop
  ports:
    - port: 80
      nodePort: 30080
---
apiVersion: v1
kind: Service
metadata:
  name: admin
spec:
  type: NodePort
  selector:
    app: admin
  ports:
    - port: 80
      nodePort: 30081
`,
    sources: [
      'kubernetes pkg/registry/core/service/portallocator/allocator.go: PortAllocator.Allocate',
      'kubernetes pkg/registry/core/service/storage/alloc.go: initNodePorts',
    ],
    verify: [
      'kubectl get services -A -o jsonpath=\'{range .items[*]}{.metadata.name}{" "}{.spec.ports[*].nodePort}{"\\n"}{end}\'',
    ],
  },
  *check(service, graph) {
    if (!usesNodePorts(service) || isOpen(service, graph)) return
    for (const entry of service.ports.items) {
      const number = valueOf(entry.nodePort)
      if (!isPortNumber(number)) continue
      const report = insideReport(service, entry, number) ?? rivalReport(service, entry, number, graph)
      if (!report) continue
      yield {
        ...report,
        fixes: context => otherNodePort(context, service, entry, graph),
      }
    }
    const report = healthReport(service, graph)
    if (report) yield { ...report, fixes: context => otherHealthCheckNodePort(context, service, graph) }
  },
})

/** `healthCheckNodePort` is from the numbers of nodePorts, and no other port may have it. */
function healthReport(service: Service, graph: Graph): Report | undefined {
  const field = service.healthCheckNodePort
  const number = valueOf(field)
  if (serviceType(service) !== 'LoadBalancer' || !isPortNumber(number)) return undefined
  const own = service.ports.items.find(each => valueOf(each.nodePort) === number)
  const [rival] = graph.nodePortRivals(service, number).filter(each => usesNodePorts(each.service))
  const taken = own ? { service, port: own, together: true } : rival
  if (!taken) return undefined
  const by = own
    ? `Service port ${fieldText(own.port) ?? 'without number'} of the same Service`
    : resourceText(taken.service)
  return {
    at: spanOf(field),
    message: `healthCheckNodePort ${number} is taken by ${by}; a node port belongs to one port in the cluster.`,
    certainty: taken.together ? 'certain' : 'likely',
    related: [
      {
        at: { document: taken.service.document, span: spanOf(taken.port.nodePort) },
        message: `nodePort ${number} of ${resourceText(taken.service)}`,
      },
    ],
  }
}

function usesNodePorts(service: Service): boolean {
  const type = serviceType(service)
  return type === 'NodePort' || type === 'LoadBalancer'
}

/** True where a patch may take the node ports away with the type or the Service, or give others; what a patch itself says stays. */
function isOpen(service: Service, graph: Graph): boolean {
  return !graph.isPart(service) && (graph.mayBePatched(service) || graph.mayBeRetyped(service))
}

function insideReport(service: Service, entry: ServicePort, number: number): Report | undefined {
  const first = service.ports.items.find(each => each.index < entry.index && valueOf(each.nodePort) === number)
  if (!first || mayShare(first, entry)) return undefined
  return {
    at: spanOf(entry.nodePort),
    message: `${resourceText(service)} has nodePort ${number} twice; a node port leads to one Service port only.`,
    related: [
      {
        at: { document: service.document, span: spanOf(first.nodePort) },
        message: `nodePort ${number} first stands here`,
      },
    ],
  }
}

/** True for the TCP and UDP entry of one Service port; a port that is wholly the same is the business of port-duplicate. */
function mayShare(a: ServicePort, b: ServicePort): boolean {
  const protocols = [protocolOf(a), protocolOf(b)]
  if (protocols.includes(undefined) || a.port.kind !== 'known' || b.port.kind !== 'known') return true
  return a.port.value === b.port.value
}

function rivalReport(service: Service, entry: ServicePort, number: number, graph: Graph): Report | undefined {
  const rivals = graph
    .nodePortRivals(service, number)
    .filter(rival => usesNodePorts(rival.service) && !isOpen(rival.service, graph))
  if (rivals.length === 0) return undefined
  const others = [...new Set(rivals.map(rival => resourceText(rival.service)))]
  return {
    at: spanOf(entry.nodePort),
    message: `nodePort ${number} is taken by ${enumerate(others)} too; a node port belongs to one Service in the cluster.`,
    certainty: rivals.some(rival => rival.together) ? 'certain' : 'likely',
    related: rivals.map(rival => ({
      at: { document: rival.service.document, span: spanOf(rival.port.nodePort) },
      message: `nodePort ${number} of ${resourceText(rival.service)}`,
    })),
  }
}
