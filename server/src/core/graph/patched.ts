import { valueOf } from '../base/known.ts'
import type { KustomizePatch } from '../deploy/transformations.ts'
import type { Home } from '../deploy/unit.ts'
import type { Resource } from '../k8s/facts/resource.ts'
import type { Service } from '../k8s/facts/service.ts'
import type { GraphContext } from './context.ts'
import type { SelectedPod } from './graph.ts'
import { showsAllPorts } from './resolve.ts'
import type { PodEntry } from './resourceIndex.ts'
import { transformationsOf } from './transformations.ts'

/**
 * True when a patch on the resource's way to a cluster may change its ports, containers, labels or selector: one that Flux or
 * Argo CD is told to apply, or one of a build that is not in view. What a kustomization patches otherwise is built.
 */
export function mayBePatched(resource: Resource, home: Home, context: GraphContext): boolean {
  return isTouched(resource, home, context, patch => patch.touchesPorts)
}

/** True when a patch on the Service's way to a cluster may give it another type or cluster IP, or take it away. */
export function mayBeRetyped(service: Service, home: Home, context: GraphContext): boolean {
  return isTouched(service, home, context, patch => patch.touchesType)
}

function isTouched(
  resource: Resource,
  home: Home,
  context: GraphContext,
  touches: (patch: KustomizePatch) => boolean,
): boolean {
  const changes = [...transformationsOf(home, context)]
  const renamed = changes.some(each => [each.namePrefix, each.nameSuffix].some(affix => affix.kind !== 'absent'))
  const subject = { kind: resource.kind, name: valueOf(resource.name), renamed }
  const unseen = home.unit === undefined ? [] : (context.unit(home.unit)?.changes ?? [])
  return [...unseen, ...changes.flatMap(({ patches }) => patches)].some(
    patch => touches(patch) && mayTarget(patch, subject),
  )
}

/** What patches look for. */
interface Subject {
  readonly kind: string
  readonly name: string | undefined
  /** True when a prefix or suffix may have been put to the name. Patches find a resource by the new name and by the old one. */
  readonly renamed: boolean
}

function mayTarget({ kind, name: pattern }: KustomizePatch, { kind: own, name, renamed }: Subject): boolean {
  if (kind !== undefined && !mayMatchName(kind, own)) return false
  if (pattern === undefined || name === undefined || mayMatchName(pattern, name)) return true
  return renamed && (pattern.includes(name) || !PLAIN_NAME.test(pattern))
}

/** Kustomize takes the kinds and names of targets as anchored regular expressions. Where it is hard to say whether one matches, it may. */
function mayMatchName(pattern: string, name: string): boolean {
  if (pattern === name) return true
  if (PLAIN_NAME.test(pattern)) return false
  if (EXPENSIVE.test(pattern)) return true
  try {
    return new RegExp(`^(?:${pattern})$`).test(name)
  } catch {
    return false
  }
}

const PLAIN_NAME = /^[\w-]*$/

/** A repeated group, or many repetitions: what an expression needs to take for ever. */
const EXPENSIVE = /\)[*+{]|(?:[*+{].*){4}/s

/** A pod as selections speak of it: with the word whether more ports may be added to it. */
export function selectedPod(entry: PodEntry, context: GraphContext): SelectedPod {
  const { pod, workload, whole } = entry
  return { pod, workload, complete: whole && showsAllPorts(pod) && !mayBePatched(workload, entry, context) }
}
