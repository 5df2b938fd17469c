import { valueOf } from '../../base/known.ts'
import type { Graph } from '../../graph/graph.ts'
import type { Resource } from '../../k8s/resource.ts'
import type { Reference } from '../../k8s/sites/reference.ts'
import type { PortSymbol } from './symbol.ts'

/** The listeners of the Gateway in view that a route's parent means, by `sectionName` and `port`. */
export function listenersOf(
  { target, port, beside }: Reference,
  from: Resource,
  graph: Graph,
): readonly Extract<PortSymbol, { is: 'listener' }>[] {
  const name = target.is === 'object' ? valueOf(target.name) : undefined
  if (target.is !== 'object' || name === undefined) return []
  const found = graph.named('other', `${target.kind}/${name}`, from, valueOf(target.namespace))
  if (found.status !== 'found') return []
  const wanted = [valueOf(port), textOf(beside['sectionName'])] as const
  return found.found.flatMap(gateway =>
    gateway.references
      .filter(each => each.site === 'gateway-listener')
      .filter(
        each =>
          (wanted[0] === undefined || valueOf(each.port) === wanted[0]) &&
          (wanted[1] === undefined || textOf(each.beside['name']) === wanted[1]),
      )
      .map(each => {
        const { document } = gateway
        const title = each.beside['name']
        const name = title && title.kind !== 'absent' ? title.span : each.span
        return {
          is: 'listener' as const,
          gateway,
          listener: { document, span: each.span },
          name: { document, span: name },
        }
      }),
  )
}

function textOf(field: Reference['beside'][string] | undefined): string | undefined {
  const value = field && valueOf(field)
  return typeof value === 'string' ? value : undefined
}
