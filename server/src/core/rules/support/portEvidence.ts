import { valueOf } from '../../base/known.ts'
import type { Graph } from '../../graph/graph.ts'
import type { Container } from '../../k8s/facts/container.ts'
import { isPortNumber } from '../../k8s/facts/port.ts'
import type { PodTemplate } from '../../k8s/facts/workload.ts'
import { isKnownPort } from '../../k8s/knowledge/images.ts'
import { isProxyPort } from '../../k8s/knowledge/injectedProxies.ts'

/** Whether what only probes and hooks mention counts: a probe is no reason to believe itself. */
export type Probes = 'probes count' | 'probes do not count'

/**
 * True where something speaks for it that a pod listens on a number: a container declares it, in any protocol; an image is
 * known to listen there; or it is mentioned. This file is the one place that says what counts. All of it is enough to be
 * silent, and none of it proves anything.
 */
export function isEvident(number: number, pod: PodTemplate, graph: Graph, probes: Probes): boolean {
  return (
    pod.containers.some(each => declares(each, number) || isKnownPort(valueOf(each.image), number)) ||
    isMentioned(number, pod, graph, probes)
  )
}

/**
 * True where args, env or annotations of the pod say the number, or a ConfigMap in view that the pod reads or mounts, or where
 * an injected proxy has it.
 */
export function isMentioned(number: number, pod: PodTemplate, graph: Graph, probes: Probes): boolean {
  const mentions = probes === 'probes count' ? pod.mentions : pod.mentionsBesideProbes
  return mentions.has(number) || isProxyPort(number, pod) || isConfigured(number, pod, graph)
}

/** True where a ConfigMap in view that the pod reads or mounts says the number. */
export function isConfigured(number: number, pod: PodTemplate, graph: Graph): boolean {
  return graph
    .configurationOf(pod)
    .some(({ mentions, listens }) => mentions?.has(number) === true || listens.some(({ port }) => port === number))
}

function declares({ ports }: Container, number: number): boolean {
  return ports.items.some(({ containerPort }) => valueOf(containerPort) === number)
}

/**
 * The port of a flag that speaks of what the program serves, such as `--frontend-port=8080`, where there is exactly one such
 * number. Too weak a sign for a finding, since a flag may be about another server; enough to choose between fixes.
 */
export function servingFlag({ command, args }: Container): { readonly port: number; readonly by: string } | undefined {
  const words = [...command, ...args].map(word => valueOf(word) ?? '')
  const found = words.flatMap((word, index) => {
    const [by = '', value = words[index + 1]] = word.split('=')
    const port = Number(value)
    return serving.test(by) && isPortNumber(port) ? [{ port, by }] : []
  })
  const [first] = found
  return new Set(found.map(({ port }) => port)).size === 1 ? first : undefined
}

const serving =
  /^--?(?:frontend|front-end|web|https?|ui|api|app|server|service|listen|listening|public|main|grpc|rest|gateway)[-_.]?port$/i
