import { data, isObject, type Json, type JsonObject, schemasByKey } from './json.ts'

/**
 * The references that lead out of a schema, among those that a validator comes by: it starts at the root, and looks into
 * definitions only where something points at them.
 *
 * @param all whether it looks into all of them
 */
export function* referencesOut(root: JsonObject, all: boolean): Generator<string> {
  const ids = idsIn(root)
  const seen = new Set<JsonObject>()
  const open: Json[] = [root]
  for (let schema = open.pop(); schema !== undefined; schema = open.pop()) {
    if (Array.isArray(schema)) open.push(...schema)
    if (!isObject(schema) || seen.has(schema)) continue
    seen.add(schema)
    const ref = schema['$ref']
    if (typeof ref === 'string') {
      const target = targetOf(ref, root, ids)
      if (target === undefined) yield ref
      else open.push(target)
    }
    for (const [key, value] of Object.entries(schema)) {
      if (data.includes(key) || (!all && (key === 'definitions' || key === '$defs'))) continue
      if (!schemasByKey.includes(key)) open.push(value)
      else if (isObject(value)) open.push(...Object.values(value))
    }
  }
}

/** Schemas by what they call themselves. */
function idsIn(root: JsonObject): ReadonlyMap<string, JsonObject> {
  const ids = new Map<string, JsonObject>()
  const open: Json[] = [root]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (Array.isArray(at)) open.push(...at)
    if (!isObject(at)) continue
    const id = at['$id'] ?? at['id']
    if (typeof id === 'string') ids.set(id.replace(/#$/, ''), at)
    open.push(...Object.values(at))
  }
  return ids
}

/** `undefined` when it is elsewhere; `true` for schemas of schemas, which every validator knows. */
function targetOf(ref: string, root: JsonObject, ids: ReadonlyMap<string, JsonObject>): Json | undefined {
  const [document = '', pointer = ''] = ref.split('#')
  if (/^https?:\/\/json-schema\.org\/draft/.test(document)) return true
  const base = document === '' ? root : (ids.get(document) ?? endingIn(document, ids))
  if (base === undefined) return undefined
  if (!pointer.startsWith('/')) return base
  let at: Json | undefined = base
  for (const step of pointer.slice(1).split('/')) {
    const key = decode(step).replaceAll('~1', '/').replaceAll('~0', '~')
    if (Array.isArray(at)) at = at[Number(key)]
    else at = isObject(at) ? at[key] : undefined
  }
  return at
}

/** A relative reference within a schema that has an address. */
function endingIn(document: string, ids: ReadonlyMap<string, JsonObject>): JsonObject | undefined {
  const name = `/${document.replace(/^\.\//, '')}`
  return [...ids].find(([id]) => `/${id}`.endsWith(name))?.[1]
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
