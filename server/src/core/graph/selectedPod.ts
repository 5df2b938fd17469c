import type { SelectedPod } from './graph.ts'
import { mayBePatched } from './patched.ts'
import { showsAllPorts } from './resolve.ts'
import type { PodEntry } from './resourceIndex.ts'
import type { Surroundings } from './surroundings.ts'

/** A pod as selections speak of it: with the word whether more ports may be added to it. */
export function selectedPod(entry: PodEntry, around: Surroundings): SelectedPod {
  const { pod, workload, whole } = entry
  return { pod, workload, complete: whole && showsAllPorts(pod) && !mayBePatched(workload, entry, around) }
}
