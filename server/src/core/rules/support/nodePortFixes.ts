import { valueOf } from '../../base/known.ts'
import type { Graph } from '../../graph/graph.ts'
import { isPortNumber, type PortNumber } from '../../k8s/facts/port.ts'
import type { Service, ServicePort } from '../../k8s/facts/service.ts'
import { isIn, nodePorts, staticNodePorts } from '../../k8s/knowledge/nodePorts.ts'
import type { Fix, FixContext } from '../run/rule.ts'
import { fixWith, removeEntry, removeField, replaceScalar } from './edits.ts'

/** Ways out of a nodePort that cannot stay: a free one of the band for hand-picked numbers, or none at all. */
export function otherNodePort(context: FixContext, service: Service, entry: ServicePort, graph: Graph): readonly Fix[] {
  const free = freeOne(graph, alike(valueOf(entry.nodePort)))
  return [
    ...(free === undefined
      ? []
      : fixWith(
          { title: `Change nodePort to ${free}, which no Service here has`, applicability: 'unsafe', preferred: true },
          ...sharing(service, entry).map(each => replaceScalar(context, service.document, each.nodePort, free)),
        )),
    ...fixWith(
      { title: 'Remove nodePort: the cluster picks a free one', applicability: 'unsafe' },
      removeEntry(context, service.document, entry.span, 'nodePort'),
    ),
  ]
}

/** The same for `healthCheckNodePort`, which is from the same numbers. */
export function otherHealthCheckNodePort(context: FixContext, service: Service, graph: Graph): readonly Fix[] {
  const { document, fields, healthCheckNodePort: field } = service
  const free = freeOne(graph, alike(valueOf(field)))
  const key = fields.get('healthCheckNodePort')?.keySpan
  return [
    ...(free === undefined
      ? []
      : fixWith(
          {
            title: `Change healthCheckNodePort to ${free}, which no Service here has`,
            applicability: 'unsafe',
            preferred: true,
          },
          replaceScalar(context, document, field, free),
        )),
    ...(key
      ? fixWith(
          { title: 'Remove healthCheckNodePort: the cluster picks a free one', applicability: 'unsafe' },
          removeField(context, document, key),
        )
      : []),
  ]
}

/** The TCP and the UDP entry of one Service port have one nodePort together, and go on having one. */
function sharing(service: Service, entry: ServicePort): readonly ServicePort[] {
  const port = valueOf(entry.port)
  return service.ports.items.filter(
    each =>
      each === entry ||
      (port !== undefined && valueOf(each.port) === port && valueOf(each.nodePort) === valueOf(entry.nodePort)),
  )
}

/** `wanted` where it is free and for hand-picked numbers, else the first that is free. */
function freeOne(graph: Graph, wanted: number | undefined): number | undefined {
  let first: number | undefined
  for (const number of graph.freeNodePorts()) {
    if (number === wanted) return number
    first ??= number
    if (wanted === undefined || !isIn(staticNodePorts, number)) return first
  }
  return first
}

/** The number of the range with the same last two digits. @example alike(8080) // 30080 */
function alike(number: PortNumber | undefined): number | undefined {
  return !isPortNumber(number) ? undefined : nodePorts.first + (number % 100)
}
