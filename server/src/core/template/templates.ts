import type { Uri } from '../base/place.ts'
import type { Node } from './nodes.ts'
import { type ParsedTemplate, parseTemplate, type TemplateSource } from './parse.ts'

/** A template that can be run by its name. */
export interface NamedTemplate {
  readonly name: string
  readonly source: TemplateSource
  readonly body: readonly Node[]
}

/** All templates that see each other: those of a chart and its dependencies. */
export class Templates {
  readonly #byName = new Map<string, NamedTemplate>()
  readonly #texts = new Map<string, ParsedTemplate>()
  readonly #isFunction: (name: string) => boolean

  /** @param isFunction as for `parseTemplate` */
  constructor(isFunction: (name: string) => boolean) {
    this.#isFunction = isFunction
  }

  /** Adds a file and what it defines. What comes later replaces what has the same name, unless it is empty. */
  add({ source, body, definitions }: ParsedTemplate): void {
    const isEmpty = body.every(node => node.kind === 'text' && node.text.trim() === '')
    if (!isEmpty || !this.#byName.has(source.name)) this.#byName.set(source.name, { name: source.name, source, body })
    for (const definition of definitions)
      if (!definition.isEmpty || !this.#byName.has(definition.name)) this.#byName.set(definition.name, definition)
  }

  get(name: string): NamedTemplate | undefined {
    return this.#byName.get(name)
  }

  /** A text that is run as a template by `tpl`. Each is read once. */
  parseText(text: string, uri: Uri): ParsedTemplate {
    let parsed = this.#texts.get(text)
    if (!parsed) {
      parsed = parseTemplate({ uri, name: textName, text }, this.#isFunction)
      this.#texts.set(text, parsed)
    }
    return parsed
  }
}

/** What Helm calls such a text in messages: the name of its set of templates. */
export const textName = 'gotpl'
