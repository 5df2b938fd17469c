import type { Location, Uri } from '../../server/src/core/base/place.ts'
import { jsonNumber } from '../../server/src/core/yaml/print/numbers.ts'
import type { Printed, PrintedText } from '../../server/src/core/yaml/print/printed.ts'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

/** JSON data for the YAML printer, without origins. */
export function readJson(value: Json): Printed<Json> {
  return readWith(value, text => ({ text }))
}

/** JSON data whose strings claim to stand at offset 100 of a file, each from there on. */
export function readJsonWritten(value: Json): Printed<Json> {
  return readWith(value, text => ({
    text,
    ...(text === '' ? {} : { pieces: [{ end: text.length, from: written(100, 100 + text.length), copied: true }] }),
  }))
}

export function written(start: number, end: number): Location {
  return { uri: 'file:///data.yaml' as Uri, span: { start, end } }
}

function readWith(value: Json, string: (text: string) => Omit<PrintedText, 'kind'>): Printed<Json> {
  if (typeof value === 'string') return { kind: 'string', ...string(value) }
  if (typeof value === 'number') return { kind: 'plain', text: jsonNumber(value) }
  if (value === null || typeof value === 'boolean') return { kind: 'plain', text: String(value) }
  if (isList(value)) return { kind: 'seq', items: value.map(item => ({ value: item })) }
  return { kind: 'map', entries: Object.entries(value).map(([key, item]) => ({ key: string(key), value: item })) }
}

function isList(value: readonly Json[] | { readonly [key: string]: Json }): value is readonly Json[] {
  return Array.isArray(value)
}
