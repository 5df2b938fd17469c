import type { Location } from '../../base/place.ts'
import { nearest } from '../../base/similar.ts'
import { applyOperations, type Operation, operationsOf, throughJson } from '../jsonPatch.ts'
import { mergePatch } from '../merge.ts'
import { at, isEmpty, isMissing, Node, text } from '../node.ts'
import { BuildError, NO_YAML } from '../problem.ts'
import { readNode, readObjects } from '../read.ts'
import type { ResMap } from '../resMap.ts'
import { metadataMap, metadataOf, normalizeAnnotations, Resource } from '../resource.ts'
import type { Schemas } from '../schema.ts'
import { Matcher, type Selector } from '../selector.ts'
import { placeOf, type SourceText } from '../source.ts'

/** A patch of `patches`, read: of either kind. */
export interface Patch {
  readonly objects: readonly Node[]
  readonly operations: readonly Operation[] | undefined
  readonly target: Selector | undefined
  readonly allowsNameChange: boolean
  readonly allowsKindChange: boolean
  readonly at: Location
}

/**
 * Finds out of which kind a patch is: by whether it reads as objects, or as operations.
 *
 * @throws BuildError when it is neither
 */
export function readPatch(of: SourceText, options: Omit<Patch, 'objects' | 'operations'>): Patch {
  let objects: readonly Node[] | undefined
  let reason: BuildError | undefined
  try {
    objects = readObjects(of)
  } catch (error) {
    if (!(error instanceof BuildError)) throw error
    reason = error
  }
  if (objects) return { ...options, objects, operations: undefined }
  try {
    return { ...options, objects: [], operations: readOperations(of) }
  } catch (error) {
    if (!(error instanceof BuildError)) throw error
    const why = reason?.kind === 'malformed' && reason.message.startsWith(NO_YAML) ? reason : error
    throw new BuildError('malformed', why.message, why.at ?? options.at)
  }
}

/** JSON where it begins with a bracket, else YAML as sigs.k8s.io/yaml types it. */
export function readOperations(of: SourceText): readonly Operation[] {
  if (of.text.trim() === '') throw new BuildError('patch', 'the patch is empty')
  if (of.text.startsWith('[')) {
    try {
      JSON.parse(of.text)
    } catch {
      throw new BuildError('patch', 'the patch begins with a bracket and is no JSON', placeOf({ of, start: 0, end: 1 }))
    }
  }
  return operationsOf(readNode(of, 'v2'))
}

/** Applies one entry of `patches` (api/internal/builtins/PatchTransformer.go). */
export function applyPatch(map: ResMap, patch: Patch, schemas: Schemas): void {
  const { objects, operations, target, at: place } = patch
  if (operations) {
    if (!target) throw new BuildError('patch-target', 'a list of operations needs a target', place)
    applyJsonPatch(map, operations, target, true, place)
    return
  }
  if (objects.length === 0) return
  if (!target) {
    for (const object of objects) {
      const resource = targetOf(map, object)
      applyObject(map, resource, object.copy(), patch, schemas)
    }
    return
  }
  const [object] = objects
  if (!object || objects.length > 1)
    throw new BuildError('patch', 'an entry with a target takes one object, not several', place)
  const matcher = new Matcher(target)
  applyToAll(
    map,
    map.list.filter(resource => matcher.selects(resource)),
    object,
    patch,
    schemas,
  )
}

/** Applies the objects of `patchesStrategicMerge`, each to the one that it names. */
export function applyNamedPatch(map: ResMap, object: Node, patch: Patch, schemas: Schemas): void {
  applyToAll(map, [targetOf(map, object)], object, patch, schemas)
}

/** @throws BuildError unless exactly one object has or had the id of the patch */
function targetOf(map: ResMap, object: Node): Resource {
  const { id, kind, name, namespace } = new Resource(object)
  const [found, ...more] = map.withId(id)
  if (found && more.length === 0) return found
  const written = at(object, 'metadata', 'name')
  const place = written?.place ?? object.place
  if (found) throw new BuildError('patch-target', `several objects are ${kind} ${name}, and a patch needs one`, place)
  const alike = map.list.filter(each => each.kind === kind)
  const [namesake] = alike.filter(each => each.name === name)
  if (namesake) {
    const differs =
      namesake.namespace === namespace
        ? `apiVersion ${namesake.apiVersion}, not ${text(object, 'apiVersion')}`
        : `${inNamespace(namesake.namespace)}, and the patch says ${inNamespace(namespace)}`
    throw new BuildError('patch-target', `${kind} ${name} has ${differs}`, place)
  }
  const meant = nearest(name, [...new Set(alike.map(each => each.name))].sort())
  const there = meant === undefined ? '' : `; there is ${kind} ${meant}`
  throw new BuildError('patch-target', `no ${kind} ${name} is in this build${there}`, place, meant)
}

function inNamespace(namespace: string): string {
  return namespace === '' ? 'no namespace' : `namespace ${namespace}`
}

function applyToAll(map: ResMap, targets: readonly Resource[], object: Node, patch: Patch, schemas: Schemas): void {
  for (const resource of targets) {
    const copy = object.copy()
    // The group and version of the target count, and the kind of the patch.
    copy.put('apiVersion', Node.scalar(resource.apiVersion, '', at(copy, 'apiVersion')?.source ?? copy.source))
    stringify(copy)
    applyObject(map, resource, copy, patch, schemas)
  }
  map.keep(resource => !isEmpty(resource.node))
}

