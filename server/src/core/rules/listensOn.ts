import type { Graph, SelectedPod } from '../graph/graph.ts'
import type { PodTemplate } from '../k8s/resource.ts'
import { longLived } from './portFields.ts'
import type { Certainty, Related } from './rule.ts'
import { stockPorts, toldPort } from './toldPort.ts'

/** Where the process of a pod listens, by its own words or by its image. */
export interface ListensOn {
  readonly ports: readonly number[]
  readonly only: number | undefined
  readonly because: string
  readonly said: Related | undefined
  readonly certainty: Certainty
}

/** For pods of one container: of several, another one may listen. */
export function listensOn({ pod }: SelectedPod, graph: Graph): ListensOn | undefined {
  const [container, sidecar] = longLived(pod.containers)
  if (!container || sidecar) return undefined
  const told = toldPort(container, pod, graph)
  if (told) {
    const certainty = pod.configuredElsewhere && told.said?.at.document === pod.document ? 'possible' : 'likely'
    return { ports: [told.port], only: told.port, because: told.because, said: told.said, certainty }
  }
  const stock = graph.listensOf(container, pod).length === 0 ? stockPorts(container, pod) : undefined
  return stock && { ...stock, said: undefined, certainty: 'possible' }
}

/** Images that are known, and listen on nothing else as nothing here tells them otherwise. */
export function areStock(pods: readonly SelectedPod[]): boolean {
  return pods.every(({ pod }) => longLived(pod.containers).every(each => stockPorts(each, pod) !== undefined))
}

/** No container that lasts declares a port. */
export function declaresNothing(pod: PodTemplate): boolean {
  return longLived(pod.containers).every(({ ports }) => ports.complete && ports.items.length === 0)
}
