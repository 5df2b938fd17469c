import { ChartRefusal } from '../refusal.ts'
import { checkSchema } from './check.ts'
import { data, isObject, type Json, type JsonObject, type SchemaDraft, schemasByKey } from './json.ts'
import { referencesOut } from './references.ts'

/** A schema as it was parsed, and what Helm's validator would make of it before it looks at any value. */
export interface PreparedSchema {
  readonly schema: JsonObject | boolean
  readonly draft: SchemaDraft
}

/**
 * Reads a values schema. Only what stands in the file itself counts: Helm would fetch other schemas, and fails where it cannot.
 *
 * @param validator `2020-12`: that of Helm 4, which knows all drafts and takes this one where `$schema` is absent. `7`: that of
 *   Helm 3, which knows none after it and takes whatever `$schema` says for it.
 * @throws ChartRefusal for no JSON, for what is no schema, and for schemas that are elsewhere
 */
export function prepareSchema(text: string, validator: '7' | '2020-12'): PreparedSchema {
  const parsed = parse(text)
  if (typeof parsed === 'boolean') return { schema: parsed, draft: validator }
  if (!isObject(parsed)) throw new ChartRefusal('jsonschema: a schema is an object or a boolean')
  const draft = draftOf(parsed['$schema'], validator)
  checkSchema(parsed, draft)
  for (const ref of referencesOut(parsed, validator === '7')) throw unreachable(ref)
  const schema = prepare(parsed, draft)
  return { schema: isObject(schema) ? schema : true, draft }
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

/** @throws ChartRefusal for a schema of schemas that would have to be fetched */
function draftOf(schema: Json | undefined, validator: '7' | '2020-12'): SchemaDraft {
  if (typeof schema !== 'string' || schema === '') return validator
  const known = /^https?:\/\/json-schema\.org\/(?:draft(?:-0|\/)([\d-]+)\/)?schema#?$/.exec(schema)
  const draft = known?.[1]
  if (draft === '4') return '4'
  if (validator === '7' || draft === '6' || draft === '7') return '7'
  if (draft === '2019-09') return draft
  if (known && (draft === undefined || draft === '2020-12')) return '2020-12'
  throw unreachable(schema)
}

/** Keywords that came with a draft, and count in those after it only. */
const since: Readonly<Record<string, readonly SchemaDraft[]>> = {
  dependentRequired: ['2019-09', '2020-12'],
  dependentSchemas: ['2019-09', '2020-12'],
  unevaluatedProperties: ['2019-09', '2020-12'],
  unevaluatedItems: ['2019-09', '2020-12'],
  prefixItems: ['2020-12'],
  // The newer drafts take formats for remarks.
  format: ['4', '7'],
}

/**
 * What the draft does not check is taken out, so that it is not checked. So are patterns that JavaScript cannot read, or may
 * take forever with: a repetition in a repetition.
 */
function prepare(schema: Json, draft: SchemaDraft): Json {
  if (Array.isArray(schema)) return schema.map(each => prepare(each, draft))
  if (!isObject(schema)) return schema
  const kept = Object.entries(schema).flatMap(([key, value]): [string, Json][] => {
    if (data.includes(key)) return [[key, value]]
    if (since[key]?.includes(draft) === false) return []
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
