import { valueOf } from '../../base/known.ts'
import { type Labels, labelValue } from '../../k8s/facts/labels.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import type { Workload } from '../../k8s/facts/workload.ts'
import { partOfSelector } from '../../k8s/sites/path.ts'
import { sitesOf } from '../../k8s/sites/references.ts'
import { resourceText } from '../../rules/support/text.ts'
import type { Block, Choice, Pair } from './choice.ts'
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
  const selecting = selectingAt(at)
  if (selecting?.part !== 'labels') return []
  const fitting = selecting.candidates.filter(({ labels }) =>
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

/** A whole `matchLabels` for each candidate, right in a selector that needs it and has none. */
export function matchLabelsBlocks(at: Mended): readonly Block[] {
  const selecting = selectingAt(at)
  if (selecting?.part !== 'selector' || at.beside.has('matchLabels')) return []
  return selecting.candidates.flatMap(({ labels, of }): Block[] => {
    const known = labels.pairs.flatMap(({ key, value }) => {
      const text = valueOf(value)
      return text === undefined ? [] : [{ key, text, rank: rank(key) }]
    })
    const best = Math.min(...known.map(each => each.rank))
    const pairs = known.filter(each => each.rank === best)
    if (pairs.length === 0) return []
    const says = pairs.map(({ key, text }) => `${key}=${text}`).join(', ')
    const value = Object.fromEntries(pairs.map(({ key, text }) => [key, text]))
    return [{ says, detail: `of ${resourceText(of)}`, content: { key: 'matchLabels', value } }]
  })
}

/** The selector that the cursor is in: whose labels it looks at, and whether pairs may stand there. */
interface Selecting {
  readonly part: 'selector' | 'labels'
  readonly candidates: readonly Candidate[]
}

function selectingAt(at: Mended): Selecting | undefined {
  const { resource, path } = at
  const above = path.slice(0, -1)
  const key = above.join('.')
  const ofPods = (part: Selecting['part']): Selecting => ({
    part,
    candidates: templatesIn(namesakesFirst(around(at, 'workload'), at)),
  })
  if (resource.is === 'service') return key === 'spec.selector' ? ofPods('labels') : undefined
  if (resource.is === 'workload') return ownSelecting(resource, key)
  if (resource.is === 'networkPolicy' && /[pP]odSelector(\.matchLabels)?$/.test(key))
    return ofPods(key.endsWith('.matchLabels') ? 'labels' : 'selector')
  for (const site of sitesOf(resource).own) {
    const part = partOfSelector(site, above)
    if (part && site.target.is === 'pods') return ofPods(part)
    if (part) return { part, candidates: servicesAround(at) }
  }
  return undefined
}

/** The selector of a workload and the labels of its template say the same. */
function ownSelecting(workload: Workload, key: string): Selecting | undefined {
  if (key === 'spec.selector.matchLabels') return { part: 'labels', candidates: templatesIn([workload]) }
  if (key === 'spec.selector' && workload.group === 'apps')
    return { part: 'selector', candidates: templatesIn([workload]) }
  return workload.selector && /(^|\.)template\.metadata\.labels$/.test(key)
    ? { part: 'labels', candidates: [{ labels: workload.selector.matchLabels, of: workload }] }
    : undefined
}

function servicesAround(at: Mended): readonly Candidate[] {
  return namesakesFirst(around(at, 'service'), at).map(service => ({ labels: service.labels, of: service }))
}

function templatesIn(workloads: readonly Workload[]): readonly Candidate[] {
  return workloads.flatMap(workload => workload.pods.map(pod => ({ labels: pod.labels, of: workload })))
}
