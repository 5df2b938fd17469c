import { valueOf } from '../base/known.ts'
import type { Uri } from '../base/place.ts'
import type { KustomizePatch } from '../k8s/facts.ts'
import type { Resource } from '../k8s/resource.ts'
import type { Service } from '../k8s/service.ts'
import type { Build } from './kustomize.ts'
import type { Surroundings } from './surroundings.ts'

/** True when a patch of a build that the resource is in may change its ports, containers, labels or selector. */
export function mayBePatched(resource: Resource, uri: Uri, around: Surroundings): boolean {
  return around
    .builds()
    .of(uri)
    .some(
      build =>
        byInlinePatch(build, resource, patch => patch.touchesPorts) ||
        byPatchFile(build, resource, around, patch => !leavesPortsAlone(patch)),
    )
}

/** True when a patch of a build that the Service is in may give it another type or cluster IP, or take it away. */
export function mayBeRetyped(service: Service, uri: Uri, around: Surroundings): boolean {
  return around
    .builds()
    .of(uri)
    .some(
      build =>
        byInlinePatch(build, service, patch => patch.touchesType) || byPatchFile(build, service, around, retypes),
    )
}

function byInlinePatch(build: Build, resource: Resource, touches: (patch: KustomizePatch) => boolean): boolean {
  for (const { patches } of build.parts.values()) {
    if (patches.some(patch => touches(patch) && mayTarget(patch, resource))) return true
  }
  return false
}

function mayTarget({ kind, name }: KustomizePatch, resource: Resource): boolean {
  if (kind !== undefined && kind !== resource.kind) return false
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

function byPatchFile(
  build: Build,
  { kind, name }: Resource,
  around: Surroundings,
  touches: (patch: Resource) => boolean,
): boolean {
  const own = valueOf(name)
  for (const file of build.patchFiles) {
    for (const patch of around.resourcesIn(file)) {
      if (patch.kind !== kind) continue
      if (patch.name.kind === 'known' && own !== undefined && patch.name.value !== own) continue
      if (touches(patch)) return true
    }
  }
  return false
}

/** A patch of something else: replicas, a type, a traffic policy. */
function leavesPortsAlone(patch: Resource): boolean {
  if (patch.is === 'service') return patch.ports.complete && !patch.ports.span && !patch.selector.span
  return patch.is === 'workload' && patch.pods.length === 0
}

/** A patch with ports and no type keeps the type; one without ports may be about the type, or delete the whole Service. */
function retypes(patch: Resource): boolean {
  if (patch.is !== 'service' || !patch.ports.span) return true
  return [patch.type, patch.clusterIP, patch.externalName].some(value => value.kind !== 'absent')
}
