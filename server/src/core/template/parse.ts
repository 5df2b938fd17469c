import type { Location, Uri } from '../base/place.ts'
import { isSpace, lexAction, type Token } from './lex.ts'
import type { BranchNode, Node } from './nodes.ts'
import { ActionParser, ParseFailure } from './parseAction.ts'
import { copied } from './run.ts'

export interface TemplateSource {
  readonly uri: Uri
  /** As Helm names it, for example `web/templates/service.yaml`. */
  readonly name: string
  readonly text: string
}

export interface ParsedTemplate {
  readonly source: TemplateSource
  readonly body: readonly Node[]
  /** In the order of the text, blocks among them. */
  readonly definitions: readonly Definition[]
  /** In the order of the text. Go stops at the first one and prints nothing of the chart. */
  readonly problems: readonly ParseProblem[]
}

export interface Definition {
  readonly name: string
  readonly source: TemplateSource
  readonly body: readonly Node[]
  /** From the `{{` that opens it to the `}}` of its end. */
  readonly at: Location
  /** Nothing but blanks and comments: such a definition does not replace another one. */
  readonly isEmpty: boolean
}

export interface ParseProblem {
  /** Go's words without the position: `unexpected "}" in operand`. */
  readonly message: string
  readonly at: Location
}

/**
 * Reads a template. Never throws: an action that cannot be read becomes a `bad` node and a problem, and reading goes on behind it.
 *
 * @param isFunction what is not a function is a parse error in Go
 * @example parseTemplate({ uri, name: 'web/templates/a.yaml', text: 'port: {{ .Values.port }}' }, isFunction)
 */
export function parseTemplate(source: TemplateSource, isFunction: (name: string) => boolean): ParsedTemplate {
  return new Parser(source, isFunction).parse()
}

interface Open {
  readonly kind: BranchNode['kind'] | 'root' | 'define' | 'block'
  readonly name: string
  readonly start: number
  readonly variables: number
  /** Opened by `else if` or `else with`: the `end` of it ends the one around, too. */
  readonly chained: boolean
  readonly body: Node[]
  otherwise: Node[] | undefined
}

class Parser {
  readonly #source: TemplateSource
  readonly #text: string
  readonly #actions: ActionParser
  readonly #problems: ParseProblem[] = []
  readonly #definitions: Definition[] = []
  readonly #open: Open[] = []
  #top: Open

  constructor(source: TemplateSource, isFunction: (name: string) => boolean) {
    this.#source = source
    this.#text = source.text
    this.#actions = new ActionParser(source.uri, isFunction)
    this.#top = this.#push('root', source.name, 0)
  }

  parse(): ParsedTemplate {
    const text = this.#text
    let at = 0
    let trim = false
    while (at < text.length) {
      const open = text.indexOf('{{', at)
      const isTrimmed = open >= 0 && text.charCodeAt(open + 2) === 45 && isSpace(text.charCodeAt(open + 3))
      this.#addText(at, open < 0 ? text.length : open, trim, isTrimmed)
      if (open < 0) break
      const inside = open + (isTrimmed ? 4 : 2)
      const end = text.startsWith('/*', isTrimmed ? open + 4 : open + 2)
        ? this.#skipComment(open, inside)
        : this.#readAction(open, isTrimmed ? open + 3 : inside)
      trim = text.charCodeAt(end - 3) === 45 && isSpace(text.charCodeAt(end - 4)) && end - 4 >= inside - 1
      at = end
    }
    this.#closeAll()
    return {
      source: this.#source,
      body: this.#top.body,
      definitions: this.#definitions,
      problems: this.#problems,
    }
  }

