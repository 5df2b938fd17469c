import { CST, Lexer, Parser } from 'yaml'
import { LimitReached, MAX_DEPTH } from './limits.ts'
import { type Finder, reasons, refuse, type YamlProblem } from './problem.ts'
import { type CutOff, closeOfQuoted } from './repair.ts'

export type { CST }

/** `yaml`'s concrete syntax: every token with its offset, no values yet. */
export interface DocumentTokens {
  readonly document: CST.Document | undefined
  /** Comments and markers outside of the document. */
  readonly around: readonly CST.Token[]
  readonly problem: YamlProblem | undefined
  readonly cutOffs: readonly CutOff[]
}

/** What `yaml`'s lexer says before the text of a plain or block scalar, and when a flow collection ends too early. */
const SCALAR_FOLLOWS = '\u001f'
const FLOW_CUT_OFF = '\u0018'

/** @throws LimitReached */
export function readTokens(text: string): DocumentTokens {
  const parser = new Parser()
  const tokens: CST.Token[] = []
  const cutOffs: CutOff[] = []
  let isContent = false
  let flowDepth = 0
  let flowStart = 0
  for (const lexeme of new Lexer().lex(text)) {
    if (isContent) isContent = false
    else if (lexeme === SCALAR_FOLLOWS) isContent = true
    else {
      switch (lexeme.charAt(0)) {
        case FLOW_CUT_OFF:
          cutOffs.push({ kind: 'flow', start: flowStart })
          flowDepth = 0
          break
        case '"':
        case "'":
          if (closeOfQuoted(text, parser.offset) !== parser.offset + lexeme.length) {
            cutOffs.push({ kind: 'quoted', start: parser.offset })
          }
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
  return { ...sortOut(tokens), cutOffs }
}

function sortOut(tokens: readonly CST.Token[]): Omit<DocumentTokens, 'cutOffs'> {
  const around: CST.Token[] = []
  let document: CST.Document | undefined
  const finder: Finder = { problem: undefined }
  let directive = false
  for (const token of tokens) {
    switch (token.type) {
      case 'document':
        if (document) refuse(finder, token.offset, reasons.indentation)
        else document = token
        if (directive && token.start[0]?.type !== 'doc-start')
          refuse(finder, token.offset, 'a directive needs "---" after it')
        break
      case 'directive':
        directive = true
        break
      case 'error':
        refuse(finder, token.offset, reasons.misplaced)
        break
      default:
        around.push(token)
    }
  }
  return { document, around, problem: finder.problem }
}

/**
 * The text of a scalar without quotes and escapes, its lines folded as its style says.
 *
 * @param source how it is written
 * @param onError told where, and which of `yaml`'s kinds of errors it is
 */
export function foldedText(
  token: CST.FlowScalar | CST.BlockScalar,
  source: string,
  onError: (offset: number, kind: string) => void,
): string {
  const whole = token.type === 'block-scalar' ? token : { ...token, source, end: [] }
  const value = CST.resolveAsScalar(whole, false, onError)?.value ?? ''
  // A block that the end of the text cuts off has no line feed there: go-yaml adds none.
  const isCutOff = token.type === 'block-scalar' && !token.source.endsWith('\n')
  return isCutOff && value.endsWith('\n') ? value.slice(0, -1) : value
}
