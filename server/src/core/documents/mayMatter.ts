import { gitOpsKinds } from '../deploy/gitOps.ts'
import { isKustomizationFile, kustomizeGroup } from '../deploy/kustomization.ts'
import { podlessKinds, workloadKinds } from '../k8s/kinds.ts'
import { mayBeMaker } from '../k8s/knowledge/makers.ts'
import { siteKinds } from '../k8s/sites/table.ts'

/**
 * Cheap look at a text: false when no document in it can say anything about ports, so that it need not be parsed. Most
 * of the bytes of public manifests are CustomResourceDefinitions, dashboards and prose.
 *
 * A string search over the places where `kind` is a key. False is certain for every document that a parser accepts; true
 * may be wrong, because the text is not parsed. One exception: a key or value with escapes (`"k\x69nd"`) is not seen.
 *
 * @param fileName the last segment of the path
 */
export function mayMatter(text: string, fileName: string): boolean {
  if (isKustomizationFile(fileName)) return true
  const scan = new Scan(text)
  for (let start = 0; start < text.length; ) {
    const end = scan.documentEnd(start)
    if (scan.documentMatters(start, end)) return true
    start = end
  }
  return false
}

const portKinds: ReadonlySet<string> = new Set([
  'Service',
  'ConfigMap',
  'EndpointSlice',
  'Endpoints',
  'ReferenceGrant',
  ...workloadKinds.map(row => row.kind),
  // Flux has a kind of that name, too; Kustomize's is known by its group.
  ...siteKinds.filter(kind => kind !== 'Kustomization'),
])
/** CustomResourceDefinitions are long, and only a conversion webhook in them points at anything. */
const definition = 'CustomResourceDefinition'
const kustomizeKinds: ReadonlySet<string> = new Set(['Kustomization', 'Component'])

/** Stands for a kind that is written with an alias, an anchor or a tag. */
const unreadable = '?'

