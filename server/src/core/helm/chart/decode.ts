import type { Uri } from '../../base/place.ts'
import { valueOfYaml, yamlOfFile } from '../../template/readYaml.ts'
import { type StringValue, string } from '../../template/value.ts'
import type { YamlMap, YamlNode, YamlScalar } from '../../yaml/node.ts'
import { parseDocument } from '../../yaml/parse.ts'
import { goFloat } from '../../yaml/print/numbers.ts'
import { splitDocuments } from '../../yaml/segments.ts'
import { ChartRefusal } from '../refusal.ts'
import { jsonKind, yamlRefusal } from '../yaml.ts'

/** What a file is decoded into, for messages. */
interface Target {
  readonly struct: string
  readonly file: string
}

/** A YAML file that Go decodes into a struct, as sigs.k8s.io/yaml and encoding/json do it. */
export class Decoded {
  readonly #uri: Uri
  readonly #text: string
  readonly #into: Target
  readonly #map: YamlMap | undefined

  constructor(uri: Uri, text: string, into: Target, map: YamlMap | undefined) {
    this.#uri = uri
    this.#text = text
    this.#into = into
    this.#map = map
  }

  /** A string; numbers and booleans are taken in the letters that Go prints them in. */
  text(field: string): StringValue | undefined {
    const node = this.#field(field)
    return node && this.#textOf(node, field, 'string')
  }

  flag(field: string): boolean {
    const node = this.#field(field)
    if (!node) return false
    if (node.kind === 'scalar' && typeof node.value === 'boolean') return node.value
    throw this.#mismatch(node, field, 'bool')
  }

  texts(field: string): readonly StringValue[] | undefined {
    return this.#items(field, '[]string')?.map(item =>
      item ? (this.#textOf(item, field, 'string') ?? string('')) : string(''),
    )
  }

  textMap(field: string): ReadonlyMap<string, StringValue> | undefined {
    const node = this.#field(field)
    if (!node) return undefined
    if (node.kind !== 'map') throw this.#mismatch(node, field, 'map[string]string')
    return new Map(
      node.entries.map(({ key, value }) => [
        String(key.value),
        (value && this.#textOf(value, field, 'string')) ?? string(''),
      ]),
    )
  }

  /** `undefined` stands for an item that is null. */
  structs(field: string, struct: string): readonly (Decoded | undefined)[] | undefined {
    return this.#items(field, `[]*${struct}`)?.map(item => {
      if (!item) return undefined
      if (item.kind !== 'map') throw this.#mismatch(item, field, struct)
      return new Decoded(this.#uri, this.#text, { ...this.#into, struct }, item)
    })
  }

  /** Items that Go leaves as they are. */
  items(field: string): readonly YamlNode[] | undefined {
    return this.#items(field, '[]interface {}')?.flatMap(item => item ?? [])
  }

  #items(field: string, type: string): readonly (YamlNode | undefined)[] | undefined {
    const node = this.#field(field)
    if (!node) return undefined
    if (node.kind !== 'seq') throw this.#mismatch(node, field, type)
    return node.items.map(({ value }) => (isNull(value) ? undefined : value))
  }

  /** encoding/json takes a key in other capitals where there is none in the right ones. */
  #field(name: string): YamlNode | undefined {
    const entries = this.#map?.entries ?? []
    const lower = name.toLowerCase()
    const entry =
      entries.findLast(({ key }) => key.value === name) ??
      entries.findLast(({ key }) => String(key.value).toLowerCase() === lower)
    return isNull(entry?.value) ? undefined : entry?.value
  }

  #textOf(node: YamlNode, field: string, type: string): StringValue | undefined {
    if (node.kind !== 'scalar') throw this.#mismatch(node, field, type)
    if (node.value === null) return undefined
    const value = valueOfYaml(node, yamlOfFile(this.#uri, this.#text))
    if (value.kind === 'string') return value
    const text = goText(node, this.#text)
    const written = 'written' in value ? value.written : undefined
    return string(text, written?.text === text ? written.runs : undefined)
  }

  #mismatch(node: YamlNode, field: string, type: string): ChartRefusal {
    const { file, struct } = this.#into
    return new ChartRefusal(
      `cannot load ${file}: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${jsonKind(node)} into Go struct field ${struct}.${field} of type ${type}`,
      { uri: this.#uri, span: node.span },
    )
  }
}

/** @throws ChartRefusal for what is no YAML, or no mapping at its root */
export function decodeFile(uri: Uri, text: string, into: Target): Decoded {
  const { text: first = '' } = splitDocuments(text)[0] ?? {}
  const document = parseDocument(first)
  const { root } = document
  const refusal = yamlRefusal(document)
  if (refusal) {
    const span = refusal.at ?? { start: 0, end: first.length }
    throw new ChartRefusal(`cannot load ${into.file}: error converting YAML to JSON: ${refusal.why}`, { uri, span })
  }
  if (!root || isNull(root)) return new Decoded(uri, text, into, undefined)
  if (root.kind !== 'map') {
    throw new ChartRefusal(
      `cannot load ${into.file}: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${jsonKind(root)} into Go value of type ${into.struct}`,
      { uri, span: root.span },
    )
  }
  return new Decoded(uri, text, into, root)
}

/**
 * A scalar where Go wants a string: sigs.k8s.io/yaml writes numbers as Go does.
 *
 * @example `appVersion: 1.10` is '1.1', `true` is 'true'
 */
function goText({ value, span }: YamlScalar, text: string): string {
  if (typeof value !== 'number') return String(value ?? '')
  const isFloat =
    /[.eEnN]/.test(text.slice(span.start, span.end)) && !/^[-+]?0x/i.test(text.slice(span.start, span.end))
  if (isFloat) return goFloat(value)
  // Go keeps all digits of 64 bits.
  const written = text.slice(span.start, span.end)
  return Number.isSafeInteger(value) || value >= 2 ** 64 ? String(value) : written
}

function isNull(node: YamlNode | undefined): boolean {
  return node === undefined || (node.kind === 'scalar' && node.value === null)
}
