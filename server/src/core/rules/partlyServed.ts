import { valueOf } from '../base/known.ts'
import type { SelectedPod } from '../graph/graph.ts'
import { allServedPorts, identityOf, workloadsOf } from './selected.ts'
import { containerPortsText, resourcesText } from './text.ts'

/**
 * What to say of a number that some of the selected pods declare, while others declare ports and give no sign of it: they get
 * a part of the connections all the same. `undefined` where all are alike, or the same workload is written down twice.
 */
export function partlyServed(
  number: number,
  pods: readonly SelectedPod[],
  isExplained: (pod: SelectedPod) => boolean,
): string | undefined {
  const having = pods.filter(pod => allServedPorts([pod]).some(({ port }) => valueOf(port.containerPort) === number))
  const lacking = pods.filter(pod => !isExplained(pod))
  const known = new Set(having.map(({ workload }) => identityOf(workload)))
  if (having.length === 0 || lacking.length === 0 || lacking.some(({ workload }) => known.has(identityOf(workload))))
    return undefined
  const others = workloadsOf(lacking)
  const declare = others.length > 1 ? 'declare' : 'declares'
  const ports = containerPortsText(allServedPorts(lacking).map(({ port }) => port))
  return `reaches ${resourcesText(workloadsOf(having))}; ${resourcesText(others)}, selected as well, ${declare} only ${ports}.`
}
