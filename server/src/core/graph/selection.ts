import { folderOf } from '../base/uri.ts'
import type { Home } from '../deploy/unit.ts'
import type { Label } from '../k8s/facts/labels.ts'
import { type Service, serviceType } from '../k8s/facts/service.ts'
import { type GraphContext, maySharePodNamespace } from './context.ts'
import { distance, far, fromNearToFar, nearby } from './distance.ts'
import type { SelectedPod, Selection } from './graph.ts'
import { inFolder } from './lookup.ts'
import { isOpen } from './makers.ts'
import { matchesPairs, textOf } from './match.ts'
import { findNearMiss } from './nearMiss.ts'
import { mayBePatched, selectedPod } from './patched.ts'
import { type PodEntry, pairKey } from './resourceIndex.ts'
import { isAnyRuntimeLabel } from './runtimeLabels.ts'
import { transformationsOf } from './transformations.ts'

/**
 * The pods that a Service picks.
 *
 * All pairs must match the labels of one template in the same namespace (a missing namespace may be any). Among several
 * matches those deployed together with the Service count: the same unit, else the same file, the same folder, the nearest
 * common folder.
 */
export function selectPods(service: Service, home: Home, context: GraphContext): Selection {
  if (serviceType(service) === 'ExternalName') return { status: 'unasked' }
  const { pairs, complete } = service.selector
  if (!complete || pairs.some(pair => pair.value.kind === 'unknown')) return { status: 'unknown' }
  if (pairs.length === 0) return { status: 'unasked' }
  const decisive = pairs.filter(pair => !isAnyRuntimeLabel(pair.key))
  if (decisive.length === 0) return { status: 'unknown' }

  const fits = (entry: PodEntry): boolean =>
    matchesPairs(pairs, entry.pod, entry.workload) === 'yes' &&
    maySharePodNamespace(service, home, entry.workload, entry, context)
  const rarest = rarestOf(decisive, context)
  const others = () => nearby(context.index.podsByLabel, rarest, home).filter(fits)
  for (const entries of fromNearToFar(context.index.podsByLabel, rarest, home)) {
    const matching = entries.filter(fits)
    if (matching.length > 0) return nearest(home, matching, others, context)
  }
  const external = context.externalsFor(home.uri)
  if (decisive.some(pair => external.hasLabel(pair.key, textOf(pair) ?? ''))) return { status: 'unknown' }
  if (mayMatchUnseen(service, home, pairs, context)) return { status: 'unknown' }
  const nearMiss = findNearMiss(service, home, decisive, context)
  // The pods may be among what cannot be seen, unless one here is nearly right.
  if (!nearMiss && home.unit !== undefined && isOpen(home, context)) return { status: 'unknown' }
  return { status: 'nothing', nearMiss }
}

/** The pair that the fewest pods have. Any would find the same pods, since all must match; a crowded one only those near. */
function rarestOf(decisive: readonly Label[], { index: { podsByLabel } }: GraphContext): string {
  const keys = decisive.map(pair => pairKey(pair.key, textOf(pair) ?? ''))
  const easy = keys.filter(key => !podsByLabel.isCrowded(key))
  return (easy.length > 0 ? easy : keys).reduce((best, key) =>
    podsByLabel.sizeOf(key) < podsByLabel.sizeOf(best) ? key : best,
  )
}

/** @param all the pods that match in and around the unit, found only when a rule asks for them */
function nearest(
  home: Home,
  entries: readonly PodEntry[],
  all: () => readonly PodEntry[],
  context: GraphContext,
): Selection {
  let closest = Infinity
  let tied: PodEntry[] = []
  for (const entry of entries) {
    const away = distance(home, entry)
    if (away < closest) tied = []
    closest = Math.min(closest, away)
    if (away === closest) tied.push(entry)
  }
  const whole = tied.filter(entry => entry.whole)
  const pods = whole.length > 0 ? whole : tied
  // What another build or chart makes may be meant, or made for another cluster.
  if (closest === Infinity) return { status: 'unknown' }
  // Matches three folders up and more in several folders: nobody can tell whose they are.
  if (closest >= far && new Set(pods.map(entry => folderOf(entry.uri))).size > 1) return { status: 'unknown' }
  const known = (entry: PodEntry): SelectedPod => selectedPod(entry, context)
  return {
    status: 'selected',
    pods: pods.toSorted((a, b) => context.compare(a.workload, b.workload)).map(known),
    elsewhere: () =>
      all()
        .filter(entry => !pods.includes(entry))
        .map(known),
  }
}

/**
 * True when something in reach cannot be read well enough to say that nothing matches: next to the Service a pod with
 * templated labels, or a document that somebody is typing; a kustomization that sets labels of the selector.
 */
function mayMatchUnseen(service: Service, home: Home, pairs: readonly Label[], context: GraphContext): boolean {
  const labels = new Set(
    [...transformationsOf(home, context)].flatMap(({ selectorLabels, templateLabels }) => [
      ...selectorLabels,
      ...templateLabels,
    ]),
  )
  if (pairs.some(pair => labels.has(pair.key))) return true
  if (mayBePatched(service, home, context)) return true
  for (const _ of inFolder(context.index.brokenDocuments, home)) return true
  for (const entry of inFolder(context.index.unsurePods, home)) {
    if (matchesPairs(pairs, entry.pod, entry.workload) === 'unknown') return true
  }
  return false
}
