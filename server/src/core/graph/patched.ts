import { valueOf } from '../base/known.ts'
import type { Uri } from '../base/place.ts'
import type { KustomizePatch } from '../k8s/facts.ts'
import type { Resource } from '../k8s/resource.ts'
import type { Build } from './kustomize.ts'
import type { Surroundings } from './surroundings.ts'

/** True when a patch of a build that the resource is in may change its ports, containers, labels or selector. */
export function mayBePatched(resource: Resource, uri: Uri, around: Surroundings): boolean {
  return around
    .builds()
    .of(uri)
    .some(build => byInlinePatch(build, resource) || byPatchFile(build, resource, around))
}

function byInlinePatch(build: Build, resource: Resource): boolean {
  for (const { patches } of build.parts.values()) if (patches.some(patch => mayTarget(patch, resource))) return true
  return false
}

function mayTarget({ kind, name, touchesPorts }: KustomizePatch, resource: Resource): boolean {
  if (!touchesPorts || (kind !== undefined && kind !== resource.kind)) return false
  const own = valueOf(resource.name)
  return name === undefined || own === undefined || mayMatchName(name, own)
}

/** Kustomize takes the names of targets as anchored regular expressions. Where it is hard to say whether one matches, it may. */
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

function byPatchFile(build: Build, { kind, name }: Resource, around: Surroundings): boolean {
  const own = valueOf(name)
  for (const file of build.patchFiles) {
    for (const patch of around.resourcesIn(file)) {
      if (patch.kind !== kind) continue
      if (patch.name.kind === 'known' && own !== undefined && patch.name.value !== own) continue
      if (!leavesPortsAlone(patch)) return true
    }
  }
  return false
}

/** A patch of something else: replicas, a type, a traffic policy. */
function leavesPortsAlone(patch: Resource): boolean {
  if (patch.is === 'service') return patch.ports.complete && !patch.ports.span && !patch.selector.span
  return patch.is === 'workload' && patch.pods.length === 0
}
