import { CST, Lexer, Parser } from 'yaml'
import type { Span } from '../base/span.ts'
import { LimitReached, MAX_DEPTH } from './limits.ts'
import { closeOfFlow, closeOfQuoted, maskLines } from './repair.ts'

export type { CST }

/** `yaml`'s concrete syntax: every token with its offset, no values yet. */
export interface DocumentTokens {
  readonly document: CST.Document | undefined
  /** Comments and markers outside of the document. */
  readonly around: readonly CST.Token[]
  /** Comments inside flow collections that `yaml` could not read as they stand. */
  readonly masked: readonly Span[]
  readonly broken: boolean
}

/**
 * Reads the tokens of one document.
 *
 * `yaml` insists that lines inside quotes and brackets are indented deeper than what holds them. The readers that Kubernetes
 * uses (go-yaml, and libyaml that it was made from) do not. Such line breaks are blanked out, one blank for each so that
 * offsets stay, and the text is read again; the text itself still says what the scalar holds.
 *
 * @throws LimitReached
 */
export function readTokens(text: string): DocumentTokens {
  const masked: Span[] = []
  let readable = text
  for (let repairs = 0; ; repairs++) {
    const reading = read(readable)
    if (!reading.cutOff || repairs === MAX_REPAIRS) return { ...reading, masked }
    const { kind, start } = reading.cutOff
    const end = kind === 'quoted' ? closeOfQuoted(readable, start) : closeOfFlow(readable, start)
    const repaired = end === -1 ? readable : maskLines(readable, start, end, kind === 'flow' ? masked : undefined)
    if (repaired === readable) return { ...reading, masked }
    readable = repaired
  }
}

/** Each costs another reading of the document. */
const MAX_REPAIRS = 40

interface Reading {
  readonly document: CST.Document | undefined
  readonly around: readonly CST.Token[]
  readonly broken: boolean
  /** The first quoted scalar or flow collection in which `yaml` lost its way. */
  readonly cutOff: { readonly kind: 'quoted' | 'flow'; readonly start: number } | undefined
}

/** What `yaml`'s lexer says before the text of a plain or block scalar, and when a flow collection ends too early. */
const SCALAR_FOLLOWS = '\u001f'
const FLOW_CUT_OFF = '\u0018'

function read(text: string): Reading {
  const parser = new Parser()
  const tokens: CST.Token[] = []
  let cutOff: Reading['cutOff']
  let isContent = false
  let flowDepth = 0
  let flowStart = 0
  for (const lexeme of new Lexer().lex(text)) {
    if (isContent) isContent = false
    else if (lexeme === SCALAR_FOLLOWS) isContent = true
    else {
      switch (lexeme.charAt(0)) {
        case FLOW_CUT_OFF:
          cutOff ??= { kind: 'flow', start: flowStart }
          flowDepth = 0
          break
        case '"':
        case "'":
          if (!cutOff && closeOfQuoted(text, parser.offset) !== parser.offset + lexeme.length)
            cutOff = { kind: 'quoted', start: parser.offset }
          break
        case '[':
        case '{':
          if (flowDepth++ === 0) flowStart = parser.offset
          break
        case ']':
        case '}':
          if (flowDepth > 0) flowDepth--
      }
    }
    for (const token of parser.next(lexeme)) tokens.push(token)
    if (parser.stack.length > MAX_DEPTH) throw new LimitReached(`nested deeper than ${MAX_DEPTH} levels`)
  }
  for (const token of parser.end()) tokens.push(token)
  return { ...sortOut(tokens), cutOff }
}

function sortOut(tokens: readonly CST.Token[]): Omit<Reading, 'cutOff'> {
  const around: CST.Token[] = []
  let document: CST.Document | undefined
  let broken = false
  let directive = false
  for (const token of tokens) {
    switch (token.type) {
      case 'document':
        if (document) broken = true
        else document = token
        if (directive && token.start[0]?.type !== 'doc-start') broken = true
        break
      case 'directive':
        directive = true
        break
      case 'error':
        broken = true
        break
      default:
        around.push(token)
    }
  }
  return { document, around, broken }
}

/** The text of a scalar without quotes and escapes, its lines folded as its style says. `source` is how it is written. */
export function foldedText(token: CST.FlowScalar | CST.BlockScalar, source: string, onError: () => void): string {
  const whole = token.type === 'block-scalar' ? token : { ...token, source, end: [] }
  return CST.resolveAsScalar(whole, false, onError)?.value ?? ''
}