/** Labels and annotations of such a patch go through maps of strings: a null is the text `null`, none at all delete nothing. */
function stringify(object: Node, fields: readonly ('labels' | 'annotations')[] = ['labels', 'annotations']): void {
  const metadata = metadataOf(object)
  for (const field of fields) {
    const pairs = metadataMap(object, field)
    const written = metadata.get(field)
    metadata.entries.delete(field)
    if (!written || pairs.size === 0) continue
    const strings = Node.map(written.source)
    for (const [key, value] of pairs) {
      const entry = written.entries.get(key)
      if (entry) strings.put(key, Node.string(value, entry.value.source), entry.key.source)
    }
    metadata.put(field, strings)
  }
}

function applyObject(map: ResMap, resource: Resource, object: Node, patch: Patch, schemas: Schemas): void {
  const { name, namespace, kind } = resource
  const written = { name: at(resource.node, 'metadata', 'name'), kind: at(resource.node, 'kind') }
  const before = {
    name: written.name?.source,
    kind: written.kind?.source,
    namespace: at(resource.node, 'metadata', 'namespace')?.source,
  }
  const changesIds = patch.allowsNameChange || patch.allowsKindChange
  if (changesIds) {
    resource.remember()
    // The permission is kept among the annotations of the patch.
    stringify(object, ['annotations'])
  }
  const restoreIds = (node: Node) => {
    if (!patch.allowsKindChange) restore(node, ['kind'], kind, before.kind)
    if (!patch.allowsNameChange) restore(metadataOf(node), ['name'], name, before.name)
    const metadata = metadataOf(node)
    if (namespace === '') metadata.entries.delete('namespace')
    else restore(metadata, ['namespace'], namespace, before.namespace)
  }
  if (clearsAnnotations(object)) resource.forget()
  const merged = mergePatch(resource.node, object, schemas)
  resource.contributedBy([patch.at.uri, object.place.uri])
  // What takes the place of the whole object is lost: kustomize keeps the one it has (resource.go, ApplyFilter).
  if (merged && merged !== resource.node && !isEmpty(resource.node)) {
    restoreIds(resource.node)
    return
  }
  if (!merged || isEmpty(merged)) {
    resource.node = Node.scalar('', 'null', resource.node.source)
    map.keep(each => each !== resource)
    return
  }
  restoreIds(merged)
  if (changesIds || map.withId(resource.id).length !== 1) map.idsChanged()
}

/** Kustomize remembers in annotations: who takes them away takes the memory. */
function clearsAnnotations(object: Node): boolean {
  const metadata = object.get('metadata')
  const annotations = at(object, 'metadata', 'annotations')
  const isReplaced = (node: Node | undefined) =>
    node?.kind === 'map' && ['replace', 'delete'].includes(node.get('$patch')?.value ?? '')
  return isReplaced(metadata) || annotations?.isNull === true || isReplaced(annotations)
}

function restore(map: Node, [key]: readonly [string], value: string, source: Node['source'] | undefined): void {
  const field = map.get(key)
  if (!field) {
    map.put(key, Node.scalar(value, '', source ?? map.source))
    return
  }
  if (field.value === value && field.kind === 'scalar') {
    if (source) field.source = source
    return
  }
  const { quoted } = field
  field.become(Node.scalar(value, '', source ?? field.source, quoted))
}

/**
 * Applies operations to all that a selector selects. Kustomize keeps its memory in annotations while it does, so there are
 * some, and all of them are strings afterwards.
 */
export function applyJsonPatch(
  map: ResMap,
  operations: readonly Operation[],
  target: Selector,
  remembers: boolean,
  place: Location,
): void {
  const matcher = new Matcher(target)
  const selected = map.list.filter(resource => matcher.selects(resource))
  for (const resource of selected) {
    if (remembers) resource.remember()
    const node = throughJson(resource.node)
    if (resource.hasMemory) annotationsOf(node)
    applyOperations(node, operations)
    resource.node = throughJson(node)
    normalizeAnnotations(resource.node)
    resource.contributedBy([place.uri, ...operations.slice(0, 1).map(({ node: each }) => each.place.uri)])
  }
  if (selected.length > 0) map.idsChanged()
}

function annotationsOf(node: Node): void {
  const metadata = metadataOf(node)
  if (metadata.kind !== 'map') return
  const annotations = metadata.get('annotations')
  if (!annotations || isMissing(annotations)) metadata.put('annotations', Node.map(metadata.source))
}

/** What `patch` and `path` of an entry say, of which exactly one must be there. */
export function patchTexts(entry: Node): { readonly inline: Node | undefined; readonly path: Node | undefined } {
  const inline = text(entry, 'patch').trim() === '' ? undefined : entry.get('patch')
  const path = text(entry, 'path') === '' ? undefined : entry.get('path')
  if (inline && path) throw new BuildError('kustomization', 'an entry has a patch or a path, not both', entry.place)
  if (!inline && !path) throw new BuildError('kustomization', 'an entry needs a patch or a path', entry.place)
  return { inline, path }
}