  #push(kind: Open['kind'], name: string, start: number, chained = false): Open {
    const variables = this.#actions.variables.length
    const open: Open = { kind, name, start, variables, chained, body: [], otherwise: undefined }
    this.#open.push(open)
    this.#top = open
    return open
  }

  #add(node: Node): void {
    const { otherwise, body } = this.#top
    ;(otherwise ?? body).push(node)
  }

  #addText(from: number, to: number, trimStart: boolean, trimEnd: boolean): void {
    let start = from
    let end = to
    if (trimStart) while (start < end && isSpace(this.#text.charCodeAt(start))) start++
    if (trimEnd) while (end > start && isSpace(this.#text.charCodeAt(end - 1))) end--
    if (start < end) {
      this.#add({ kind: 'text', text: this.#text.slice(start, end), run: copied(this.#at(start, end)) })
    }
  }

  #at(start: number, end: number): Location {
    return { uri: this.#source.uri, span: { start, end } }
  }

  #problem(message: string, start: number, end: number): void {
    this.#problems.push({ message, at: this.#at(start, end) })
  }

  #skipComment(open: number, inside: number): number {
    const text = this.#text
    const close = text.indexOf('*/', inside + 2)
    if (close < 0) {
      this.#problem('unclosed comment', open, this.#lineEnd(open))
      return this.#lineEnd(open)
    }
    if (text.startsWith('}}', close + 2)) return close + 4
    if (isSpace(text.charCodeAt(close + 2)) && text.startsWith('-}}', close + 3)) return close + 6
    this.#problem('comment ends before closing delimiter', open, close + 2)
    const end = text.indexOf('}}', close)
    return end < 0 ? this.#lineEnd(close) : end + 2
  }

  /** @returns where to go on */
  #readAction(open: number, inside: number): number {
    const tokens = lexAction(this.#text, inside)
    const last = tokens[tokens.length - 1]
    const end = last?.kind === 'end' ? last.end : this.#recover(open, last?.start ?? inside)
    const at = this.#at(open, end)
    const variables = this.#actions.variables.length
    try {
      this.#actions.start(tokens)
      this.#readStatement(at)
      return end
    } catch (error) {
      if (!(error instanceof ParseFailure)) throw error
      this.#actions.variables.length = variables
      const { start } = error.token
      const resume =
        last?.kind === 'end' && !this.#text.slice(inside, end).includes('{{') ? end : this.#recover(open, start)
      this.#problem(error.message, start, Math.max(start, Math.min(error.token.end, resume)))
      this.#addBad(tokens, this.#at(open, resume))
      return resume
    }
  }

  /** Behind the `}}` of this line, before the next `{{`, or at the end of the line where the action begins. */
  #recover(open: number, failed: number): number {
    const text = this.#text
    const line = this.#lineEnd(open)
    const next = text.indexOf('{{', open + 2)
    const limit = next < 0 ? text.length : next
    const close = text.indexOf('}}', Math.min(failed, line))
    if (close >= 0 && close < limit && close <= this.#lineEnd(failed)) return close + 2
    return Math.min(line, limit)
  }

  #lineEnd(at: number): number {
    const end = this.#text.indexOf('\n', at)
    return end < 0 ? this.#text.length : end
  }

  /** What opens or closes something does so even when the rest of it cannot be read. */
  #addBad(tokens: readonly Token[], at: Location): void {
    const first = tokens.find(token => token.kind !== 'space')
    const word = first?.kind === 'keyword' ? first.text : ''
    switch (word) {
      case 'if':
      case 'with':
      case 'range':
        this.#add({ kind: 'bad', at })
        this.#push(word, '', at.span.start)
        return
      case 'define':
      case 'block':
        this.#push(word, '', at.span.start)
        return
      case 'end':
        this.#end(at, false)
        return
      case 'else':
        this.#top.otherwise ??= []
        return
      default:
        this.#add({ kind: 'bad', at })
    }
  }

  #readStatement(at: Location): void {
    const actions = this.#actions
    const word = actions.keyword()
    switch (word?.text) {
      case 'define': {
        if (this.#top.kind !== 'root') throw actions.unexpectedAt(word, 'command')
        const name = actions.name('define clause')
        actions.expectEnd('define clause')
        this.#push('define', name, at.span.start)
        actions.variables.push('$')
        return
      }
      case 'block': {
        const name = actions.name('block clause')
        const pipe = actions.pipeline('block clause')
        this.#add({ kind: 'template', at, name, pipe })
        this.#push('block', name, at.span.start)
        return
      }
      case 'if':
      case 'with':
      case 'range':
        this.#openBranch(word.text, at, false)
        return
      case 'else':
        this.#readElse(word, at)
        return
      case 'end':
        actions.expectEnd('end')
        this.#end(at, true)
        return
      case 'break':
      case 'continue':
        actions.expectEnd(`{{${word.text}}}`)
        if (!this.#open.some(open => open.kind === 'range')) {
          throw new ParseFailure(`{{${word.text}}} outside {{range}}`, word)
        }
        this.#add({ kind: word.text, span: at.span })
        return
      case 'template': {
        const name = actions.name('template clause')
        this.#add({
          kind: 'template',
          at,
          name,
          pipe: actions.atEnd() ? undefined : actions.pipeline('template clause'),
        })
        return
      }
      default:
        this.#add({ kind: 'action', at, pipe: actions.pipeline('command') })
    }
  }

  #openBranch(kind: BranchNode['kind'], at: Location, chained: boolean): void {
    const variables = this.#actions.variables.length
    const pipe = this.#actions.pipeline(kind)
    const open = { kind, name: '', start: at.span.start, variables, chained, body: [], otherwise: undefined }
    this.#addBranch(kind, at, pipe, open)
    this.#open.push(open)
    this.#top = open
  }

  #addBranch(kind: BranchNode['kind'], at: Location, pipe: BranchNode['pipe'], open: Open): void {
    this.#add({
      kind,
      at,
      pipe,
      body: open.body,
      get otherwise() {
        return open.otherwise
      },
    })
  }

  #readElse(word: Token, at: Location): void {
    const actions = this.#actions
    const next = actions.keyword()
    const top = this.#top
    if (top.kind === 'root' || top.kind === 'define' || top.kind === 'block') {
      const where = top.kind === 'root' ? '' : ` in ${top.kind} clause`
      throw new ParseFailure(`unexpected {{else}}${where}`, word)
    }
    if (top.otherwise) throw new ParseFailure('expected end; found {{else}}', word)
    if (next) {
      if (next.text !== top.kind || (next.text !== 'if' && next.text !== 'with'))
        throw actions.unexpectedAt(next, next.text === 'if' || next.text === 'with' ? 'input' : 'else')
      top.otherwise = []
      this.#openBranch(next.text, at, true)
      return
    }
    actions.expectEnd('else')
    top.otherwise = []
  }

  #end(at: Location, isWhole: boolean): void {
    let closed = this.#top
    if (closed.kind === 'root') {
      if (isWhole) throw new ParseFailure('unexpected {{end}}', { kind: 'keyword', ...at.span, text: 'end' })
      return
    }
    for (;;) {
      this.#close(closed, at.span.end)
      if (!closed.chained) return
      closed = this.#top
    }
  }

  #close(closed: Open, end: number): void {
    this.#open.pop()
    this.#top = this.#open[this.#open.length - 1] ?? closed
    this.#actions.variables.length = closed.variables
    if ((closed.kind !== 'define' && closed.kind !== 'block') || closed.name === '') return
    const isEmpty = isEmptyBody(closed.body)
    const earlier = this.#definitions.findIndex(({ name }) => name === closed.name)
    const at = this.#at(closed.start, end)
    const definition = { name: closed.name, source: this.#source, body: closed.body, at, isEmpty }
    if (earlier >= 0 && this.#definitions[earlier]?.isEmpty === true) this.#definitions.splice(earlier, 1)
    else if (earlier >= 0) {
      if (!isEmpty) this.#problem(`template: multiple definition of template "${closed.name}"`, closed.start, end)
      return
    }
    this.#definitions.push(definition)
  }

  #closeAll(): void {
    if (this.#top.kind === 'root') return
    const { length } = this.#text
    this.#problem('unexpected EOF', length, length)
    for (let open = this.#open.length; open > 1; open--) this.#close(this.#top, length)
  }
}

function isEmptyBody(body: readonly Node[]): boolean {
  return body.every(node => node.kind === 'text' && node.text.trim() === '')
}
