import { valueOf } from '../base/known.ts'
import type { Uri } from '../base/place.ts'
import type { KustomizePatch } from '../k8s/facts.ts'
import type { Resource } from '../k8s/resource.ts'
import type { Service } from '../k8s/service.ts'
import { changesTo } from './changes.ts'
import type { Build } from './kustomize.ts'
import { kindOf, nameKey } from './resourceIndex.ts'
import type { Surroundings } from './surroundings.ts'

/** True when a patch on the resource's way to a cluster may change its ports, containers, labels or selector. */
export function mayBePatched(resource: Resource, uri: Uri, around: Surroundings): boolean {
  return isTouched(
    resource,
    uri,
    around,
    patch => patch.touchesPorts,
    patch => !leavesPortsAlone(patch),
  )
}

/** True when a patch on the Service's way to a cluster may give it another type or cluster IP, or take it away. */
export function mayBeRetyped(service: Service, uri: Uri, around: Surroundings): boolean {
  return isTouched(service, uri, around, patch => patch.touchesType, retypes)
}

/** The one resource that a patch in a file completes, if nothing but the patch changes its ports and selector. */
export function baseOf(patch: Resource, uri: Uri, around: Surroundings): Resource | undefined {
  const name = valueOf(patch.name)
  if (name === undefined) return undefined
  const key = nameKey(kindOf(patch), name)
  const found = new Map<Resource, Uri>()
  for (const build of around.builds().patchedBy(uri)) {
    for (const entry of around.index.byName.readBelow(key, build.top))
      if (build.files.has(entry.uri)) found.set(entry.resource, entry.uri)
  }
  const [base, another] = found
  if (!base || another || !haveOneNamespace(patch, base[0])) return undefined
  if (changesTo(base[1], around).some(({ open }) => open)) return undefined
  const isOther = (each: Resource): boolean => each.id !== patch.id && !leavesPortsAlone(each)
  return isTouched(base[0], base[1], around, each => each.touchesPorts, isOther) ? undefined : base[0]
}

function haveOneNamespace(a: Resource, b: Resource): boolean {
  return a.namespace.kind === 'absent' || valueOf(a.namespace) === valueOf(b.namespace)
}

function isTouched(
  resource: Resource,
  uri: Uri,
  around: Surroundings,
  byPatch: (patch: KustomizePatch) => boolean,
  byFragment: (patch: Resource) => boolean,
): boolean {
  const changes = changesTo(uri, around)
  const renamed = changes.some(each => [each.namePrefix, each.nameSuffix].some(affix => affix.kind !== 'absent'))
  const subject = { kind: resource.kind, name: valueOf(resource.name), renamed }
  if (changes.some(({ patches }) => patches.some(patch => byPatch(patch) && mayTarget(patch, subject)))) return true
  const builds = around.builds().of(uri)
  return builds.some(build => isTouchedByFile(build, subject, around, byFragment))
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

function isTouchedByFile(
  build: Build,
  { kind, name: own, renamed }: Subject,
  around: Surroundings,
  touches: (patch: Resource) => boolean,
): boolean {
  for (const file of build.patchFiles) {
    for (const patch of around.resourcesIn(file)) {
      if (patch.kind !== kind) continue
      const name = valueOf(patch.name)
      const isOther = name !== undefined && own !== undefined && name !== own && !(renamed && name.includes(own))
      if (!isOther && touches(patch)) return true
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