class Scan {
  readonly #text: string
  readonly #kind: Cursor
  readonly #apiVersion: Cursor
  readonly #containers: Cursor
  readonly #clientConfig: Cursor
  readonly #stringData: Cursor
  readonly #kustomize: Cursor
  readonly #podSecurity: Cursor
  readonly #merge: Cursor
  readonly #gitOpsSources: readonly {
    readonly kind: string
    readonly group: Cursor
    readonly words: readonly Cursor[]
  }[]
  readonly #ends: readonly Cursor[]

  constructor(text: string) {
    this.#text = text
    this.#kind = new Cursor(text, 'kind')
    this.#apiVersion = new Cursor(text, 'apiVersion')
    this.#containers = new Cursor(text, 'containers')
    this.#clientConfig = new Cursor(text, 'clientConfig')
    this.#stringData = new Cursor(text, 'stringData')
    this.#kustomize = new Cursor(text, kustomizeGroup)
    this.#podSecurity = new Cursor(text, 'pod-security.kubernetes.io/')
    this.#merge = new Cursor(text, '\n<<')
    this.#gitOpsSources = gitOpsKinds.map(({ kind, group, words }) => ({
      kind,
      group: new Cursor(text, group),
      words: words.map(word => new Cursor(text, word)),
    }))
    this.#ends = [new Cursor(text, '\n---'), new Cursor(text, '\n...')]
  }

  /** Where the next document marker starts, or the text ends. */
  documentEnd(start: number): number {
    let end = this.#text.length
    for (const cursor of this.#ends) {
      let at = cursor.next(start)
      while (at < end && !isBlank(this.#text.charCodeAt(at + 4))) at = cursor.next(at + 1)
      end = Math.min(end, at + 1)
    }
    return end
  }

  documentMatters(start: number, end: number): boolean {
    if (this.#kind.next(start) >= end) return false
    const block = isBlockMapping(this.#text, start, end) && this.#merge.next(start) >= end
    const kinds = this.#kinds(start, end, block)
    if (block && kinds.some(kind => kind.endsWith('List'))) kinds.push(...this.#kinds(start, end, false))
    let custom = false
    for (const kind of kinds) {
      if (kind === 'Secret' && this.#stringData.next(start) < end) return true
      if (kind === definition && this.#clientConfig.next(start) >= end) continue
      if (kind === unreadable || portKinds.has(kind)) return true
      if (kind.endsWith('List') && portKinds.has(kind.slice(0, -'List'.length))) return true
      if (kustomizeKinds.has(kind) && this.#kustomize.next(start) < end) return true
      if (this.#holdsGitOpsSource(kind, start, end)) return true
      // Its level may forbid host ports.
      if (kind === 'Namespace' && this.#podSecurity.next(start) < end) return true
      // It may make what others point at.
      if (kind !== definition && mayBeMaker(kind) && this.#isVersioned(start, end)) return true
      custom ||= kind !== '' && !podlessKinds.has(kind)
    }
    return custom && this.#containers.next(start) < end
  }

  /** Kubernetes' own groups have no dot but for those of `k8s.io`; what has no version is no object at all. */
  #isVersioned(start: number, end: number): boolean {
    return this.#apiVersion.next(start) < end
  }

  #holdsGitOpsSource(kind: string, start: number, end: number): boolean {
    return this.#gitOpsSources.some(
      each => each.kind === kind && each.group.next(start) < end && each.words.some(word => word.next(start) < end),
    )
  }

  /** The values of the keys `kind`. `rootOnly`: those at the start of a line, which a block mapping at the root has. */
  #kinds(start: number, end: number, rootOnly: boolean): string[] {
    const kinds: string[] = []
    for (let at = this.#kind.next(start); at < end; at = this.#kind.next(at + 4)) {
      const quoted = isQuote(this.#text.charCodeAt(at - 1))
      const before = this.#text.charCodeAt(at - (quoted ? 2 : 1))
      const atLineStart = at - (quoted ? 1 : 0) === start || isLineBreak(before) || before === byteOrderMark
      if (rootOnly ? !atLineStart : isWordPart(before) && !quoted) continue
      const value = this.#valueAfter(at + 4)
      if (value !== undefined) kinds.push(value)
    }
    return kinds
  }

  /** The word after `kind` and a colon, or `undefined` where `kind` is not a key. */
  #valueAfter(at: number): string | undefined {
    const text = this.#text
    let i = isQuote(text.charCodeAt(at)) ? at + 1 : at
    while (i < text.length && isBlank(text.charCodeAt(i))) i++
    if (text.charCodeAt(i) !== 58) return undefined
    i++
    while (i < text.length && isBlank(text.charCodeAt(i))) i++
    if (isQuote(text.charCodeAt(i))) i++
    let end = i
    while (isWordPart(text.charCodeAt(end))) end++
    if (end > i && text[end] !== '\\') return text.slice(i, end)
    return '&*!|>?#\\'.includes(text[end] ?? ' ') ? unreadable : ''
  }
}

/** Finds the next occurrence of a word and remembers it, so that looking again from nearby costs nothing. */
class Cursor {
  readonly #text: string
  readonly #word: string
  #from = 0
  #found = -1

  constructor(text: string, word: string) {
    this.#text = text
    this.#word = word
  }

  /** `Infinity` when there is none at or after `from`. */
  next(from: number): number {
    if (from < this.#from || from > this.#found) {
      const index = this.#text.indexOf(this.#word, from)
      this.#from = from
      this.#found = index < 0 ? Infinity : index
    }
    return this.#found
  }
}

/**
 * True when the first thing in the document is a key at the start of a line: then the root is a block mapping, and all
 * its keys stand at the start of a line. JSON, indented documents and templates are not.
 */
function isBlockMapping(text: string, start: number, end: number): boolean {
  let i = start
  while (i < end) {
    const lineStart = text.charCodeAt(i) === byteOrderMark ? ++i : i
    while (text[i] === ' ' || text[i] === '\t') i++
    if (
      i === lineStart &&
      (text.startsWith('---', i) || text.startsWith('...', i)) &&
      isBlank(text.charCodeAt(i + 3))
    ) {
      i += 3
      while (text[i] === ' ' || text[i] === '\t') i++
      if (text[i] !== '#' && !isLineBreak(text.charCodeAt(i))) return false
    } else if (text[i] !== '#' && text[i] !== '%' && !isLineBreak(text.charCodeAt(i))) {
      return i === lineStart && /["'\w]/.test(text[i] ?? '')
    }
    while (i < end && !isLineBreak(text.charCodeAt(i))) i++
    i++
  }
  return false
}

const byteOrderMark = 0xfeff

/** Space, tab, line break, or past the end. */
function isBlank(code: number): boolean {
  return code === 32 || code === 9 || isLineBreak(code) || Number.isNaN(code)
}

function isLineBreak(code: number): boolean {
  return code === 10 || code === 13
}

function isQuote(code: number): boolean {
  return code === 34 || code === 39
}

/** Letter, digit, or one of `_`, `-`, `.` and `/`. */
function isWordPart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 45 && code <= 57) || code === 95
}
