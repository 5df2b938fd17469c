import { valueOf } from '../../base/known.ts'
import type { Graph } from '../../graph/graph.ts'
import type { Reference, Target } from '../../k8s/facts/reference.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import type { PortSymbol } from './symbol.ts'

/** The listeners of the Gateway in view that a route's parent means, as symbols. */
export function listenersOf(
  reference: Reference,
  from: Resource,
  graph: Graph,
): readonly Extract<PortSymbol, { is: 'listener' }>[] {
  return listenersMeant(reference, from, graph).map(({ gateway, listener }) => {
    const { document } = gateway
    const title = listener.beside['name']
    const name = title && title.kind !== 'absent' ? title.span : listener.span
    return {
      is: 'listener' as const,
      gateway,
      listener: { document, span: listener.span },
      name: { document, span: name },
    }
  })
}

/** A Gateway, with the reference that one of its listeners is. */
interface OfGateway {
  readonly gateway: Resource
  readonly listener: Reference
}

/** Those that a route's parent means by `sectionName` and `port`. */
export function listenersMeant(
  { target, port, beside }: Reference,
  from: Resource,
  graph: Graph,
): readonly OfGateway[] {
  const [number, section] = [valueOf(port), textOf(beside['sectionName'])]
  return listenersNamed(target, from, graph).filter(
    ({ listener }) =>
      (number === undefined || valueOf(listener.port) === number) &&
      (section === undefined || textOf(listener.beside['name']) === section),
  )
}

/** All listeners of the Gateway that a target names. */
export function listenersNamed(target: Target, from: Resource, graph: Graph): readonly OfGateway[] {
  const name = target.is === 'object' ? valueOf(target.name) : undefined
  if (target.is !== 'object' || name === undefined) return []
  const found = graph.named('other', `${target.kind}/${name}`, from, valueOf(target.namespace))
  if (found.status !== 'found') return []
  return found.found.flatMap(gateway =>
    gateway.references.filter(each => each.site === 'gateway-listener').map(listener => ({ gateway, listener })),
  )
}

function textOf(field: Reference['beside'][string] | undefined): string | undefined {
  const value = field && valueOf(field)
  return typeof value === 'string' ? value : undefined
}
