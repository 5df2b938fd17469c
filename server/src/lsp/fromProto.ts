import type { Range, TextDocumentIdentifier } from 'vscode-languageserver'
import type { LineIndex } from '../core/base/lines.ts'
import type { Uri } from '../core/base/place.ts'
import type { Span } from '../core/base/span.ts'
import { canonicalUri } from '../core/base/uri.ts'

export function uriOf(document: TextDocumentIdentifier): Uri {
  return canonicalUri(document.uri)
}

/** A range given backwards means the same text. */
export function spanOf(lines: LineIndex, range: Range): Span {
  const [a, b] = [lines.offsetAt(range.start), lines.offsetAt(range.end)]
  return { start: Math.min(a, b), end: Math.max(a, b) }
}
