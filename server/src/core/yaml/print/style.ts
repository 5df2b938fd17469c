import { readsAsOther } from './typed.ts'

export type PrintedStyle = 'plain' | 'single' | 'double' | 'literal'

/**
 * How a string is written: `|` for what has line feeds, plain where that can be read back, else in quotes. The rules are those
 * of go-yaml v2 (emitterc.go: yaml_emitter_analyze_scalar, yaml_emitter_select_scalar_style; encode.go: stringv).
 *
 * @param isSimpleKey a key on one line with its colon, where nothing may span lines
 */
export function styleOf(text: string, isSimpleKey: boolean): PrintedStyle {
  if (text === '') return 'double'
  if (PLAIN_AT_SIGHT.test(text) && !readsAsOther(text)) return 'plain'
  const allowed = analyze(text)
  if (text.includes('\n')) return isSimpleKey || !allowed.block ? 'double' : 'literal'
  if (readsAsOther(text)) return 'double'
  if (allowed.plain) return 'plain'
  return allowed.single ? 'single' : 'double'
}

/** A key is written after `? ` when it has more than one line or more than 128 bytes (yaml_emitter_check_simple_key). */
export function isSimpleKey(text: string): boolean {
  if (text.length <= LONGEST_KEY / 3) return !LINE_BREAK.test(text)
  return byteLength(text) <= LONGEST_KEY && !LINE_BREAK.test(text)
}

/** What most strings are: words without any sign that could matter. */
const PLAIN_AT_SIGHT = /^[A-Za-z0-9/_][A-Za-z0-9/._+-]*$/

const LONGEST_KEY = 128
const LINE_BREAK = /[\r\n\u0085\u2028\u2029]/

function byteLength(text: string): number {
  let bytes = 0
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x8_00 ? 2 : code < 0x1_00_00 ? 3 : 4
  }
  return bytes
}

/** What go-yaml writes as it is: it takes nothing beyond the basic plane for printable, and neither tabs nor the byte order mark. */
export function isPrintable(code: number): boolean {
  if (code < 0x7f) return code === 10 || code >= 0x20
  return code >= 0xa0 && !(code >= 0xd8_00 && code <= 0xdf_ff) && code !== 0xfe_ff && code < 0xff_fe
}

export function isBreak(code: number): boolean {
  return code === 10 || code === 13 || code === 0x85 || code === 0x20_28 || code === 0x20_29
}

/** In which styles a text can be written so that it reads back the same. */
interface Allowed {
  readonly plain: boolean
  readonly single: boolean
  readonly block: boolean
}

function analyze(text: string): Allowed {
  const last = text.length - 1
  let breaks = false
  let special = false
  let spaceBeforeBreak = false
  let spaceAfterBreak = false
  for (let at = 0; at <= last; at++) {
    const code = text.charCodeAt(at)
    if (!isPrintable(code)) special = true
    if (code === SPACE) spaceAfterBreak ||= at > 0 && isBreak(text.charCodeAt(at - 1))
    else if (isBreak(code)) {
      breaks = true
      spaceBeforeBreak ||= at > 0 && text.charCodeAt(at - 1) === SPACE
    }
  }
  const isTorn = spaceBeforeBreak || special
  const endsInSpace = text.charCodeAt(last) === SPACE
  const isEdged = endsInSpace || text.charCodeAt(0) === SPACE
  return {
    plain: !(isTorn || breaks || isEdged) && !hasIndicator(text),
    single: !(isTorn || spaceAfterBreak),
    block: !(isTorn || endsInSpace),
  }
}

const SPACE = 32

/** What would make a plain text in block context something else: a sign of YAML at its start, `: ` or ` #` within. */
function hasIndicator(text: string): boolean {
  if (text.startsWith('---') || text.startsWith('...') || START.test(text)) return true
  if (text.length > 0 && '?:-'.includes(text.charAt(0)) && (text.length === 1 || BLANK.test(text.charAt(1))))
    return true
  return WITHIN.test(text)
}

const START = /^[#,[\]{}&*!|>'"%@`]/
const BLANK = /[ \t]/
const WITHIN = /.:(?:[ \t]|$)|[ \t\r\n\u0085\u2028\u2029\0]#/
