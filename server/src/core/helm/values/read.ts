import type { Location, Uri } from '../../base/place.ts'
import { valueOfYaml, yamlOfFile } from '../../template/readYaml.ts'
import type { MapValue } from '../../template/value.ts'
import { parseDocument } from '../../yaml/parse.ts'
import { splitDocuments } from '../../yaml/segments.ts'
import type { FlavourFacts } from '../flavour.ts'
import { ChartRefusal } from '../refusal.ts'
import { jsonKind, yamlRefusal } from '../yaml.ts'
import { emptyMap, mergeMaps } from './maps.ts'

/**
 * The values of a file, as Helm reads `values.yaml` and what is given by `--values`: YAML 1.1, numbers as floats. Every scalar
 * and every key knows where it was written.
 *
 * Helm 4 takes the text apart at each `---`, reads the first document of each part and merges them; Helm 3 reads the first
 * document of all.
 *
 * @param offset where the text begins in its file
 * @throws ChartRefusal for what is no YAML, or no mapping
 */
export function readValues(uri: Uri, text: string, facts: ValuesFacts, offset = 0): MapValue {
  let values = emptyMap()
  let isFirst = true
  for (const document of splitDocuments(text)) {
    const isPart = MARKER.test(document.text)
    if (!isFirst && (!isPart || !facts.mergesValueDocuments)) continue
    isFirst = false
    if (facts.refusesValuesBehindMarker) refuseBehindMarker(uri, document.text, offset + document.start)
    values = mergeMaps(values, readDocument(uri, document.text, offset + document.start))
  }
  return values
}

export type ValuesFacts = Pick<FlavourFacts, 'mergesValueDocuments' | 'refusesValuesBehindMarker'>

/** A `---`, with comments before it. */
const MARKER = /^(?:[ \t]*(?:#[^\n]*)?\n)*---/

function refuseBehindMarker(uri: Uri, text: string, offset: number): void {
  const [whole, content] = /^(?:[ \t]*(?:#[^\n]*)?\n)*---[ \t]+([^#\s][^\n]*)/.exec(text) ?? []
  if (whole === undefined || content === undefined) return
  const end = offset + whole.length
  const span = { start: end - content.length, end }
  throw new ChartRefusal(`error reading yaml document: invalid Yaml document separator: ${content.trim()}`, {
    uri,
    span,
  })
}

function readDocument(uri: Uri, text: string, offset: number): MapValue {
  const document = parseDocument(text)
  const at: Location = { uri, span: { start: offset, end: offset + text.length } }
  const refusal = yamlRefusal(document)
  if (refusal) {
    const span = refusal.at && { start: offset + refusal.at.start, end: offset + refusal.at.end }
    throw new ChartRefusal(`error converting YAML to JSON: ${refusal.why}`, span ? { uri, span } : at)
  }
  const { root } = document
  if (!root || (root.kind === 'scalar' && root.value === null)) return emptyMap()
  const value = valueOfYaml(root, yamlOfFile(uri, text, offset))
  if (value.kind === 'map') return value
  throw new ChartRefusal(
    `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${jsonKind(root)} into Go value of type map[string]interface {}`,
    at,
  )
}
