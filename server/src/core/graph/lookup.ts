import { valueOf } from '../base/known.ts'
import { nearest } from '../base/similar.ts'
import { ancestorsOf, folderOf } from '../base/uri.ts'
import { type Home, inOneUnit } from '../deploy/unit.ts'
import type { Resource } from '../k8s/facts/resource.ts'
import type { Buckets } from './buckets.ts'
import type { GraphContext } from './context.ts'
import { distance, fromNearToFar, maxDistance } from './distance.ts'
import type { ListedKind, Lookup } from './graph.ts'
import { isOpen } from './makers.ts'
import { type NamedEntry, nameKey, wholeUnit } from './resourceIndex.ts'
import { areMovedTogether, isMoved, transformationsOf } from './transformations.ts'

/** Who writes the name down, and where. */
export interface Requester {
  readonly resource: Resource
  readonly home: Home
  /** The namespace that is meant, where it is said; else that of the resource. */
  readonly namespace: string | undefined
}

/**
 * The objects that a name means: those of the same unit, else of the same file, the same folder, the nearest common folder. What is far away belongs to others, even when it has the name.
 *
 * @param kind the group of names: `Service`, `ConfigMap`, `Deployment`, …
 */
export function lookUp(kind: string, name: string, requester: Requester, context: GraphContext): Lookup<Resource> {
  const { index } = context
  let seen = false
  for (const entries of fromNearToFar(index.byName, nameKey(kind, name), requester.home)) {
    const fitting = entries.filter(entry => isInReach(entry, requester, context))
    if (fitting.length === 0) continue
    seen = true
    const closest = Math.min(...fitting.map(entry => distance(requester.home, entry)))
    if (closest >= maxDistance) break
    const found = fitting.filter(entry => distance(requester.home, entry) === closest).map(entry => entry.resource)
    return { status: 'found', found: found.toSorted(context.compare) }
  }
  if (seen || mayBeElsewhere(kind, name, requester, context)) return { status: 'unknown' }
  const near = nearName(kind, name, requester, context)
  const elsewhere = inAnotherNamespace(kind, name, requester, context)
  return { status: 'missing', near, ...(elsewhere ? { elsewhere } : {}) }
}

/** True when something of that name may be there without our seeing it, or is said to be. */
export function mayBeElsewhere(kind: string, name: string, requester: Requester, context: GraphContext): boolean {
  const { home } = requester
  return isElsewhere(kind, name, requester, context) || mayBeUnseen(home, context) || mayBeNewName(name, home, context)
}

/** The only one of that name in the unit, in a namespace where nobody looks for it. */
function inAnotherNamespace(
  kind: string,
  name: string,
  requester: Requester,
  context: GraphContext,
): Resource | undefined {
  if (isMoved(requester.home, context)) return undefined
  const [only, another] = unitOf(kind, requester.home, context).filter(
    ({ resource }) => valueOf(resource.name) === name,
  )
  return another ? undefined : only?.resource
}

/** What somebody has told us to live outside of the repository. */
function isElsewhere(kind: string, name: string, requester: Requester, context: GraphContext): boolean {
  const external = context.externalsFor(requester.home.uri)
  const namespace = requester.namespace ?? valueOf(requester.resource.namespace)
  return kind === 'Service' ? external.hasService(name, namespace) : external.hasWorkload(kind, name)
}

/** Two explicit, different namespaces never meet, unless something that applies both sets one for all. */
export function isInReach(entry: NamedEntry, requester: Requester, context: GraphContext): boolean {
  const wanted = requester.namespace ?? valueOf(requester.resource.namespace)
  const own = valueOf(entry.resource.namespace)
  if (wanted === undefined || own === undefined || wanted === own) return true
  if (requester.namespace !== undefined) return false
  return areMovedTogether(requester.home, entry, context)
}

/** True when the thing may be there without our seeing it: a remote part of a build, a document that somebody is typing. */
export function mayBeUnseen(home: Home, context: GraphContext): boolean {
  if (isOpen(home, context)) return true
  const { brokenDocuments } = context.index
  for (const _ of inFolder(brokenDocuments, home)) return true
  return false
}

/** True when a prefix or suffix that everything here gets may have made the name: texts say names as the cluster has them. */
function mayBeNewName(name: string, home: Home, context: GraphContext): boolean {
  return [...transformationsOf(home, context)].some(
    ({ namePrefix, nameSuffix }) =>
      namePrefix.kind === 'unknown' ||
      nameSuffix.kind === 'unknown' ||
      (namePrefix.kind === 'known' && name.startsWith(namePrefix.value)) ||
      (nameSuffix.kind === 'known' && name.endsWith(nameSuffix.value)),
  )
}

/** The items of the same unit; of plain files those of the same folder. */
export function inFolder<T extends Home>(buckets: Buckets<T>, { uri, unit }: Home): Iterable<T> {
  return unit === undefined ? buckets.read(folderOf(uri)) : buckets.readOwn(wholeUnit, unit)
}

/** Everything of a kind and of the namespace in the same unit; around a plain file in the same folder. */
export function sameUnit(kind: string, requester: Requester, context: GraphContext): readonly NamedEntry[] {
  return unitOf(kind, requester.home, context).filter(entry => isInReach(entry, requester, context))
}

/** The same in every namespace. */
export function unitOf(kind: string, { uri, unit }: Home, context: GraphContext): readonly NamedEntry[] {
  const { byFolder } = context.index
  const items =
    unit === undefined ? byFolder.read(nameKey(kind, folderOf(uri))) : byFolder.readOwn(nameKey(kind, wholeUnit), unit)
  const found = [...items]
  return found.length > many ? [] : found
}

/** Everything of a kind in the same unit, else of the nearest folder, with all below it, that has any. */
export function unitAround(
  role: ListedKind,
  home: Home,
  namespace: string | undefined,
  context: GraphContext,
): readonly Resource[] {
  const { byRole } = context.index
  const built = home.unit === undefined ? [] : [...byRole.readOwn(role, home.unit)]
  for (const folder of ancestorsOf(folderOf(home.uri))) {
    const found = new Set([...built, ...[...byRole.readUnder(role, folder)].filter(each => !inOtherUnit(each, home))])
    if (found.size > many) return []
    const fitting = [...found].filter(entry => {
      const own = valueOf(entry.resource.namespace)
      return own === undefined || namespace === undefined || own === namespace || areMovedTogether(home, entry, context)
    })
    if (fitting.length > 0) return fitting.map(entry => entry.resource)
  }
  return []
}

function inOtherUnit(entry: Home, home: Home): boolean {
  return entry.unit !== undefined && home.unit !== undefined && !inOneUnit(entry, home)
}

/** With more than this nobody could tell which one was meant, and looking would cost too much. */
const many = 200

/** Short names are near to everything, and `web1` is no typo for `web2`. */
function nearName(kind: string, name: string, requester: Requester, context: GraphContext): Resource | undefined {
  if (name.length < 4) return undefined
  const byName = new Map<string, Resource>()
  const resources = sameUnit(kind, requester, context).map(entry => entry.resource)
  for (const resource of resources.toSorted(context.compare)) {
    const other = valueOf(resource.name)
    if (other !== undefined && !byName.has(other) && other.replaceAll(/\d/g, '') !== name.replaceAll(/\d/g, ''))
      byName.set(other, resource)
  }
  const near = nearest(name, [...byName.keys()].sort())
  return near === undefined ? undefined : byName.get(near)
}
