import { valueOf } from '../../base/known.ts'
import { nearest } from '../../base/similar.ts'
import type { Graph } from '../../graph/graph.ts'
import type { PodTemplate } from '../../k8s/facts/workload.ts'
import type { Fix, FixContext } from '../run/rule.ts'
import { fixWith, replaceScalar } from './edits.ts'
import { type ServedPort, servedPorts, usableName } from './selection.ts'
import { containerPortText, quote } from './text.ts'

/** Renames the container port whose name is the odd one out. */
export function renameOdd(context: FixContext, wanted: string, { pod, port }: ServedPort): readonly Fix[] {
  return fixWith(
    {
      title: `Rename container port ${containerPortText(port)} to ${quote(wanted)}, as all call it`,
      applicability: 'unsafe',
      preferred: true,
    },
    replaceScalar(context, pod.document, port.name, wanted),
  )
}

/**
 * The container port whose name is the odd one out: it is a typo away from one that two or more ask for (probes of its container,
 * Services, policies, monitors), and nobody asks for its own.
 */
export function oddlyNamed(wanted: string, pod: PodTemplate, graph: Graph): ServedPort | undefined {
  const served = servedPorts(pod)
  const near = nearest(
    wanted,
    served.flatMap(({ port }) => usableName(port) ?? []),
  )
  const [odd, second] = served.filter(({ port }) => near !== undefined && valueOf(port.name) === near)
  if (!odd || second || near === undefined) return undefined
  const names = namesAskedFor(odd, graph)
  return names.filter(name => name === wanted).length > 1 && !names.includes(near) ? odd : undefined
}

function namesAskedFor({ pod, container }: ServedPort, graph: Graph): readonly unknown[] {
  const workload = graph.podOf(pod)?.workload
  return [
    ...container.probes.flatMap(({ handlers }) => handlers.map(({ port }) => valueOf(port))),
    ...graph.servicesOf(pod).flatMap(({ ports }) => ports.items.map(({ targetPort }) => valueOf(targetPort))),
    ...(workload ? graph.referencesTo(workload).map(({ reference }) => valueOf(reference.port)) : []),
  ]
}
