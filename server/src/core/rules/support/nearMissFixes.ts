import { valueOf } from '../../base/known.ts'
import type { NearMiss } from '../../graph/graph.ts'
import { labelValue } from '../../k8s/facts/labels.ts'
import type { Service } from '../../k8s/facts/service.ts'
import type { Fix, FixContext } from '../run/rule.ts'
import { addEntry, fixWith, removeEntry, renameKey, replaceScalar } from './edits.ts'
import { labelsText, resourceText } from './text.ts'

/** Ways to bring a selector and the workload that it nearly matches together. */
export function nearMissFixes(context: FixContext, service: Service, miss: NearMiss): readonly Fix[] {
  if (miss.how === 'namespace') return namespaceFixes(context, service, miss)
  return [...selectorFixes(context, service, miss), ...labelFixes(context, miss)]
}

function namespaceFixes(context: FixContext, service: Service, miss: NearMiss): readonly Fix[] {
  const namespace = valueOf(miss.pod.workload.namespace)
  if (namespace === undefined) return []
  const edit = replaceScalar(context, service.document, service.namespace, namespace)
  return fixWith({ title: `Move ${resourceText(service)} to namespace ${namespace}`, applicability: 'unsafe' }, edit)
}

/** Offered where the pods merely lack labels that the workload itself carries. */
function labelFixes(context: FixContext, { differences, pod: { pod, workload } }: NearMiss): readonly Fix[] {
  const { span } = pod.labels
  const forgotten = differences.every(({ key, wanted, found }) => {
    const label = labelValue(workload.labels, key)
    return found === undefined && label !== undefined && valueOf(label.value) === wanted
  })
  if (!span || !forgotten || workload.kind === 'Pod') return []
  const added = differences.map(({ key, wanted }) => ({ key, value: wanted }))
  const title = `Add ${added.length > 1 ? 'the labels of the selector' : `the label ${labelsText(added)}`} to the pods of ${resourceText(workload)}`
  return fixWith({ title, applicability: 'unsafe' }, ...added.map(pair => addEntry(context, pod.document, span, pair)))
}

/** Rewrites the wrong pairs in place, so that the mended selector matches the workload; at most one pair goes away. */
function selectorFixes(context: FixContext, service: Service, miss: NearMiss): readonly Fix[] {
  const { document, selector } = service
  const wanted = new Map(miss.suggestion.map(pair => [pair.key, pair.value]))
  const added = [...wanted].filter(([key]) => !labelValue(selector, key))
  const dropped = selector.pairs.filter(pair => !wanted.has(pair.key))
  if (!selector.span || wanted.size === 0 || dropped.length > added.length + 1) return []
  const { span } = selector
  const changed = selector.pairs.flatMap(pair => {
    const value = wanted.get(pair.key)
    return value === undefined || value === valueOf(pair.value)
      ? []
      : [replaceScalar(context, document, pair.value, value)]
  })
  const renamed = dropped.flatMap((pair, index) => {
    const [key, value] = added[index] ?? []
    if (key === undefined || value === undefined) return [removeEntry(context, document, span, pair.key)]
    return [renameKey(context, document, pair.keySpan, key), replaceScalar(context, document, pair.value, value)]
  })
  const more = added.slice(dropped.length).map(([key, value]) => addEntry(context, document, span, { key, value }))
  const title = `Change the selector to ${labelsText([...wanted].map(([key, value]) => ({ key, value })))}`
  return fixWith({ title, applicability: 'unsafe', preferred: true }, ...changed, ...renamed, ...more)
}
