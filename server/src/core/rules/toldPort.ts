import { valueOf } from '../base/known.ts'
import type { Place } from '../base/place.ts'
import type { Graph } from '../graph/graph.ts'
import type { Container } from '../k8s/container.ts'
import { lookupImage } from '../k8s/knowledge/images.ts'
import { isLoopback } from '../k8s/listens/address.ts'
import type { PodTemplate } from '../k8s/resource.ts'
import { enumerate } from './text.ts'

/** What a container most likely listens on, and who says so. */
export interface ToldPort {
  readonly port: number
  /** `--port`, `PORT`, `nginx listen`. */
  readonly by: string
  /** Goes on with the number: "--port tells it to listen on", "nginx listens on". */
  readonly because: string
  /** Where it stands; none for what is known of the image. */
  readonly said: { readonly at: Place; readonly message: string } | undefined
}

/** The one number that the container is told to serve by its args, env or configuration, if it is told only one. */
export function toldPort(container: Container, pod: PodTemplate, graph: Graph): ToldPort | undefined {
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
