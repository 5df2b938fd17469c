import { spanOf, valueOf } from '../base/known.ts'
import type { Place } from '../base/place.ts'
import type { Graph } from '../graph/graph.ts'
import type { Container } from '../k8s/container.ts'
import { isPortNumber } from '../k8s/port.ts'
import type { PodTemplate } from '../k8s/resource.ts'

/** A port that the process of a container binds, as far as the manifest says so. */
export interface BoundPort {
  readonly port: number
  readonly said: { readonly at: Place; readonly message: string }
}

/** Declared ports, and those that args, env and configuration tell the process to listen on; each number once. */
export function boundPorts(container: Container, pod: PodTemplate, graph: Graph): readonly BoundPort[] {
  const declared = container.ports.items.flatMap(({ containerPort }): readonly BoundPort[] => {
    const port = valueOf(containerPort)
    const at = { document: pod.document, span: spanOf(containerPort) }
    return isPortNumber(port) ? [{ port, said: { at, message: `Container port ${port} is declared here` } }] : []
  })
  const told = graph
    .listensOf(container, pod)
    .map(({ port, by, at }): BoundPort => ({ port, said: { at, message: `${by} says ${port}` } }))
  return [...new Map([...told, ...declared].map(each => [each.port, each])).values()]
}
