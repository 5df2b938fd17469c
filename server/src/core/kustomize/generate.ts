import { base64 } from '../base/base64.ts'
import { encodeUtf8 } from '../base/utf8.ts'
import { byBytes } from './byBytes.ts'
import { keyValues, type Load, type Pair } from './keyValues.ts'
import { isTrue } from './kustomization.ts'
import { at, Node, text } from './node.ts'
import { BuildError } from './problem.ts'
import type { ResMap } from './resMap.ts'
import { metadataMap, metadataOf, Resource } from './resource.ts'
import { placeOf, type Source } from './source.ts'

/** Makes the ConfigMap or Secret of an entry of a generator (api/internal/generators). */
export function generate(kind: 'ConfigMap' | 'Secret', entry: Node, globals: Node | undefined, load: Load): Resource {
  const { source } = entry
  const name = entry.get('name') ?? at(entry, 'metadata', 'name')
  const namespace = entry.get('namespace') ?? at(entry, 'metadata', 'namespace')
  const node = Node.map(source)
  node.put('apiVersion', Node.scalar('v1', 'str', source))
  node.put('kind', Node.scalar(kind, 'str', source))
  const metadata = Node.map(source)
  node.put('metadata', metadata)
  if (!name || name.value === '') throw new BuildError('generator', 'a generator needs a name', entry.place)
  metadata.put('name', Node.string(name.value, name.source))
  if (namespace && namespace.value !== '') metadata.put('namespace', Node.string(namespace.value, namespace.source))
  if (kind === 'Secret')
    node.put('type', Node.string(text(entry, 'type') || 'Opaque', entry.get('type')?.source ?? source))
  fill(node, kind, name.value, keyValues(entry, load), entry)
  const options = mergedOptions(entry.get('options'), globals)
  for (const [field, pairs] of [
    ['labels', options.labels],
    ['annotations', options.annotations],
  ] as const) {
    if (pairs.length === 0) continue
    const map = Node.map(source)
    for (const { key, value, keySource } of pairs) map.put(key, Node.string(value.value, value.source), keySource)
    metadata.put(field, map)
  }
  if (options.immutable) node.put('immutable', Node.scalar('true', 'bool', source))
  const resource = new Resource(node)
  resource.isGenerated = true
  resource.needsHash = !options.disableHash
  resource.behavior = behaviorOf(text(entry, 'behavior'))
  return resource
}

function behaviorOf(written: string): Resource['behavior'] {
  return written === 'create' || written === 'replace' || written === 'merge' ? written : ''
}

function fill(node: Node, kind: 'ConfigMap' | 'Secret', name: string, pairs: readonly Pair[], entry: Node): void {
  if (kind === 'Secret') node.put('data', Node.map(entry.source))
  const known = new Set<string>()
  for (const { key } of pairs) {
    if (known.has(key)) throw new BuildError('generator', `${name} has the key ${key} twice`, entry.place)
    known.add(key)
  }
  for (const { key, value, keySource, source } of [...pairs].sort((a, b) => byBytes(a.key, b.key))) {
    const isBinary = kind === 'ConfigMap' && STRAY.test(value)
    const isCoded = kind === 'Secret' || isBinary
    const field = isBinary ? 'binaryData' : 'data'
    let data = node.get(field)
    if (!data) {
      data = Node.map(entry.source)
      node.put(field, data)
    }
    const written = isCoded ? inLines(base64(encodeUtf8(value))) : value
    const from: Source = isCoded ? { maker: { from: placeOf(source) } } : source
    data.put(key, Node.string(written, from), keySource)
  }
}

/** What `decodeUtf8` makes of bytes that are no text. */
const STRAY = /[\udc80-\udcff](?<![\ud800-\udbff].)/

/** Kustomize breaks long base 64 into lines of 70 (kyaml/yaml/datamap.go). */
function inLines(code: string): string {
  if (code.length < LINE) return code
  return code.replace(/.{1,70}/g, '$&\n')
}

const LINE = 70

