import { OriginMap } from '../base/origin.ts'
import type { DocumentId, Uri } from '../base/place.ts'
import { fileNameOf } from '../base/uri.ts'
import type { Draft } from '../deploy/producer.ts'
import type { Home, UnitId } from '../deploy/unit.ts'
import { extractFacts } from '../documents/extract.ts'
import { type Facts, problemOf } from '../documents/facts.ts'
import { mayMatter } from '../documents/mayMatter.ts'
import type { Finding, Suppression } from '../rules/run/rule.ts'
import { suppressionsIn } from '../rules/run/suppress.ts'
import type { YamlDocument } from '../yaml/node.ts'
import type { YamlProblem } from '../yaml/problem.ts'
import { splitDocuments } from '../yaml/segments.ts'
import type { FileStatus } from './types.ts'

/** One document that Portolan looks at. Text and facts never change: edits make a new one. */
export interface DocumentState {
  readonly id: DocumentId
  readonly home: Home
  readonly text: string
  readonly facts: Facts
  readonly suppressions: readonly Suppression[]
  /** Its place among the documents of its file or unit. Replaced when others come or go. */
  order: number
  /** Where it was written. Replaced when the text around its parts moves. */
  origin: OriginMap
  /** Why nobody can read it, where that is so: it is not checked then. */
  readonly problem: YamlProblem | undefined
  /** `undefined` until somebody asks, and again after something changed that they rest on. */
  findings: readonly Finding[] | undefined
}

export interface FileState {
  readonly uri: Uri
  readonly text: string | undefined
  readonly documents: readonly DocumentState[]
  /** Number of YAML documents, those that do not matter included. */
  readonly documentCount: number
  readonly status: FileStatus
}

/** Documents as read, before they take the place of the old ones: those that are reused are still in use. */
export interface Read {
  readonly documents: readonly DocumentState[]
  /** In the order of `documents`. */
  readonly origins: readonly OriginMap[]
}

export interface ReadFile extends Read {
  readonly file: FileState
}

export interface Reader {
  /** Reads a text; overlays of one base make many documents with the same one. */
  parse(text: string): YamlDocument
  newId(): DocumentId
  onParsed(id: DocumentId, tree: YamlDocument): void
}

/**
 * Reads a file: splits it, skips what cannot concern us, and parses only documents whose text is new. Yields after each
 * parsed document, so that a host can do other things in between.
 */
export function* readFile(
  uri: Uri,
  text: string,
  before: readonly DocumentState[],
  reader: Reader,
): Generator<void, ReadFile> {
  const segments = splitDocuments(text)
  const fileName = fileNameOf(uri)
  const drafts = segments.map(({ start, text: part }) => ({
    key: part,
    text: part,
    origin: OriginMap.whole(uri, start, part.length),
    anchor: uri,
  }))
  const { documents, origins } = yield* readDrafts(drafts, undefined, before, reader, part => mayMatter(part, fileName))
  const file = { uri, text, documents, documentCount: segments.length, status: statusOf(documents) }
  return { file, documents, origins }
}

/** Reads what a producer made. Documents whose text is what it was keep their ids, facts and findings. */
export function* readDrafts(
  drafts: readonly Draft[],
  unit: UnitId | undefined,
  before: readonly DocumentState[],
  reader: Reader,
  matters: (text: string) => boolean = text => mayMatter(text, ''),
): Generator<void, Read> {
  const old = new Map<string, DocumentState[]>()
  for (const document of before) {
    const same = old.get(document.text)
    if (same) same.push(document)
    else old.set(document.text, [document])
  }
  const documents: DocumentState[] = []
  const origins: OriginMap[] = []
  for (const { text, origin, anchor } of drafts) {
    const candidates = old.get(text)
    const index = candidates?.findIndex(({ home }) => home.uri === anchor) ?? -1
    const [reused] = index < 0 ? [] : (candidates?.splice(index, 1) ?? [])
    if (!reused && !matters(text)) continue
    documents.push(reused ?? parsed(text, origin, { uri: anchor, unit }, reader))
    origins.push(origin)
    if (!reused) yield
  }
  return { documents, origins }
}

function parsed(text: string, origin: OriginMap, home: Home, { newId, onParsed, parse }: Reader): DocumentState {
  const id = newId()
  const tree = parse(text)
  // What is made is never a kustomization, whatever file wrote it.
  const facts = extractFacts(tree, id, home.unit === undefined ? fileNameOf(home.uri) : '')
  onParsed(id, tree)
  const suppressions = suppressionsIn(tree, facts)
  return { id, home, text, facts, suppressions, order: 0, origin, problem: problemOf(tree), findings: undefined }
}

function statusOf(documents: readonly DocumentState[]): FileStatus {
  const limit = documents.find(document => document.facts.status === 'limit')
  if (limit) return { kind: 'limit', message: limit.facts.message ?? 'This file is over a limit and is not checked.' }
  return { kind: documents.length > 0 ? 'analysed' : 'irrelevant' }
}

/** Where a document begins in the first file that wrote something of it. */
export function startOf({ origin }: DocumentState): number {
  return origin.pieces[0]?.from.span.start ?? 0
}

/** Orders documents by unit, file and position: never by the order of loading. */
export function compareDocuments(a: DocumentState, b: DocumentState): number {
  const [one = '', other = ''] = [a.home.unit, b.home.unit]
  if (one !== other) return one < other ? -1 : 1
  if (a.home.uri !== b.home.uri) return a.home.uri < b.home.uri ? -1 : 1
  return a.order - b.order
}
