import type { DocumentId, Uri } from '../base/place.ts'
import { fileNameOf } from '../base/uri.ts'
import { extractFacts } from '../k8s/extract.ts'
import type { Facts } from '../k8s/facts.ts'
import { mayMatter } from '../k8s/mayMatter.ts'
import { problemOf } from '../k8s/unreadable.ts'
import type { Finding } from '../rules/rule.ts'
import { suppressionsIn } from '../rules/suppress.ts'
import type { Suppression } from '../rules/suppression.ts'
import type { YamlDocument } from '../yaml/node.ts'
import { parseDocument } from '../yaml/parse.ts'
import type { YamlProblem } from '../yaml/problem.ts'
import { splitDocuments } from '../yaml/segments.ts'
import type { FileStatus } from './types.ts'

/** One document that Portolan looks at. Its text and facts never change; edits make a new one. */
export interface DocumentState {
  readonly id: DocumentId
  readonly uri: Uri
  readonly text: string
  readonly facts: Facts
  readonly suppressions: readonly Suppression[]
  /** Why nobody can read it, where that is so: it is not checked then. */
  readonly problem: YamlProblem | undefined
  /** Offset in the file; moves when documents above change. */
  start: number
  /** `undefined` until somebody asks, and again after something changed that they rest on. */
  findings: readonly Finding[] | undefined
}

export interface FileState {
  readonly uri: Uri
  /** Kept where a document matters, and where a `Chart.yaml` that comes or goes would make us read again. */
  readonly text: string | undefined
  readonly documents: readonly DocumentState[]
  /** Number of YAML documents, those that do not matter included. */
  readonly documentCount: number
  readonly status: FileStatus
}

/** A file as read, before it takes the place of the old state. */
export interface ReadFile {
  readonly state: FileState
  /** Where the documents of `state` start; set when the state is taken over, since reused documents are still in use. */
  readonly starts: readonly number[]
}

export interface ReadOptions {
  readonly uri: Uri
  readonly text: string
  readonly before: FileState | undefined
  newId(): DocumentId
  onParsed(id: DocumentId, tree: YamlDocument): void
}

/**
 * Reads a file: splits it, skips what cannot concern us, and parses only documents whose text is new. Yields after each
 * parsed document, so that a host can do other things in between.
 */
export function* readFile({ uri, text, before, newId, onParsed }: ReadOptions): Generator<void, ReadFile> {
  const fileName = fileNameOf(uri)
  const old = new Map<string, DocumentState[]>()
  for (const document of before?.documents ?? []) {
    const same = old.get(document.text)
    if (same) same.push(document)
    else old.set(document.text, [document])
  }
  const documents: DocumentState[] = []
  const starts: number[] = []
  const segments = splitDocuments(text)
  for (const segment of segments) {
    const reused = old.get(segment.text)?.shift()
    if (reused) {
      documents.push(reused)
      starts.push(segment.start)
      continue
    }
    if (!mayMatter(segment.text, fileName)) continue
    const id = newId()
    const tree = parseDocument(segment.text)
    const facts = extractFacts(tree, id, fileName)
    onParsed(id, tree)
    documents.push({
      id,
      uri,
      text: segment.text,
      facts,
      suppressions: suppressionsIn(tree, facts),
      problem: problemOf(tree),
      start: segment.start,
      findings: undefined,
    })
    starts.push(segment.start)
    yield
  }
  const kept = documents.length > 0 || mayBeTemplate(uri) ? text : undefined
  return { state: { uri, text: kept, documents, documentCount: segments.length, status: statusOf(documents) }, starts }
}

/** Templates of charts live under a folder of this name. */
function mayBeTemplate(uri: Uri): boolean {
  return uri.includes('/templates/')
}

function statusOf(documents: readonly DocumentState[]): FileStatus {
  const limit = documents.find(document => document.facts.status === 'limit')
  if (limit) return { kind: 'limit', message: limit.facts.message ?? 'This file is over a limit and is not checked.' }
  return { kind: documents.length > 0 ? 'analysed' : 'irrelevant' }
}
