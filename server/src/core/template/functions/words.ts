import { type GoFunction, numberArg, strict, textArg } from '../function.ts'
import { string } from '../value.ts'

/** Functions of words whose result is a text of its own. */
export const wordFunctions: ReadonlyMap<string, GoFunction> = new Map([
  ['nospace', strict('string', 'string', args => string(textArg(args, 0).text.replace(/\s/gu, '')))],
  ['initials', strict('string', 'string', args => string(initials(textArg(args, 0).text)))],
  ['swapcase', strict('string', 'string', args => string(swapped(textArg(args, 0).text)))],
  ['snakecase', strict('string', 'string', args => string(separated(textArg(args, 0).text, '_')))],
  ['kebabcase', strict('string', 'string', args => string(separated(textArg(args, 0).text, '-')))],
  ['camelcase', strict('string', 'string', args => string(camel(textArg(args, 0).text)))],
  [
    'plural',
    strict('string, string, int', 'string', args => (numberArg(args, 2) === 1 ? textArg(args, 0) : textArg(args, 1))),
  ],
  ['abbrev', strict('int, string', 'string', args => string(abbreviated(textArg(args, 1).text, numberArg(args, 0))))],
  [
    'abbrevboth',
    strict('int, int, string', 'string', args =>
      string(abbreviatedBoth(textArg(args, 2).text, numberArg(args, 0), numberArg(args, 1))),
    ),
  ],
  [
    'wrap',
    strict('int, string', 'string', args => string(wrapped(textArg(args, 1).text, numberArg(args, 0), '\n', false))),
  ],
  [
    'wrapWith',
    strict('int, string, string', 'string', args =>
      string(wrapped(textArg(args, 2).text, numberArg(args, 0), textArg(args, 1).text, true)),
    ),
  ],
  ['hello', strict('', 'string', () => string('Hello!'))],
])

function initials(text: string): string {
  return text
    .split(/\s+/)
    .map(word => word.charAt(0))
    .join('')
}

/** Lower case becomes upper case behind a letter, and at the start of words upper case becomes lower. */
function swapped(text: string): string {
  let made = ''
  for (const letter of text) made += letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase()
  return made
}

/** Words with a separator between them: an upper case letter after a lower case one begins a word, signs end one. */
function separated(text: string, by: string): string {
  return text
    .replace(/([a-z\d])([A-Z])/g, `$1${by}$2`)
    .replace(/([A-Z])([A-Z][a-z])/g, `$1${by}$2`)
    .replace(/[\s_\-.]+/g, by)
    .toLowerCase()
}

function camel(text: string): string {
  return text.replace(/(^|[\s_\-.]+)([a-z\d]?)/gi, (_, _before: string, letter: string) => letter.toUpperCase())
}

function abbreviated(text: string, width: number): string {
  if (width < 4 || text.length <= width) return text
  return `${text.slice(0, width - 3)}...`
}

function abbreviatedBoth(text: string, offset: number, width: number): string {
  if (width < 4 || (offset > 0 && width < 7) || text.length <= width) return text
  if (offset <= 4) return abbreviated(text, width)
  const start = Math.min(offset, text.length)
  if (start + width - 3 < text.length) return `...${abbreviated(text.slice(start), width - 3)}`
  return `...${text.slice(text.length - (width - 3))}`
}

/** Lines of at most so many letters, cut at blanks; words that are longer are cut only when told so. */
function wrapped(text: string, width: number, newLine: string, cutsWords: boolean): string {
  const most = Math.max(1, width)
  const lines: string[] = []
  let rest = text
  while (rest.length > most) {
    if (rest.startsWith(' ')) {
      rest = rest.slice(1)
      continue
    }
    const blank = rest.lastIndexOf(' ', most)
    if (blank >= 0) {
      lines.push(rest.slice(0, blank))
      rest = rest.slice(blank + 1)
    } else if (cutsWords) {
      lines.push(rest.slice(0, most))
      rest = rest.slice(most)
    } else {
      const next = rest.indexOf(' ', most)
      if (next < 0) break
      lines.push(rest.slice(0, next))
      rest = rest.slice(next + 1)
    }
  }
  return [...lines, rest].join(newLine)
}
