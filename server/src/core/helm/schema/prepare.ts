import { ChartRefusal } from '../refusal.ts'

/** A schema as it was parsed, and what Helm's validator would make of it before it looks at any value. */
export interface PreparedSchema {
  readonly schema: JsonObject | boolean
  readonly draft: '4' | '7' | '2019-09' | '2020-12'
}

export type Json = string | number | boolean | null | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}

/**
 * Reads a values schema. Only what stands in the file itself counts: Helm would fetch other schemas, and fails where it cannot.
 *
 * @param draft what a schema without `$schema` is
 * @throws ChartRefusal for no JSON, for what is no schema, and for schemas that are elsewhere
 */
export function prepareSchema(text: string, draft: '7' | '2020-12'): PreparedSchema {
  const parsed = parse(text)
  if (typeof parsed === 'boolean') return { schema: parsed, draft }
  if (!isObject(parsed)) throw new ChartRefusal('jsonschema: a schema is an object or a boolean')
  const named = draftOf(parsed['$schema'])
  if (named === undefined) throw unreachable(JSON.stringify(parsed['$schema']))
  const used = named === 'none' ? draft : named
  const { ids, refs } = collectNames(parsed)
  for (const ref of refs) if (isElsewhere(ref, ids)) throw unreachable(ref)
  return { schema: toObject(prepare(parsed, used)), draft: used }
}

function parse(text: string): Json {
  try {
    const parsed: Json = JSON.parse(text)
    return parsed
  } catch (error) {
    throw new ChartRefusal(error instanceof Error ? error.message : 'this is not JSON')
  }
}

function unreachable(url: string): ChartRefusal {
  return new ChartRefusal(`failing loading "${url}": schemas outside of the chart are not fetched`)
}

function draftOf(schema: Json | undefined): PreparedSchema['draft'] | 'none' | undefined {
  if (typeof schema !== 'string' || schema === '') return 'none'
  const known = /^https?:\/\/json-schema\.org\/(?:draft(?:-0|\/)([\d-]+)\/)?schema#?$/.exec(schema)
  switch (known?.[1]) {
    case undefined:
      return known ? '2020-12' : undefined
    case '4':
      return '4'
    case '6':
    case '7':
      return '7'
    case '2019-09':
    case '2020-12':
      return known?.[1]
    default:
      return undefined
  }
}

const schemasByKey = ['properties', 'patternProperties', 'definitions', '$defs', 'dependentSchemas']
const data = ['const', 'enum', 'default', 'examples']

/** Every schema inside of one, itself included. */
function* schemasIn(schema: Json): Generator<JsonObject> {
  if (Array.isArray(schema)) for (const each of schema) yield* schemasIn(each)
  if (!isObject(schema)) return
  yield schema
  for (const [key, value] of Object.entries(schema)) {
    if (data.includes(key)) continue
    if (!schemasByKey.includes(key)) yield* schemasIn(value)
    else if (isObject(value)) for (const each of Object.values(value)) yield* schemasIn(each)
  }
}

function collectNames(root: JsonObject): { ids: ReadonlySet<string>; refs: readonly string[] } {
  const ids = new Set<string>()
  const refs: string[] = []
  for (const schema of schemasIn(root)) {
    const id = schema['$id'] ?? schema['id']
    if (typeof id === 'string') ids.add(id.replace(/#$/, ''))
    const ref = schema['$ref']
    if (typeof ref === 'string') refs.push(ref)
  }
  return { ids, refs }
}

function isElsewhere(ref: string, ids: ReadonlySet<string>): boolean {
  const [document = ''] = ref.split('#')
  if (document === '' || ids.has(document)) return false
  if (/^https?:\/\/json-schema\.org\/draft/.test(document)) return false
  return ![...ids].some(id => id.endsWith(`/${document.replace(/^\.\//, '')}`))
}

/**
 * What `draft` does not check is taken out, so that it is not checked: formats of the newer drafts. Patterns with a repetition
 * in a repetition are taken out, too: JavaScript may take forever with them, Go does not.
 *
 * @throws ChartRefusal for keywords that Go's validators refuse to read
 */
function prepare(schema: Json, draft: PreparedSchema['draft']): Json {
  if (Array.isArray(schema)) return schema.map(each => prepare(each, draft))
  if (!isObject(schema)) return schema
  check(schema)
  const kept = Object.entries(schema).flatMap(([key, value]): [string, Json][] => {
    if (data.includes(key)) return [[key, value]]
    if (key === 'format' && draft.startsWith('20')) return []
    if (key === 'pattern' && typeof value === 'string' && isSlow(value)) return []
    if (!schemasByKey.includes(key) || !isObject(value)) return [[key, prepare(value, draft)]]
    const inner = Object.entries(value).filter(([name]) => key !== 'patternProperties' || !isSlow(name))
    return [[key, Object.fromEntries(inner.map(([name, each]) => [name, prepare(each, draft)]))]]
  })
  return Object.fromEntries(kept)
}

function isSlow(pattern: string): boolean {
  return /[*+}][^()]*\)[*+{]/.test(pattern) || !isPattern(pattern)
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp
  } catch {
    return false
  }
}

const types = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string']

function check({ type, required, properties }: JsonObject): void {
  const given = Array.isArray(type) ? type : type === undefined ? [] : [type]
  if (given.some(each => typeof each !== 'string' || !types.includes(each)))
    throw new ChartRefusal(`jsonschema: "type" cannot be ${JSON.stringify(type)}`)
  if (required !== undefined && !Array.isArray(required))
    throw new ChartRefusal('jsonschema: "required" must be an array')
  if (properties !== undefined && !isObject(properties))
    throw new ChartRefusal('jsonschema: "properties" must be an object')
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function toObject(value: Json): JsonObject | boolean {
  return isObject(value) ? value : true
}
