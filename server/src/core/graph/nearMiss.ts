import { valueOf } from '../base/known.ts'
import { nearest } from '../base/similar.ts'
import { folderOf } from '../base/uri.ts'
import type { Home } from '../deploy/unit.ts'
import { isLongLived } from '../k8s/facts/container.ts'
import { type Label, labelValue } from '../k8s/facts/labels.ts'
import { type Service, targetOf } from '../k8s/facts/service.ts'
import type { PodTemplate, Workload } from '../k8s/facts/workload.ts'
import { type GraphContext, maySharePodNamespace } from './context.ts'
import type { LabelDifference, NearMiss } from './graph.ts'
import { inFolder } from './lookup.ts'
import { matchesPairs, textOf } from './match.ts'
import { selectedPod } from './patched.ts'
import { type PodEntry, pairKey } from './resourceIndex.ts'

/** In a folder with more pods than this nobody could tell which one was meant, and looking would cost too much. */
const crowd = 200

/** Keys whose values whole applications share: having them in common says nothing (corpus-lessons.md). */
const sharedByAll =
  /^(app\.kubernetes\.io\/(part-of|managed-by|version|instance)|helm\.sh\/chart|chart|heritage|release|version|env|environment)$/

/**
 * The workload that a selector which matches nothing most likely meant: the same labels in another namespace, or, in the
 * same folder, a workload of the same name or with a label value in common, or, in the same Kustomize build, one whose labels
 * differ by a typo.
 */
export function findNearMiss(
  service: Service,
  home: Home,
  pairs: readonly Label[],
  context: GraphContext,
): NearMiss | undefined {
  const otherNamespace = inOtherNamespace(service, home, pairs, context)
  if (otherNamespace) return otherNamespace
  const all = [...inFolder(context.index.podsByFolder, home)].filter(entry => entry.whole)
  if (all.length > crowd) return undefined
  const here = all.filter(({ uri }) => folderOf(uri) === folderOf(home.uri))
  const common = commonPairs(here)
  const ranked = here
    .filter(entry => maySharePodNamespace(service, home, entry.workload, entry, context))
    .map(entry => ({ entry, score: likeness(service, home, pairs, entry, common) }))
    .filter(each => each.score > 0)
    .sort(
      (a, b) =>
        b.score - a.score ||
        Number(b.entry.uri === home.uri) - Number(a.entry.uri === home.uri) ||
        context.compare(a.entry.workload, b.entry.workload),
    )
  const best = ranked[0]?.entry ?? inOtherFolders(service, home, pairs, all, context)
  return best && describe(pairs, best, 'label', context)
}

/** What a build makes lies in many folders, so labels that happen to be alike are no sign there. */
function inOtherFolders(
  service: Service,
  home: Home,
  pairs: readonly Label[],
  all: readonly PodEntry[],
  context: GraphContext,
): PodEntry | undefined {
  return all
    .filter(({ uri }) => folderOf(uri) !== folderOf(home.uri))
    .filter(entry => maySharePodNamespace(service, home, entry.workload, entry, context))
    .filter(({ pod, workload }) => sameName(service, workload) || differsByTypos(pairs, pod))
    .toSorted((a, b) => context.compare(a.workload, b.workload))[0]
}

/** One pair matches that not everything has, and each other value is a typo or a word away. */
function differsByTypos(pairs: readonly Label[], pod: PodTemplate): boolean {
  let equal = 0
  for (const pair of pairs) {
    const label = labelValue(pod.labels, pair.key)
    const [wanted, found] = [textOf(pair), label && textOf(label)]
    if (!wanted || !found) return false
    if (wanted === found) equal += sharedByAll.test(pair.key) ? 0 : 1
    else if (nearest(wanted, [found]) === undefined && !goesOn(wanted, found) && !goesOn(found, wanted)) return false
  }
  return equal > 0
}

/** `kf-manager` for `manager`, `manager-web` for `manager`. */
function goesOn(short: string, long: string): boolean {
  return long.startsWith(`${short}-`) || long.endsWith(`-${short}`)
}

function inOtherNamespace(
  service: Service,
  home: Home,
  pairs: readonly Label[],
  context: GraphContext,
): NearMiss | undefined {
  const first = pairs[0]
  if (!first || valueOf(service.namespace) === undefined) return undefined
  const key = pairKey(first.key, textOf(first) ?? '')
  const { podsByLabel } = context.index
  const near =
    home.unit === undefined
      ? [...podsByLabel.readUnder(key, folderOf(home.uri))].filter(({ uri }) => folderOf(uri) === folderOf(home.uri))
      : [...podsByLabel.readOwn(key, home.unit)]
  const matching = near
    .filter(entry => matchesPairs(pairs, entry.pod, entry.workload) === 'yes')
    .sort((a, b) => context.compare(a.workload, b.workload))
  return matching[0] && describe(pairs, matching[0], 'namespace', context)
}

