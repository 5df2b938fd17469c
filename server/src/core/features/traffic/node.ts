import { valueOf } from '../../base/known.ts'
import type { Place } from '../../base/place.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import { declarationOf, type PortSymbol, keyOf as symbolKey } from '../symbol/symbol.ts'

/** A station on the way of a packet. */
export type TrafficNode =
  | Extract<PortSymbol, { is: 'service-port' | 'container-port' }>
  /** Somebody who sends packets and is reached by none in view: an Ingress, a route, a monitor. */
  | { readonly is: 'resource'; readonly resource: Resource }

export function keyOf(node: TrafficNode): string {
  return node.is === 'resource' ? `resource ${node.resource.id}` : symbolKey(node)
}

/** What a list shows: short enough for one line, and clear without the lines around. */
export function titleOf(node: TrafficNode): { readonly name: string; readonly detail: string } {
  switch (node.is) {
    case 'service-port': {
      const { service, port } = node
      const name = valueOf(port.name)
      return {
        name: `${nameOf(service)}:${valueOf(port.port) ?? '?'}`,
        detail: name ? `Service port ${name}` : 'Service port',
      }
    }
    case 'container-port': {
      const { workload, pod, container, port } = node
      const number = valueOf(port.containerPort) ?? '?'
      const owner = pod.containers.length > 1 ? `container ${valueOf(container.name) ?? '?'}` : undefined
      return {
        name: `${nameOf(workload)} pod:${number}`,
        detail: [workload.kind, owner, valueOf(port.name)].filter(part => part).join(', '),
      }
    }
    case 'resource':
      return { name: nameOf(node.resource), detail: node.resource.kind }
  }
}

export function placeOf(node: TrafficNode): { readonly whole: Place; readonly word: Place } {
  if (node.is !== 'resource') return declarationOf(node)
  const { document, span, name, kindSpan } = node.resource
  const word = name.kind === 'known' && !name.via ? name.span : kindSpan
  return { whole: { document, span }, word: { document, span: word } }
}

function nameOf({ name, kind }: Resource): string {
  return valueOf(name) ?? kind
}
