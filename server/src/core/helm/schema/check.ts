import { parseRegex, RegexError } from '../../template/regexp/syntax.ts'
import { ChartRefusal } from '../refusal.ts'
import { isObject, type Json, type SchemaDraft, schemasByKey } from './json.ts'

/**
 * Holds a schema against what its draft says of schemas, as Go's validators do before they look at any value.
 *
 * @throws ChartRefusal
 */
export function checkSchema(schema: Json, draft: SchemaDraft): void {
  if (typeof schema === 'boolean' && draft !== '4') return
  if (!isObject(schema)) throw new ChartRefusal(`jsonschema: ${JSON.stringify(schema)} is no schema`)
  for (const [key, value] of Object.entries(schema)) {
    const expected = keywords[key]?.(value, draft)
    if (expected !== undefined) throw new ChartRefusal(`jsonschema: "${key}" must be ${expected}`)
    for (const inner of schemasUnder(key, value)) checkSchema(inner, draft)
  }
}

/** @returns what the value of a keyword must be, when it is not */
type Check = (value: Json, draft: SchemaDraft) => string | undefined

const types = ['array', 'boolean', 'integer', 'null', 'number', 'object', 'string']
const single = ['additionalProperties', 'additionalItems', 'contains', 'not', 'if', 'then', 'else', 'propertyNames']
const lists = ['allOf', 'anyOf', 'oneOf']

const text: Check = value => (typeof value === 'string' ? undefined : 'a string')
const number: Check = value => (typeof value === 'number' ? undefined : 'a number')
const flag: Check = value => (typeof value === 'boolean' ? undefined : 'a boolean')
const size: Check = value => (Number.isInteger(value) && Number(value) >= 0 ? undefined : 'a whole number')
const bound: Check = (value, draft) => (draft === '4' ? flag(value, draft) : number(value, draft))
const texts: Check = value =>
  Array.isArray(value) && value.every(each => typeof each === 'string') && new Set(value).size === value.length
    ? undefined
    : 'an array of different strings'
const schemaMap: Check = value => (isObject(value) ? undefined : 'an object')

const keywords: Readonly<Record<string, Check>> = {
  $schema: text,
  $ref: text,
  $comment: text,
  title: text,
  description: text,
  format: text,
  pattern: value => (typeof value === 'string' && isGoPattern(value) ? undefined : 'a regular expression'),
  minimum: number,
  maximum: number,
  exclusiveMinimum: bound,
  exclusiveMaximum: bound,
  multipleOf: value => (typeof value === 'number' && value > 0 ? undefined : 'a positive number'),
  minLength: size,
  maxLength: size,
  minItems: size,
  maxItems: size,
  minProperties: size,
  maxProperties: size,
  uniqueItems: flag,
  required: texts,
  enum: value => (Array.isArray(value) ? undefined : 'an array'),
  type: value =>
    [value].flat().every(each => typeof each === 'string' && types.includes(each)) && [value].flat().length > 0
      ? undefined
      : 'one of the types of JSON',
  properties: schemaMap,
  patternProperties: value => (isObject(value) && Object.keys(value).every(isGoPattern) ? undefined : 'an object'),
  definitions: schemaMap,
  $defs: schemaMap,
  items: (value, draft) => (Array.isArray(value) && draft === '2020-12' ? 'a schema' : undefined),
  ...Object.fromEntries(
    lists.map((name): [string, Check] => [
      name,
      value => (Array.isArray(value) && value.length > 0 ? undefined : 'an array of schemas'),
    ]),
  ),
}

function* schemasUnder(key: string, value: Json): Generator<Json> {
  if (single.includes(key)) {
    if (typeof value !== 'boolean') yield value
  } else if (lists.includes(key) && Array.isArray(value)) yield* value
  else if (key === 'items') yield* Array.isArray(value) ? value : [value]
  else if (schemasByKey.includes(key) && isObject(value)) yield* Object.values(value)
}

function isGoPattern(pattern: string): boolean {
  try {
    parseRegex(pattern)
    return true
  } catch (error) {
    if (error instanceof RegexError) return false
    throw error
  }
}
