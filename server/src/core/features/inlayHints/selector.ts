import { valueOf } from '../../base/known.ts'
import type { SelectedPod } from '../../graph/graph.ts'
import type { Labels } from '../../k8s/facts/labels.ts'
import type { Service } from '../../k8s/facts/service.ts'
import type { Workload } from '../../k8s/facts/workload.ts'
import { selectorText } from '../hover/destination.ts'
import { exposureOf } from '../hover/exposure.ts'
import { listed } from '../hover/render.ts'
import { say } from '../hover/sentence.ts'
import { serviceFacts as facts } from '../hover/sentences/service.ts'
import { called } from '../hover/view.ts'
import { isUnsure } from './ends.ts'
import type { HintContext, LocalHint } from './hint.ts'

/** Behind `selector:` of a Service, what it picks. A selector that picks nothing in view gets a finding, or is unknown. */
export function* selectorHints(service: Service, { view, text, wants }: HintContext): Generator<LocalHint> {
  const offset = endOfKey(service.selector, text)
  if (offset === undefined || !wants('selects', { start: offset, end: offset })) return
  if (exposureOf(service) === 'external-name' || isUnsure(service, view.graph)) return
  const selection = view.graph.selection(service)
  if (selection.status !== 'selected') return
  const [first] = selection.pods
  if (!first) return
  const workloads = workloadsOf(selection.pods)
  yield {
    kind: 'selects',
    offset,
    parts: [
      { text: 'selects ' },
      {
        text: workloads.length === 1 ? named(first.workload) : `${workloads.length} workloads`,
        target: { document: first.pod.document, span: first.pod.labels.span ?? first.pod.span },
      },
    ],
    tooltip: say(facts.selector, {
      service: called(service),
      pairs: selectorText(service),
      pods: listed(
        selection.pods.map(
          ({ pod, workload }) => `${called(workload)} (${view.link(pod.document, pod.labels.span ?? pod.span)})`,
        ),
        6,
      ),
    }),
  }
}

/** Behind a mapping on the line of its key, else behind the colon. Nowhere for one that was written elsewhere. */
function endOfKey({ near, span }: Labels, text: string): number | undefined {
  if (!span || span.start < near.end) return undefined
  const between = text.slice(near.end, span.start)
  if (!between.includes('\n')) return span.end
  const colon = between.indexOf(':')
  return colon < 0 ? undefined : near.end + colon + 1
}

function workloadsOf(pods: readonly SelectedPod[]): readonly Workload[] {
  return [...new Map(pods.map(({ workload }) => [workload.id, workload])).values()]
}

function named(workload: Workload): string {
  const name = valueOf(workload.name)
  return name === undefined ? `1 ${workload.kind}` : `${workload.kind} ${name}`
}
