import { valueOf } from '../../base/known.ts'
import { type Labels, labelValue } from '../../k8s/labels.ts'
import type { Resource, Workload } from '../../k8s/resource.ts'
import { isInSelector } from '../../k8s/sites/path.ts'
import { sitesOf } from '../../k8s/sites/references.ts'
import { resourceText } from '../../rules/text.ts'
import type { Choice, Pair } from './choice.ts'
import { around, type Mended, namesakesFirst } from './mend.ts'

interface Candidate {
  readonly labels: Labels
  readonly of: Resource
}

/** The pairs that would select something, where the key of a selector is being typed. */
export function labelPairs(at: Mended): readonly Pair[] {
  return offered(at).filter(({ key }) => !at.beside.has(key))
}

/** The values of one key. */
export function labelValues(at: Mended, key: string): readonly Choice[] {
  return offered(at).filter(pair => pair.key === key)
}

/** Pairs of candidates that have all the other pairs; those that many tools set in the same way on everything come last. */
function offered(at: Mended): readonly Pair[] {
  const fitting = (candidatesAt(at) ?? []).filter(({ labels }) =>
    [...at.beside].every(([key, value]) => value === undefined || textIn(labels, key) === value),
  )
  const pairs = new Map<string, { readonly key: string; readonly value: string; readonly of: Resource[] }>()
  for (const { labels: own, of } of fitting) {
    for (const { key, value } of own.pairs) {
      const text = valueOf(value)
      if (text === undefined) continue
      const pair = pairs.get(`${key}=${text}`) ?? { key, value: text, of: [] }
      pair.of.push(of)
      pairs.set(`${key}=${text}`, pair)
    }
  }
  return [...pairs.values()]
    .toSorted((a, b) => rank(a.key) - rank(b.key))
    .map(({ key, value, of }) => ({ key, value, kind: 'label', detail: selected(of), text: true }))
}

function textIn(labels: Labels, key: string): string | undefined {
  const label = labelValue(labels, key)
  return label && valueOf(label.value)
}

/** Labels that say who it is, then any, then those that change with every release. */
function rank(key: string): number {
  if (/^(app|app\.kubernetes\.io\/(name|component|instance)|k8s-app|name)$/.test(key)) return 0
  return /version|chart|managed-by|part-of|revision|hash/.test(key) ? 2 : 1
}

function selected(of: readonly Resource[]): string {
  const [first, ...others] = of
  return `${first ? resourceText(first) : ''}${others.length > 0 ? ` and ${others.length} more` : ''}`
}

/** Whose labels the selector looks at that the cursor is in: those of pod templates, of Services, or of its own template. */
function candidatesAt(at: Mended): readonly Candidate[] | undefined {
  const { resource, path } = at
  const above = path.slice(0, -1)
  const key = above.join('.')
  if (resource.is === 'service' && key === 'spec.selector')
    return templatesIn(namesakesFirst(around(at, 'workload'), at))
  if (resource.is === 'workload' && key === 'spec.selector.matchLabels') return templatesIn([resource])
  // What the selector of the workload says, the template has to have.
  if (resource.is === 'workload' && /(^|\.)template\.metadata\.labels$/.test(key))
    return resource.selector ? [{ labels: resource.selector.matchLabels, of: resource }] : []
  if (resource.is === 'networkPolicy' && key.endsWith('.podSelector.matchLabels'))
    return templatesIn(namesakesFirst(around(at, 'workload'), at))
  const site = sitesOf(resource).own.find(each => isInSelector(each, above))
  if (site?.target.is === 'pods') return templatesIn(namesakesFirst(around(at, 'workload'), at))
  if (site?.target.is !== 'services') return undefined
  return namesakesFirst(around(at, 'service'), at).map(service => ({ labels: service.labels, of: service }))
}

function templatesIn(workloads: readonly Workload[]): readonly Candidate[] {
  return workloads.flatMap(workload => workload.pods.map(pod => ({ labels: pod.labels, of: workload })))
}
