import { spanOf, valueOf } from '../../base/known.ts'
import type { Place } from '../../base/place.ts'
import type { Graph, SelectedPod } from '../../graph/graph.ts'
import type { Container } from '../../k8s/facts/container.ts'
import { isPortNumber } from '../../k8s/facts/port.ts'
import type { PodTemplate } from '../../k8s/facts/workload.ts'
import { lookupImage } from '../../k8s/knowledge/images.ts'
import { isLoopback } from '../../k8s/listenAddresses/address.ts'
import type { Certainty, Related } from '../run/rule.ts'
import { longLived } from './portFields.ts'
import { enumerate } from './text.ts'

/** What a container most likely listens on, and who says so. */
export interface StatedPort {
  readonly port: number
  /** `--port`, `PORT`, `nginx listen`. */
  readonly by: string
  /** Goes on with the number: "--port tells it to listen on", "nginx listens on". */
  readonly because: string
  /** Where it stands; none for what is known of the image. */
  readonly said: { readonly at: Place; readonly message: string } | undefined
}

/** The one number that the container is told to serve by its args, env or configuration, if it is told only one. */
export function statedPort(container: Container, pod: PodTemplate, graph: Graph): StatedPort | undefined {
  const listens = graph.listensOf(container, pod).filter(each => each.purpose === 'main')
  const [first] = listens
  if (!first || new Set(listens.map(each => each.port)).size !== 1 || isLoopback(first.host)) return undefined
  const { by, port, at } = first
  return { port, by, because: `${by} tells it to listen on ${port}`, said: { at, message: `${by} says ${port}` } }
}

/**
 * The TCP ports of an image that is known, where nothing in the manifest may have changed them: no command, no args, no
 * variables that sound like it, no configuration. A sign only, as images change.
 */
export function stockPorts(container: Container, pod: PodTemplate): StockPorts | undefined {
  const match = lookupImage(valueOf(container.image) ?? '')
  if (!match?.stock || pod.configuredElsewhere || pod.mentionsUnknown || isConfigured(container)) return undefined
  const tcp = match.image.ports.filter(port => port.protocol === 'TCP')
  const ports = tcp.map(port => port.number)
  if (ports.length === 0) return undefined
  // What goes by the name of the first, such as the bus of a Redis cluster, is there in some set-ups only.
  const [first, second, third, ...others] = tcp
    .filter(port => port === tcp[0] || !port.speaks.startsWith(`${tcp[0]?.speaks} `))
    .map(port => String(port.number))
  const shown = [first, second, third].filter(port => port !== undefined)
  const listed = others.length > 0 ? `${shown.join(', ')} and others` : enumerate(shown)
  return {
    because: `${match.image.name} listens on ${listed}`,
    ports,
    only: second === undefined ? ports[0] : undefined,
  }
}

export interface StockPorts {
  /** "nginx listens on 80". */
  readonly because: string
  /** At least one. */
  readonly ports: readonly number[]
  /** The one that whoever means this image means. */
  readonly only: number | undefined
}

function isConfigured({ command, args, env, mounts, fields }: Container): boolean {
  return (
    command.length > 0 ||
    args.length > 0 ||
    fields.has('lifecycle') ||
    env.some(({ name }) => /PORT|LISTEN|ADDR|BIND|URL|CONF|CFG|OPTS|ARGS|OPTIONS/i.test(valueOf(name) ?? 'PORT')) ||
    mounts.some(({ mountPath }) => /etc|conf|opt|\.d(\/|$)/i.test(valueOf(mountPath) ?? 'etc'))
  )
}

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
  const told = statedPort(container, pod, graph)
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
