import type { OriginMap } from '../base/origin.ts'
import type { Uri } from '../base/place.ts'
import type { Span } from '../base/span.ts'
import { entryOf, type YamlNode } from '../yaml/node.ts'
import { parseDocument } from '../yaml/parse.ts'
import { splitDocuments } from '../yaml/segments.ts'
import type { FlavourFacts } from './flavour.ts'
import { compareKinds } from './kinds.ts'
import { jsonKind, yamlRefusal } from './yaml.ts'

/** A template that was rendered. */
export interface RenderedText {
  /** As Helm names it: `shop/templates/web.yaml`. */
  readonly name: string
  readonly uri: Uri
  readonly text: string
  readonly origins: OriginMap
}

/** One document of what a chart prints. */
export interface ChartDocument {
  /** The template that made it. */
  readonly template: RenderedText
  /** Where it stands in the template's text. */
  readonly span: Span
  readonly text: string
  readonly kind: string
  readonly isHook: boolean
}

/** A document that Helm refuses. */
export interface ManifestProblem {
  readonly template: RenderedText
  readonly span: Span
  /** Helm's words, as far as they can be known. */
  readonly message: string
}

export interface Manifests {
  /** In the order in which Helm prints them: by kind, hooks last. */
  readonly documents: readonly ChartDocument[]
  readonly problems: readonly ManifestProblem[]
}

/**
 * Takes apart what templates printed, as Helm does before it prints or installs (pkg/release/v1/util): documents are told
 * apart by `---`, hooks from the rest, and both are sorted by kind. Notes and empty documents are left out.
 */
export function sortManifests(
  templates: readonly RenderedText[],
  facts: Pick<FlavourFacts, 'keepsTrailingSpace' | 'ordersWebhooks'>,
): Manifests {
  const found: ChartDocument[] = []
  const problems: ManifestProblem[] = []
  for (const template of templates) {
    const parts = partsOf(template, facts)
    found.push(...parts.documents)
    problems.push(...parts.problems)
  }
  const byKind = (a: ChartDocument, b: ChartDocument) => compareKinds(a.kind, b.kind, facts.ordersWebhooks)
  const hooks = found.filter(({ isHook }) => isHook)
  const others = found.filter(({ isHook }) => !isHook)
  return { documents: [...others.sort(byKind), ...hooks.sort(byKind)], problems }
}

/** Renderings that are taken over from before bring their documents along. */
const known = new WeakMap<RenderedText, Manifests & { readonly keepsTrailingSpace: boolean }>()

/** The documents of one template, in its order. */
function partsOf(template: RenderedText, { keepsTrailingSpace }: Pick<FlavourFacts, 'keepsTrailingSpace'>): Manifests {
  const before = known.get(template)
  if (before?.keepsTrailingSpace === keepsTrailingSpace) return before
  const documents: ChartDocument[] = []
  const problems: ManifestProblem[] = []
  if (!template.name.endsWith('NOTES.txt')) {
    for (const span of splitManifests(template.text, keepsTrailingSpace)) {
      const text = template.text.slice(span.start, span.end)
      const head = readHead(text)
      if (typeof head === 'string')
        problems.push({ template, span, message: `YAML parse error on ${template.name}: ${head}` })
      else if (!head.isUnknownHook) documents.push({ template, span, text, kind: head.kind, isHook: head.isHook })
    }
  }
  known.set(template, { documents, problems, keepsTrailingSpace })
  return { documents, problems }
}

/** What `helm template` prints. */
export function printManifests(documents: readonly ChartDocument[]): string {
  const others = documents.filter(({ isHook }) => !isHook)
  const hooks = documents.filter(({ isHook }) => isHook)
  return `${trim(others.map(printManifest).join(''))}\n${hooks.map(printManifest).join('')}`
}

function printManifest({ template, text }: ChartDocument): string {
  return `---\n# Source: ${template.name}\n${text}\n`
}

/**
 * Where the documents of a text stand. A `---` at the start of a line ends a document whatever follows it, and takes the blanks
 * around with it; so a second one right behind it is no separator any more.
 *
 * @param keepsEnd whether blanks at the end of the last document belong to it
 */
export function splitManifests(text: string, keepsEnd: boolean): readonly Span[] {
  const first = skipBlank(text, 0)
  const end = keepsEnd ? text.length : first + trim(text.slice(first)).length
  const spans: Span[] = []
  const add = (from: number, to: number) => {
    const start = skipBlank(text, from)
    if (start >= to) return
    spans.push({ start, end: keepsEnd ? to : start + trim(text.slice(start, to)).length })
  }
  let from = first
  let marker = text.startsWith('---', first) ? first : nextMarker(text, first)
  while (marker < end) {
    let documentEnd = marker
    while (documentEnd > from && isAsciiSpace(text.charCodeAt(documentEnd - 1))) documentEnd--
    add(from, documentEnd)
    from = marker + 3
    while (isAsciiSpace(text.charCodeAt(from))) from++
    marker = nextMarker(text, from)
  }
  add(from, end)
  return spans
}

