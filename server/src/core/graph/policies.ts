import type { Home } from '../deploy/unit.ts'
import type { NetworkPolicy } from '../k8s/facts/networkPolicy.ts'
import type { PodTemplate, Workload } from '../k8s/facts/workload.ts'
import type { GraphContext } from './context.ts'
import { fromNearToFar } from './distance.ts'
import { isInReach, mayBeUnseen } from './lookup.ts'
import { selectsTemplate, textOf } from './match.ts'
import { anyLabels, pairKey } from './resourceIndex.ts'

/** So many folders up policies are looked for where many ask for the same label. */
const levels = 2

/**
 * All policies in view that select a pod, wherever they stand: another one could allow what these do not. `undefined` where a
 * policy may select it or not, and where there may be more.
 */
export function policiesOf(
  pod: PodTemplate,
  workload: Workload,
  home: Home,
  context: GraphContext,
): readonly NetworkPolicy[] | undefined {
  if (!pod.labels.complete || mayBeUnseen(home, context)) return undefined
  const found = new Set<NetworkPolicy>()
  const keys = [...pod.labels.pairs.map(label => pairKey(label.key, textOf(label) ?? '')), anyLabels]
  for (const key of keys) {
    for (const entries of fromNearToFar(context.index.policies, key, home, levels)) {
      for (const entry of entries) {
        const { policy } = entry
        const requester = { resource: workload, home, namespace: undefined }
        if (!isInReach({ ...entry, resource: policy }, requester, context)) continue
        const match = policy.selector ? selectsTemplate(policy.selector, pod, workload) : 'yes'
        if (match === 'unknown') return undefined
        if (match === 'yes') found.add(policy)
      }
    }
  }
  return [...found].sort(context.compare)
}
