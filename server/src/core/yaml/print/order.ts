/**
 * The order of map keys in what Go's YAML libraries print (go-yaml v2 and its fork in sigs.k8s.io/yaml, sorter.go): runs of
 * digits by their number, letters after everything else, the rest by code point. Negative when `a` comes first.
 *
 * @example ['port10', 'port9', 'port-a'].sort(compareKeys) // ['port-a', 'port9', 'port10']
 */
export function compareKeys(a: string, b: string): number {
  if (a === b) return 0
  let at = 0
  while (at < a.length && at < b.length && a.charCodeAt(at) === b.charCodeAt(at)) at++
  if (at > 0 && isLowSurrogate(a, at) && isLowSurrogate(b, at)) at--
  if (at === a.length || at === b.length) return a.length - b.length
  const first = a.codePointAt(at) ?? 0
  const second = b.codePointAt(at) ?? 0
  const firstIsLetter = isLetter(first)
  const secondIsLetter = isLetter(second)
  if (firstIsLetter || secondIsLetter) {
    if (firstIsLetter && secondIsLetter) return first - second
    return secondIsLetter ? -1 : 1
  }
  const lead = (first === ZERO || second === ZERO) && followsNumber(a, at) ? 1n : 0n
  const one = digitsFrom(a, at, lead)
  const two = digitsFrom(b, at, lead)
  if (one.value !== two.value) return one.value < two.value ? -1 : 1
  if (one.count !== two.count) return one.count - two.count
  return first - second
}

const ZERO = 48

/** True when the digits just before `at` are part of a number that has begun, so that a zero counts for its size. */
function followsNumber(text: string, at: number): boolean {
  for (let before = at - 1; before >= 0 && isDigit(text.charCodeAt(before)); before--)
    if (text.charCodeAt(before) !== ZERO) return true
  return false
}

/** The number that a run of digits stands for, which overflows at 64 bits as Go's `int64` does, and how many digits it has. */
function digitsFrom(text: string, at: number, lead: bigint): { value: bigint; count: number } {
  let value = lead
  let count = 0
  for (let offset = at; offset < text.length; count++) {
    const code = text.codePointAt(offset) ?? 0
    if (!isDigit(code)) break
    value = BigInt.asIntN(64, value * 10n + BigInt(code - ZERO))
    offset += code > 0xff_ff ? 2 : 1
  }
  return { value, count }
}

function isLowSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  return code >= 0xdc_00 && code <= 0xdf_ff
}

function isLetter(code: number): boolean {
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
  return /^\p{L}$/u.test(String.fromCodePoint(code))
}

function isDigit(code: number): boolean {
  if (code < 128) return code >= 48 && code <= 57
  return /^\p{Nd}$/u.test(String.fromCodePoint(code))
}
