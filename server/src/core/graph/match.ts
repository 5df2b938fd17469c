import { type Label, type LabelSelector, type Labels, labelValue } from '../k8s/facts/labels.ts'
import type { PodTemplate, Workload } from '../k8s/facts/workload.ts'
import { isRuntimeLabel } from './runtimeLabels.ts'

/** `unknown` where a placeholder decides. */
export type Match = 'yes' | 'no' | 'unknown'

/**
 * Whether the pods of a template satisfy every pair. Only the template's labels count, never the workload's own, and all
 * pairs must hold for the same pod (labels.Set.AsSelector in the endpoints controller).
 */
export function matchesPairs(pairs: readonly Label[], pod: PodTemplate, workload: Workload): Match {
  let result: Match = 'yes'
  for (const pair of pairs) {
    const match = matchesPair(pair, pod.labels, workload.kind)
    if (match === 'no') return 'no'
    if (match === 'unknown') result = 'unknown'
  }
  return result
}

function matchesPair(pair: Label, labels: Labels, workloadKind: string): Match {
  const label = labelValue(labels, pair.key)
  if (!label) return isRuntimeLabel(pair.key, workloadKind) ? 'yes' : labels.complete ? 'no' : 'unknown'
  if (label.value.kind === 'unknown' || pair.value.kind === 'unknown') return 'unknown'
  return textOf(label) === textOf(pair) ? 'yes' : 'no'
}

/** An absent value (`app:`) is the empty string. */
export function textOf(label: Label): string | undefined {
  return label.value.kind === 'known' ? label.value.value : label.value.kind === 'absent' ? '' : undefined
}

/** Whether a workload's own selector is satisfied by its template. Set-based expressions are evaluated, too. */
export function selectsTemplate(selector: LabelSelector, pod: PodTemplate, workload: Workload): Match {
  if (!selector.matchLabels.complete) return 'unknown'
  let result = matchesPairs(selector.matchLabels.pairs, pod, workload)
  for (const expression of selector.matchExpressions) {
    if (result === 'no') return 'no'
    const one = matchesExpression(expression, pod.labels)
    if (one !== 'yes') result = one
  }
  return result
}

export function matchesExpression(expression: LabelSelector['matchExpressions'][number], labels: Labels): Match {
  if (expression.key.kind !== 'known' || expression.operator.kind !== 'known' || !labels.complete) return 'unknown'
  const label = labelValue(labels, expression.key.value)
  const value = label && textOf(label)
  if (label && value === undefined) return 'unknown'
  const wanted = expression.values.map(each => (each.kind === 'known' ? each.value : undefined))
  if (wanted.includes(undefined)) return 'unknown'
  switch (expression.operator.value) {
    case 'Exists':
      return label ? 'yes' : 'no'
    case 'DoesNotExist':
      return label ? 'no' : 'yes'
    case 'In':
      return value !== undefined && wanted.includes(value) ? 'yes' : 'no'
    case 'NotIn':
      return value === undefined || !wanted.includes(value) ? 'yes' : 'no'
    default:
      return 'unknown'
  }
}