/** Offset of the next `---` after a line feed that is not before `from`. */
function nextMarker(text: string, from: number): number {
  const at = text.indexOf('\n---', from)
  return at < 0 ? text.length : at + 1
}

function isAsciiSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 12 || code === 13
}

/** What Go's `unicode.IsSpace` takes for blank. */
const BLANK = /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*/y

function skipBlank(text: string, from: number): number {
  BLANK.lastIndex = from
  BLANK.test(text)
  return BLANK.lastIndex
}

/** As Go's `strings.TrimSpace`. */
function trim(text: string): string {
  let end = text.length
  while (end > 0 && isBlank(text.charAt(end - 1))) end--
  return text.slice(Math.min(skipBlank(text, 0), end), end)
}

function isBlank(character: string): boolean {
  BLANK.lastIndex = 0
  return BLANK.test(character) && BLANK.lastIndex === 1
}

interface Head {
  readonly kind: string
  readonly isHook: boolean
  /** A hook that Helm does not know is not printed at all. */
  readonly isUnknownHook: boolean
}

/** What Helm reads of a document before it prints it. @returns a text that says why it cannot */
function readHead(text: string): Head | string {
  const document = parseDocument(splitDocuments(text)[0]?.text ?? '')
  const refusal = yamlRefusal(document)
  if (refusal) return `error converting YAML to JSON: ${refusal.why}`
  const { root } = document
  if (root === undefined || (root.kind === 'scalar' && root.value === null))
    return { kind: '', isHook: false, isUnknownHook: false }
  if (root.kind !== 'map') return mismatch(root, 'Go value', 'releaseutil.SimpleHead')
  const kind = textOf(root, 'kind', '.kind')
  const version = textOf(root, 'apiVersion', '.apiVersion')
  if (!kind.ok) return kind.why
  if (!version.ok) return version.why
  const metadata = valueOf(root, 'metadata')
  if (!metadata) return { kind: kind.text, isHook: false, isUnknownHook: false }
  if (metadata.kind !== 'map') return mismatch(metadata, 'Go struct field SimpleHead.metadata', 'struct')
  const name = textOf(metadata, 'name', '.metadata.name')
  if (!name.ok) return name.why
  const annotations = valueOf(metadata, 'annotations')
  if (!annotations) return { kind: kind.text, isHook: false, isUnknownHook: false }
  if (annotations.kind !== 'map')
    return mismatch(annotations, 'Go struct field .metadata.annotations', 'map[string]string')
  for (const { value } of annotations.entries) {
    if (value && value.kind !== 'scalar' && value.kind !== 'unknown')
      return mismatch(value, 'Go struct field .metadata.annotations', 'string')
  }
  const hook = valueOf(annotations, 'helm.sh/hook')
  if (!entryOf(annotations, 'helm.sh/hook')) return { kind: kind.text, isHook: false, isUnknownHook: false }
  const events = hook?.kind === 'scalar' ? String(hook.value ?? '').split(',') : ['']
  const isKnown = events.every(event => hookEvents.has(event.trim().toLowerCase()))
  return { kind: kind.text, isHook: true, isUnknownHook: !isKnown }
}

const hookEvents = new Set([
  'pre-install',
  'post-install',
  'pre-delete',
  'post-delete',
  'pre-upgrade',
  'post-upgrade',
  'pre-rollback',
  'post-rollback',
  'test',
  'test-success',
])

/** What is written under a key; `undefined` for null. */
function valueOf(map: YamlNode, key: string): YamlNode | undefined {
  const value = entryOf(map, key)?.value ?? inOtherCase(map, key)
  return value?.kind === 'scalar' && value.value === null ? undefined : value
}

/** encoding/json takes a key in other capitals where there is none in the right ones. */
function inOtherCase(map: YamlNode, key: string): YamlNode | undefined {
  if (map.kind !== 'map') return undefined
  const lower = key.toLowerCase()
  return map.entries.findLast(entry => String(entry.key.value).toLowerCase() === lower)?.value
}

function textOf(map: YamlNode, key: string, field: string): { ok: true; text: string } | { ok: false; why: string } {
  const value = valueOf(map, key)
  if (value?.kind === 'map' || value?.kind === 'seq')
    return { ok: false, why: mismatch(value, `Go struct field SimpleHead${field}`, 'string') }
  return { ok: true, text: value?.kind === 'scalar' ? String(value.value ?? '') : '' }
}

function mismatch(node: YamlNode, into: string, type: string): string {
  return `error unmarshaling JSON: while decoding JSON: json: cannot unmarshal ${jsonKind(node)} into ${into} of type ${type}`
}
