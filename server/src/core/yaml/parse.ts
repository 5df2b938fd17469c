import type { Span } from '../base/span.ts'
import { hasToken } from '../base/token.ts'
import { type Converted, convert } from './convert.ts'
import { LimitReached, MAX_DEPTH, MAX_DOCUMENT_LENGTH } from './limits.ts'
import type { YamlDocument } from './node.ts'
import { withOpenEntries } from './openEntries.ts'
import { readQuickly } from './quick/read.ts'
import { openQuote, repair } from './repair.ts'
import { readTokens } from './tokens.ts'

/**
 * Reads one document of a stream, as `splitDocuments` cuts it. Never throws: a text that no parser accepts gives what could be
 * read, a text beyond a limit gives status `limit`. Spans of the result are relative to the start of `text`.
 *
 * @example parseDocument('port: 80').root // a map with one entry, whose value is 80 at { start: 6, end: 8 }
 */
export function parseDocument(text: string): YamlDocument {
  if (text.length > MAX_DOCUMENT_LENGTH) {
    return unread(text, `longer than ${MAX_DOCUMENT_LENGTH.toLocaleString('en-US')} characters`)
  }
  if (hasToken(text)) return { ...parseInFull(withOpenEntries(text)), text }
  const quick = CONTROL.test(text) ? undefined : readQuickly(text)
  return quick ? { text, ...quick, status: 'ok' } : parseInFull(text)
}

/** The same for any YAML, by `yaml`'s tokens. */
export function parseInFull(text: string): YamlDocument {
  try {
    const { root, comments, problem } = CONTROL.test(text) ? readWithoutControls(text) : read(text)
    return problem ? { text, root, comments, status: 'broken', problem } : { text, root, comments, status: 'ok' }
  } catch (error) {
    if (error instanceof LimitReached) return unread(text, error.message)
    if (error instanceof RangeError) return unread(text, `nested deeper than ${MAX_DEPTH} levels`)
    throw error
  }
}

/**
 * `yaml` insists that lines inside quotes and brackets are indented deeper than what holds them. The readers that Kubernetes
 * uses (go-yaml, and libyaml that it was made from) do not. Such line breaks are blanked out, and the text is read again. That
 * counts only when it makes the document whole: while somebody types, a bracket without a partner must not swallow the rest.
 */
function read(text: string): Converted {
  let tokens = readTokens(text)
  const open = openQuote(text, tokens.cutOffs)
  if (open !== -1) return readWithoutQuote(text, open)
  const asWritten = convert(tokens, text, [])
  const masked: Span[] = []
  let readable = text
  for (let readings = 1; tokens.cutOffs.length > 0; readings++) {
    const repaired = readings < MAX_READINGS ? repair(readable, tokens.cutOffs, masked) : readable
    if (repaired === readable) return asWritten
    readable = repaired
    tokens = readTokens(readable)
  }
  if (readable === text) return asWritten
  const whole = convert(tokens, text, masked)
  return whole.problem ? asWritten : whole
}

const MAX_READINGS = 10

/** What libyaml and go-yaml refuse to read anywhere (go-yaml, readerc.go). `yaml` takes some of them for its own signals. */
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/
const ALL_CONTROLS = new RegExp(CONTROL, 'g')

function readWithoutControls(text: string): Converted {
  const problem = { at: text.search(CONTROL), reason: 'this character may not stand in YAML' }
  return { ...convert(readTokens(text.replace(ALL_CONTROLS, '_')), text, []), problem }
}

/** A quote that never closes makes the rest of the document its text. Taken for a letter, it only spoils its own line. */
function readWithoutQuote(text: string, open: number): Converted {
  const readable = `${text.slice(0, open)}_${text.slice(open + 1)}`
  return { ...convert(readTokens(readable), text, []), problem: { at: open, reason: 'this quote is never closed' } }
}

function unread(text: string, why: string): YamlDocument {
  return {
    text,
    root: undefined,
    comments: [],
    status: 'limit',
    message: `This document is not checked: it is ${why}.`,
  }
}