interface Options {
  readonly labels: readonly OptionPair[]
  readonly annotations: readonly OptionPair[]
  readonly disableHash: boolean
  readonly immutable: boolean
}

interface OptionPair {
  readonly key: string
  readonly value: Node
  readonly keySource: Source
}

/** Those of the entry, and for what they do not say those of `generatorOptions`. */
function mergedOptions(local: Node | undefined, globals: Node | undefined): Options {
  const pairs = (field: string) => {
    const found = new Map<string, OptionPair>()
    for (const options of [globals, local])
      for (const [key, { key: written, value }] of at(options, field)?.entries ?? [])
        found.set(key, { key, value, keySource: written.source })
    return [...found.values()].sort((a, b) => byBytes(a.key, b.key))
  }
  return {
    labels: pairs('labels'),
    annotations: pairs('annotations'),
    disableHash: isTrue(local, 'disableNameSuffixHash') || isTrue(globals, 'disableNameSuffixHash'),
    immutable: isTrue(local, 'immutable') || isTrue(globals, 'immutable'),
  }
}

/**
 * Adds what a generator made, or lays it over what is there, as its behavior says (api/resmap/reswrangler.go).
 *
 * @throws BuildError when there is nothing to merge with, or something that should not be
 */
export function absorb(map: ResMap, made: Resource, entry: Node): void {
  const matches = map.withId(made.id)
  const [old, ...more] = matches
  const { behavior } = made
  if (more.length > 0)
    throw new BuildError('generator', `several objects are ${made.toString()}, and one can be merged with`, entry.place)
  if (!old) {
    if (behavior === 'merge' || behavior === 'replace')
      throw new BuildError('generator', `there is no ${made.toString()} to merge with or to replace`, entry.place)
    map.append(made)
    return
  }
  if (behavior !== 'merge' && behavior !== 'replace')
    throw new BuildError(
      'duplicate',
      `${made.toString()} is there already, so the generator needs behavior merge or replace`,
      entry.place,
    )
  takeOver(made, old)
  if (behavior === 'merge') for (const field of ['data', 'binaryData']) mergeMaps(made.node, old.node, field)
  made.contributedBy(old.files)
  map.replace(old, made)
}

/** Labels and annotations of both, name, namespace and memory of the old one. */
function takeOver(made: Resource, old: Resource): void {
  const metadata = metadataOf(made.node)
  for (const field of ['labels', 'annotations'] as const) {
    const merged = Node.map(metadata.source)
    for (const { node } of [old, made]) {
      const written = at(node, 'metadata', field)
      for (const key of metadataMap(node, field).keys()) {
        const entry = written?.entries.get(key)
        if (entry)
          merged.entries.set(key, { key: entry.key, value: Node.string(entry.value.value, entry.value.source) })
      }
    }
    if (merged.entries.size > 0) metadata.put(field, merged)
  }
  const name = at(old.node, 'metadata', 'name')
  const namespace = at(old.node, 'metadata', 'namespace')
  metadata.put('name', Node.scalar(old.name, '', name?.source ?? old.node.source))
  if (namespace && old.namespace !== '') metadata.put('namespace', Node.scalar(old.namespace, '', namespace.source))
  else metadata.entries.delete('namespace')
  made.previous = old.previous
  made.prefixes = old.prefixes
  made.suffixes = old.suffixes
  made.behavior = old.behavior
  made.needsHash = made.needsHash && old.needsHash
  made.variables = old.variables
}

function mergeMaps(made: Node, old: Node, field: string): void {
  const merged = Node.map(at(made, field)?.source ?? at(old, field)?.source ?? made.source)
  for (const node of [old, made])
    for (const [key, entry] of at(node, field)?.entries ?? [])
      merged.entries.set(key, {
        key: entry.key,
        value: Node.string(entry.value.isNull ? '' : entry.value.value, entry.value.source),
      })
  if (merged.entries.size > 0)
    made.entries.set(field, { key: { source: merged.source, isString: true }, value: merged })
  else made.entries.delete(field)
}
