import { distinctBy } from '../../base/distinct.ts'
import { type Known, spanOf, valueOf } from '../../base/known.ts'
import type { DocumentId } from '../../base/place.ts'
import { sameSpan } from '../../base/span.ts'
import type { Graph } from '../../graph/graph.ts'
import type { Reference } from '../../k8s/facts/reference.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import { type Service, targetOf } from '../../k8s/facts/service.ts'
import { before, governedBy, inContainer, pointedAt } from './ends.ts'
import { keyOf, type Occurrence, type PortSymbol } from './symbol.ts'

/**
 * Every place in view that declares a symbol or speaks of it, the declaration first. Only the neighbours of the symbol are asked, so the
 * cost depends on how many there are.
 */
export function occurrencesOf(symbol: PortSymbol, graph: Graph): readonly Occurrence[] {
  switch (symbol.is) {
    case 'container-port':
      return ofContainerPort(symbol, graph)
    case 'service-port':
      return ofServicePort(symbol, graph)
    case 'service':
      return ofService(symbol, graph)
    case 'pods':
      return ofPods(symbol, graph)
    case 'listener':
      return [
        {
          symbol,
          role: 'declaration',
          how: 'name',
          place: symbol.name,
          in: symbol.gateway,
          by: 'listener',
          value: { kind: 'absent', near: symbol.name.span },
        },
      ]
  }
}

type Of<K extends PortSymbol['is']> = Extract<PortSymbol, { is: K }>

function ofContainerPort(symbol: Of<'container-port'>, graph: Graph): readonly Occurrence[] {
  const { workload, pod, container, port } = symbol
  const own = maker(symbol, workload, pod.document)
  const found = [...own('declaration', 'containerPort', port.containerPort), ...own('declaration', 'name', port.name)]
  for (const { of, handlers } of container.probes) {
    for (const { port: field } of handlers) {
      const wanted = valueOf(field)
      const meant = wanted === undefined ? undefined : inContainer(container, wanted)
      if (meant && sameSpan(meant.span, port.span)) found.push(...own('use', of, field))
    }
  }
  for (const { service, port: entry } of before(symbol, graph)) {
    const of = maker(symbol, service, service.document)
    if (entry.targetPort.kind === 'absent') found.push(...of('use', 'port', targetOf(entry), 'default'))
    else found.push(...of('use', 'targetPort', entry.targetPort))
  }
  found.push(...pointersAt(symbol, [workload, ...graph.servicesOf(pod)], graph))
  return found
}

function ofServicePort(symbol: Of<'service-port'>, graph: Graph): readonly Occurrence[] {
  const { service, port } = symbol
  const own = maker(symbol, service, service.document)
  return [
    ...own('declaration', 'port', port.port),
    ...own('declaration', 'name', port.name),
    ...pointersAt(symbol, [service], graph),
  ]
}

function ofService(symbol: Of<'service'>, graph: Graph): readonly Occurrence[] {
  const { service } = symbol
  const found = [...maker(symbol, service, service.document)('declaration', 'name', service.name)]
  for (const { reference, from } of graph.referencesTo(service)) {
    const { target } = reference
    const name = target.is === 'host' ? target.host : target.is === 'service' ? target.name : undefined
    if (name) found.push(...maker(symbol, from, from.document)('use', reference.site, name, 'name'))
  }
  found.push(...picking(symbol, service, graph))
  for (const workload of governedBy(service, graph))
    found.push(...maker(symbol, workload, workload.document)('use', 'serviceName', workload.serviceName, 'name'))
  return distinct(found)
}

/** The pods by the name of their workload, and the selectors that pick them. */
function ofPods(symbol: Of<'pods'>, graph: Graph): readonly Occurrence[] {
  const { workload, pod } = symbol
  const found: Occurrence[] = [...maker(symbol, workload, workload.document)('declaration', 'name', workload.name)]
  const selects = (service: Service): Occurrence[] => {
    const { selector, document } = service
    const span = selector.span ?? selector.near
    const place = { document, span }
    return [
      { symbol, role: 'use', how: 'labels', place, in: service, by: 'selector', value: { kind: 'absent', near: span } },
    ]
  }
  for (const service of graph.servicesOf(pod)) found.push(...selects(service))
  found.push(...picking(symbol, workload, graph))
  return found
}

/** Selectors of policies and monitors that pick a Service or pods by their labels. */
function picking(symbol: PortSymbol, resource: Service | Of<'pods'>['workload'], graph: Graph): readonly Occurrence[] {
  const found = graph.referencesTo(resource).flatMap(({ reference, from }): Occurrence[] => {
    const { target, site } = reference
    const selector = target.is === 'pods' || target.is === 'services' ? target.selector : undefined
    if (!selector) return []
    const { span } = selector
    const value = { kind: 'absent', near: span } as const
    return [{ symbol, role: 'use', how: 'labels', place: { document: from.document, span }, in: from, by: site, value }]
  })
  return distinct(found)
}

/** References that mean a port, among those that lead to its Service, to its pods or to the Services before them. */
function pointersAt(
  symbol: Of<'container-port'> | Of<'service-port'>,
  around: readonly (Service | Of<'container-port'>['workload'])[],
  graph: Graph,
): readonly Occurrence[] {
  const key = keyOf(symbol)
  const candidates: { readonly reference: Reference; readonly from: Resource }[] = around.flatMap(resource => [
    ...graph.referencesTo(resource),
    // What a resource says of itself, in its annotations, leads to no other.
    ...resource.references.map(reference => ({ reference, from: resource })),
  ])
  const found = candidates.flatMap(({ reference, from }): readonly Occurrence[] => {
    const means = pointedAt(reference, from, graph).some(each => keyOf(each) === key)
    const { port, span } = reference
    if (!means) return []
    const place = { document: from.document, span: port.kind === 'absent' ? span : spanOf(port) }
    const how = port.kind === 'absent' ? 'default' : typeof valueOf(port) === 'string' ? 'name' : 'number'
    return [{ symbol, role: 'use', how, place, in: from, by: reference.site, value: port }]
  })
  return distinct(found)
}

/** Several references may share one word, and one reference may be found on several ways. */
function distinct(occurrences: readonly Occurrence[]): readonly Occurrence[] {
  return distinctBy(occurrences, ({ place, how }) => `${place.document} ${place.span.start} ${place.span.end} ${how}`)
}

/** Makes occurrences of values that are there. */
function maker(symbol: PortSymbol, resource: Resource, document: DocumentId) {
  return (
    role: Occurrence['role'],
    by: string,
    value: Known<string | number>,
    how: Occurrence['how'] = typeof valueOf(value) === 'string' ? 'name' : 'number',
  ): Occurrence[] =>
    value.kind === 'absent'
      ? []
      : [{ symbol, role, how, place: { document, span: spanOf(value) }, in: resource, by, value }]
}
