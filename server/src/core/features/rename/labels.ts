import { type Known, valueOf } from '../../base/known.ts'
import type { Graph } from '../../graph/graph.ts'
import type { LabelSelector, Labels } from '../../k8s/facts/labels.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import type { Service } from '../../k8s/facts/service.ts'
import type { PodTemplate, Workload } from '../../k8s/facts/workload.ts'
import type { YamlDocument } from '../../yaml/node.ts'
import type { PointedAt } from '../symbol/at.ts'
import type { Group, Refused, Renaming } from './change.ts'
import { called, labelValueProblem } from './names.ts'
import { templateSelectorValues } from './templateSelectors.ts'

/**
 * Another value for a label by which pods are selected: in the selectors, the pod templates and the `matchLabels` that belong together. Labels
 * of the same text elsewhere stay.
 */
export function labelRenaming({ symbols, in: resource, value }: PointedAt, sources: Sources): Renaming | Refused {
  const old = valueOf(value)
  const key = typeof old === 'string' ? keyAt(resource, value) : undefined
  if (typeof old !== 'string' || key === undefined) return { refused: 'This label is filled in later.' }
  if (symbols.some(symbol => symbol.is === 'service'))
    return { refused: 'This label is looked for on Services. Labels of Services are not renamed.' }
  const start = symbols.flatMap(symbol => (symbol.is === 'pods' ? [symbol] : []))
  if (start.length === 0) return { refused: 'No pod in view has this label, so nobody knows what else would change.' }
  const closure = closureOf(start, { key, value: old }, sources)
  if ('refused' in closure) return closure
  return {
    problemWith: labelValueProblem,
    places: name => closure.map(place => ({ ...place, to: name })),
  }
}

interface Pair {
  readonly key: string
  readonly value: string
}

interface LabelPlace {
  readonly document: Resource['document']
  readonly value: Known<string>
  readonly group: Group
}

/** Where to look: what is indexed, and the trees of documents for what is not. */
interface Sources {
  readonly graph: Graph
  treeOf(document: Resource['document']): YamlDocument
  folderOf(document: Resource['document']): string
}

/** The key of the pair under the cursor. */
function keyAt(resource: Resource, value: PointedAt['value']): string | undefined {
  return labelsIn(resource)
    .flatMap(({ pairs }) => pairs)
    .find(pair => pair.value === value)?.key
}

function labelsIn(resource: Resource): readonly Labels[] {
  const own =
    resource.is === 'service'
      ? [resource.selector]
      : resource.is === 'workload'
        ? [...(resource.selector ? [resource.selector.matchLabels] : []), ...resource.pods.map(pod => pod.labels)]
        : []
  const selectors = resource.references.flatMap(({ target }) =>
    (target.is === 'pods' || target.is === 'services') && target.selector ? [target.selector.matchLabels] : [],
  )
  return [...own, ...selectors]
}

interface Pods {
  readonly workload: Workload
  readonly pod: PodTemplate
}

/** From pods to whoever selects them by the pair, to all the pods that these select, and so on. */
function closureOf(
  start: readonly Pods[],
  wanted: Pair,
  { graph, treeOf, folderOf }: Sources,
): readonly LabelPlace[] | Refused {
  const places: LabelPlace[] = []
  const pods = new Set<string>()
  const selectors = new Set<string>()
  const queue = [...start]
  for (let next = queue.pop(); next; next = queue.pop()) {
    const { workload, pod } = next
    if (pods.has(pod.id)) continue
    pods.add(pod.id)
    if (graph.mayBePatched(workload))
      return { refused: `${called(workload)} may be changed by a Kustomize patch, which is not followed.` }
    if (graph.isPatched(workload))
      return { refused: `A Kustomize patch changes ${called(workload)}, and names parts of it, too.` }
    places.push(...pairsIn(pod.labels, wanted, pod.document, podLabels))
    if (workload.selector) places.push(...valuesIn(workload.selector, wanted, workload.document, matchLabels(workload)))
    for (const { value, span } of templateSelectorValues(treeOf(pod.document), pod.span, wanted))
      places.push({ document: pod.document, value: { kind: 'known', value: String(value), span }, group: ownSelectors })
    for (const service of graph.servicesOf(pod)) {
      if (selectors.has(service.id) || pairsIn(service.selector, wanted, service.document, services).length === 0)
        continue
      selectors.add(service.id)
      if (graph.mayBePatched(service))
        return { refused: `${called(service)} may be changed by a Kustomize patch, which is not followed.` }
      places.push(...pairsIn(service.selector, wanted, service.document, services))
      queue.push(...selectedBy(service, graph))
    }
    for (const { reference, from } of graph.referencesTo(workload)) {
      const { target } = reference
      const selector = target.is === 'pods' ? target.selector : undefined
      const id = `${from.id} ${selector?.span.start}`
      if (!selector || selectors.has(id)) continue
      selectors.add(id)
      places.push(...valuesIn(selector, wanted, from.document, { label: `Selectors of a ${from.kind}` }))
      const end = graph.follow(reference, from)
      if (end.status === 'pods')
        queue.push(...end.pods.filter(each => pairsIn(each.pod.labels, wanted, each.pod.document, services).length > 0))
    }
    // Policies without ports, which point at nothing. Those elsewhere may be about other pods as well.
    for (const { id, selector, document, kind } of graph.policiesOf(pod) ?? []) {
      const place = `${id} ${selector?.span.start}`
      if (!selector || selectors.has(place) || folderOf(document) !== folderOf(pod.document)) continue
      selectors.add(place)
      places.push(...valuesIn(selector, wanted, document, { label: `Selectors of a ${kind}` }))
    }
  }
  return places
}

const services: Group = { label: 'Selectors of Services' }

const podLabels: Group = {
  label: 'Labels of pods',
  description:
    'What selects pods for anything but ports is not followed: a PodDisruptionBudget, a peer of a NetworkPolicy.',
}

const ownSelectors: Group = { label: 'Spreading and affinity of pods' }

function matchLabels({ kind }: Workload): Group {
  return {
    label: `matchLabels of a ${kind}`,
    description: `In the cluster the selector of a ${kind} cannot be changed: it has to be deleted and made anew.`,
    confirm: true,
  }
}

/** Of the pairs and of the set-based expressions of a selector. */
function valuesIn(
  { matchLabels: labels, matchExpressions }: LabelSelector,
  { key, value }: Pair,
  document: Resource['document'],
  group: Group,
): readonly LabelPlace[] {
  const listed = matchExpressions.filter(each => valueOf(each.key) === key).flatMap(({ values }) => values)
  return [
    ...pairsIn(labels, { key, value }, document, group),
    ...listed.filter(each => valueOf(each) === value).map(each => ({ document, value: each, group })),
  ]
}

function pairsIn(
  labels: Labels,
  { key, value }: Pair,
  document: Resource['document'],
  group: Group,
): readonly LabelPlace[] {
  return labels.pairs
    .filter(pair => pair.key === key && valueOf(pair.value) === value)
    .map(label => ({ document, value: label.value, group }))
}

function selectedBy(service: Service, graph: Graph): readonly Pods[] {
  const selection = graph.selection(service)
  return selection.status === 'selected' ? selection.pods : []
}
