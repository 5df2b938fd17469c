import { convert } from './convert.ts'
import { LimitReached, MAX_DEPTH, MAX_DOCUMENT_LENGTH } from './limits.ts'
import type { YamlDocument } from './node.ts'
import { readTokens } from './tokens.ts'

export { type Segment, splitDocuments } from './segments.ts'

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
  try {
    const { root, comments, broken } = convert(readTokens(text), text)
    return { text, root, comments, status: broken ? 'broken' : 'ok' }
  } catch (error) {
    if (error instanceof LimitReached) return unread(text, error.message)
    if (error instanceof RangeError) return unread(text, `nested deeper than ${MAX_DEPTH} levels`)
    throw error
  }
}

function unread(text: string, why: string): YamlDocument {
  return {
    text,
    root: undefined,
    comments: [],
    status: 'limit',
    message: `This document is not analysed: it is ${why}.`,
  }
}
