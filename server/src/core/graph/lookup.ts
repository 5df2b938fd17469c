import { valueOf } from '../base/known.ts'
import type { Uri } from '../base/place.ts'
import { nearest } from '../base/similar.ts'
import { folderOf } from '../base/uri.ts'
import type { Resource } from '../k8s/resource.ts'
import { areMovedTogether, changesTo, isMoved } from './changes.ts'
import type { ListedKind, Lookup } from './graph.ts'
import { distance, fromNearToFar, outOfReach } from './nearness.ts'
import { ancestorsOf } from './paths.ts'
import { type NamedEntry, nameKey } from './resourceIndex.ts'
import type { Surroundings } from './surroundings.ts'

/** Who writes the name down, and where. */
export interface Asker {
  readonly resource: Resource
  readonly uri: Uri
  /** The namespace that is meant, where it is said; else that of the resource. */
  readonly namespace: string | undefined
}

/**
 * The objects that a name means: those of the smallest Kustomize build that holds both files, else of the same file, the
 * same folder, the nearest common folder. What is far away belongs to others, even when it has the name.
 *
 * @param kind the group of names: `Service`, `ConfigMap`, `Deployment`, …
 */
export function lookUp(kind: string, name: string, asker: Asker, around: Surroundings): Lookup<Resource> {
  const { index } = around
  const builds = around.builds()
  let seen = false
  for (const entries of fromNearToFar(index.byName, nameKey(kind, name), asker.uri, builds)) {
    const fitting = entries.filter(entry => isInReach(entry, asker, around))
    if (fitting.length === 0) continue
    seen = true
    const closest = Math.min(...fitting.map(entry => distance(asker.uri, entry.uri, builds)))
    if (closest >= outOfReach) break
    const found = fitting
      .filter(entry => distance(asker.uri, entry.uri, builds) === closest)
      .map(entry => entry.resource)
    return { status: 'found', found: found.toSorted(around.compare) }
  }
  if (seen || isElsewhere(kind, name, asker, around)) return { status: 'unknown' }
  if (mayBeUnseen(asker.uri, around) || mayBeNewName(name, asker.uri, around)) return { status: 'unknown' }
  const near = nearName(kind, name, asker, around)
  const elsewhere = inAnotherNamespace(kind, name, asker, around)
  return { status: 'missing', near, ...(elsewhere ? { elsewhere } : {}) }
}

/** The only one of that name in the unit, in a namespace where nobody looks for it. */
function inAnotherNamespace(kind: string, name: string, asker: Asker, around: Surroundings): Resource | undefined {
  if (isMoved(asker.uri, around)) return undefined
  const [only, another] = unitOf(kind, asker.uri, around).filter(({ resource }) => valueOf(resource.name) === name)
  return another ? undefined : only?.resource
}

/** What somebody has told us to live outside of the repository. */
function isElsewhere(kind: string, name: string, asker: Asker, around: Surroundings): boolean {
  const external = around.externalsFor(asker.uri)
  const namespace = asker.namespace ?? valueOf(asker.resource.namespace)
  return kind === 'Service' ? external.hasService(name, namespace) : external.hasWorkload(kind, name)
}

/** Two explicit, different namespaces never meet, unless a kustomization that builds both sets one for all. */
export function isInReach({ resource, uri }: NamedEntry, asker: Asker, around: Surroundings): boolean {
  const wanted = asker.namespace ?? valueOf(asker.resource.namespace)
  const own = valueOf(resource.namespace)
  if (wanted === undefined || own === undefined || wanted === own) return true
  if (asker.namespace !== undefined) return false
  return areMovedTogether(asker.uri, uri, around)
}

/** True when the thing may be there without our seeing it: a remote part of a build, a document that somebody is typing. */
export function mayBeUnseen(uri: Uri, around: Surroundings): boolean {
  if (changesTo(uri, around).some(({ open }) => open)) return true
  for (const _ of around.index.brokenDocuments.read(folderOf(uri))) return true
  return false
}

/** True when a prefix or suffix that everything here gets may have made the name: texts say names as the cluster has them. */
function mayBeNewName(name: string, uri: Uri, around: Surroundings): boolean {
  return changesTo(uri, around).some(
    ({ namePrefix, nameSuffix }) =>
      namePrefix.kind === 'unknown' ||
      nameSuffix.kind === 'unknown' ||
      (namePrefix.kind === 'known' && name.startsWith(namePrefix.value)) ||
      (nameSuffix.kind === 'known' && name.endsWith(nameSuffix.value)),
  )
}

/** Everything of a kind and of the namespace in the same folder, or in the smallest build that holds the file. */
export function sameUnit(kind: string, asker: Asker, around: Surroundings): readonly NamedEntry[] {
  return unitOf(kind, asker.uri, around).filter(entry => isInReach(entry, asker, around))
}

/** The same in every namespace. */
export function unitOf(kind: string, uri: Uri, around: Surroundings): readonly NamedEntry[] {
  const [build] = around.builds().of(uri)
  const folders = new Set([folderOf(uri), ...[...(build?.files ?? [])].map(folderOf)])
  if (folders.size > mostFolders) return []
  return [...folders].flatMap(folder => {
    const key = nameKey(kind, folder)
    const items = around.index.byFolder.read(key)
    return around.index.byFolder.sizeOf(key) > crowd ? [] : [...items]
  })
}

/** Everything of a kind in the smallest build that holds the file and of its folder, else of the nearest folder above with any. */
export function unitAround(
  role: ListedKind,
  uri: Uri,
  namespace: string | undefined,
  around: Surroundings,
): readonly Resource[] {
  const { byRole } = around.index
  const [build] = around.builds().of(uri)
  const built = build ? [...byRole.readBelow(role, build.top)].filter(({ uri }) => build.files.has(uri)) : []
  for (const folder of ancestorsOf(folderOf(uri))) {
    const found = new Set([...built, ...byRole.readBelow(role, folder)])
    if (found.size > crowd) return []
    const fitting = [...found].filter(({ resource, uri: other }) => {
      const own = valueOf(resource.namespace)
      return own === undefined || namespace === undefined || own === namespace || areMovedTogether(uri, other, around)
    })
    if (fitting.length > 0) return fitting.map(entry => entry.resource)
  }
  return []
}

/** With more than this nobody could tell which one was meant, and looking would cost too much. */
const mostFolders = 30
const crowd = 200

/** Short names are near to everything, and `web1` is no slip for `web2`. */
function nearName(kind: string, name: string, asker: Asker, around: Surroundings): Resource | undefined {
  if (name.length < 4) return undefined
  const byName = new Map<string, Resource>()
  const resources = sameUnit(kind, asker, around).map(entry => entry.resource)
  for (const resource of resources.toSorted(around.compare)) {
    const other = valueOf(resource.name)
    if (other !== undefined && !byName.has(other) && other.replaceAll(/\d/g, '') !== name.replaceAll(/\d/g, ''))
      byName.set(other, resource)
  }
  const near = nearest(name, [...byName.keys()].sort())
  return near === undefined ? undefined : byName.get(near)
}
