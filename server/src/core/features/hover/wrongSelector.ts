import { valueOf } from '../../base/known.ts'
import type { NearMiss } from '../../graph/graph.ts'
import type { Service } from '../../k8s/facts/service.ts'
import { meantBySelector } from '../../rules/support/selectorMistake.ts'
import type { View } from './view.ts'

/** A selector that matches no pod, and what it was meant to be: in plain text. */
export interface WrongSelector {
  /** `app=apii`: the pairs that no pod has. */
  readonly wrong: string
  /** `did you mean app=api?`, or where the pods are. */
  readonly instead: string
  readonly miss: NearMiss
}

/** `undefined` where the rule selector-no-match does not know what was meant either. */
export function wrongSelectorOf(view: View, service: Service): WrongSelector | undefined {
  const miss = meantBySelector(service, view.graph)
  if (!miss) return undefined
  const { workload } = miss.pod
  if (miss.how === 'namespace') {
    const namespace = valueOf(workload.namespace) ?? 'default'
    return { wrong: pairsText(allPairs(service)), instead: `the pods are in namespace ${namespace}`, miss }
  }
  const wrong = pairsText(miss.differences.map(({ key, wanted }) => ({ key, value: wanted })))
  const own = new Set(allPairs(service).map(({ key, value }) => `${key}=${value}`))
  const right = miss.suggestion.filter(({ key, value }) => !own.has(`${key}=${value}`))
  const instead = right.length > 0 ? `did you mean ${pairsText(right)}?` : `its pods have no such label`
  return { wrong, instead, miss }
}

function allPairs({ selector }: Service): readonly { readonly key: string; readonly value: string }[] {
  return selector.pairs.map(({ key, value }) => ({ key, value: valueOf(value) ?? '…' }))
}

/** The way kubectl writes selectors. */
function pairsText(pairs: readonly { readonly key: string; readonly value: string }[]): string {
  return pairs.map(({ key, value }) => `${key}=${value}`).join(',')
}