/** Pairs that more than half of several pods carry: they name the application, not the workload. */
function commonPairs(entries: readonly PodEntry[]): ReadonlySet<string> {
  const counts = new Map<string, number>()
  for (const { pod } of entries) {
    for (const label of pod.labels.pairs) {
      const key = pairKey(label.key, textOf(label) ?? '')
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
  if (entries.length < 3) return new Set()
  return new Set([...counts].filter(([, count]) => count * 2 > entries.length).map(([key]) => key))
}

/** 0: nothing in common. */
function likeness(
  service: Service,
  home: Home,
  pairs: readonly Label[],
  { pod, workload, uri: at }: PodEntry,
  common: ReadonlySet<string>,
): number {
  let score = 0
  const values = new Set<string>()
  for (const label of pod.labels.pairs) {
    const text = textOf(label)
    if (text && !sharedByAll.test(label.key)) values.add(text)
  }
  for (const pair of pairs) {
    const text = textOf(pair)
    if (!text || sharedByAll.test(pair.key) || common.has(pairKey(pair.key, text))) continue
    const label = labelValue(pod.labels, pair.key)
    if (label && textOf(label) === text) score += 4
    else if (values.has(text)) score += 3
    else if (label && nearest(text, [textOf(label) ?? '']) !== undefined) score += 3
    else if (stem(text) === stem(valueOf(workload.name) ?? '')) score += 2
  }
  if (score === 0 && differsByAnEnd(pairs, pod)) score += 3
  if (score === 0 && at === home.uri && goesOnWithAWord(pairs, pod) && servesATarget(service, pod)) score += 3
  if (sameName(service, workload)) score += 5
  return score
}

/** One value goes on where the other ends, and all other pairs match: `worker` for `workers`. */
function differsByAnEnd(pairs: readonly Label[], pod: PodTemplate): boolean {
  const values = pairs.map(pair => {
    const label = labelValue(pod.labels, pair.key)
    return { wanted: textOf(pair) ?? '', found: (label && textOf(label)) ?? '' }
  })
  const [different, second] = values.filter(({ wanted, found }) => wanted !== found)
  if (pairs.length < 2 || !different || second || !different.wanted || !different.found) return false
  const { wanted, found } = different
  return wanted.startsWith(found) || found.startsWith(wanted)
}

/** The only value goes on with another word: `shop-gateway` for `shop`. Weak by itself, as `shop-db` is not the shop. */
function goesOnWithAWord([pair, second]: readonly Label[], pod: PodTemplate): boolean {
  const label = pair && labelValue(pod.labels, pair.key)
  const wanted = pair && textOf(pair)
  return !second && Boolean(wanted) && label !== undefined && textOf(label)?.startsWith(`${wanted}-`) === true
}

/** The pod declares a port that the Service sends traffic to. */
function servesATarget(service: Service, pod: PodTemplate): boolean {
  const targets = new Set(service.ports.items.map(port => valueOf(targetOf(port))))
  return pod.containers
    .filter(isLongLived)
    .flatMap(container => container.ports.items)
    .some(port => targets.has(valueOf(port.containerPort) ?? '') || targets.has(valueOf(port.name) ?? 0))
}

function sameName(service: Service, workload: Workload): boolean {
  const name = stem(valueOf(service.name) ?? '')
  return name !== '' && name === stem(valueOf(workload.name) ?? '')
}

/** A name without the words that people add for the kind of thing it is. @example stem('web-service') // 'web' */
function stem(name: string): string {
  return name
    .replace(
      /-?(service|svc|headless|deployment|deploy|controller|nodeport|lb|loadbalancer|internal|external|server|pod)$/i,
      '',
    )
    .toLowerCase()
}

function describe(pairs: readonly Label[], entry: PodEntry, how: NearMiss['how'], context: GraphContext): NearMiss {
  const differences: LabelDifference[] = []
  const suggestion: { key: string; value: string }[] = []
  for (const pair of pairs) {
    const wanted = textOf(pair) ?? ''
    const label = labelValue(entry.pod.labels, pair.key)
    const found = label && textOf(label)
    if (found === wanted) {
      suggestion.push({ key: pair.key, value: wanted })
      continue
    }
    differences.push({ key: pair.key, wanted, found })
    const moved = entry.pod.labels.pairs.find(
      each => textOf(each) === wanted && !pairs.some(other => other.key === each.key),
    )
    if (moved) suggestion.push({ key: moved.key, value: wanted })
    else if (found !== undefined) suggestion.push({ key: pair.key, value: found })
  }
  return {
    pod: selectedPod(entry, context),
    how,
    differences,
    suggestion: suggestion.length > 0 ? suggestion : ownSelector(entry),
  }
}

/** What the workload itself selects by: the pairs that its author thinks of as its identity. */
function ownSelector({ pod, workload }: PodEntry): { key: string; value: string }[] {
  const labels = workload.selector?.matchLabels.pairs ?? []
  return (labels.length > 0 ? labels : pod.labels.pairs).flatMap(label => {
    const value = textOf(label)
    return value === undefined ? [] : [{ key: label.key, value }]
  })
}
