export type Json = string | number | boolean | null | readonly Json[] | JsonObject
export interface JsonObject {
  readonly [key: string]: Json
}

export type SchemaDraft = '4' | '7' | '2019-09' | '2020-12'

/** Keywords whose value is a map of schemas. */
export const schemasByKey = ['properties', 'patternProperties', 'definitions', '$defs', 'dependentSchemas']

/** Keywords whose value is data, whatever it looks like. */
export const data = ['const', 'enum', 'default', 'examples']

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
