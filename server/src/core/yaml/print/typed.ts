/**
 * True when a string must be quoted, since the reader would take its plain text for a number, a boolean, null or a time
 * (go-yaml v2, resolve.go), or older readers for a number to the base of 60 (encode.go, isBase60Float).
 *
 * @example readsAsOther('on') // true
 * @example readsAsOther('12:30') // true
 */
export function readsAsOther(text: string): boolean {
  const first = text.charCodeAt(0)
  if (Number.isNaN(first)) return true
  if (first === DOT) return WORDS.has(text) || isNumber(text) !== undefined
  const isDigit = first >= 48 && first <= 57
  if (isDigit || first === 43 || first === 45)
    return BASE_60.test(text) || isNumber(text) !== undefined || (isDigit && isTime(text)) || WORDS.has(text)
  return text.length <= LONGEST_WORD && WORDS.has(text)
}

const DOT = 46

const WORDS = new Set(
  (
    'y Y yes Yes YES true True TRUE on On ON n N no No NO false False FALSE off Off OFF ~ null Null NULL ' +
    '.nan .NaN .NAN .inf .Inf .INF +.inf +.Inf +.INF -.inf -.Inf -.INF'
  ).split(' '),
)
const LONGEST_WORD = 5

const BASE_60 = /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/
const DECIMAL = /^[-+]?(?:0|[1-9]\d*)$/
/** With a base, as Go's `ParseInt` takes it: a sign before the prefix, any case. Go keeps to 64 bits. */
const BASED = /^[-+]?0(?:[xX]([\da-fA-F]+)|[bB]([01]+)|[oO]?([0-7]+))$/
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/

/**
 * Which kind of number Go's YAML readers take a text for, whatever its base, underscores included. Whole numbers beyond 64
 * bits are floats.
 */
export function isNumber(text: string): 'int' | 'float' | undefined {
  if (text.startsWith('.')) return isGoFloat(text) ? 'float' : undefined
  const plain = text.includes('_') ? text.replaceAll('_', '') : text
  if (DECIMAL.test(plain))
    return plain.length < SURELY_64_BITS || fits(BigInt(plain.replace('+', ''))) ? 'int' : 'float'
  const based = BASED.exec(plain)
  if (based && fits(sizeOf(based), plain)) return 'int'
  return FLOAT.test(plain) && Number.isFinite(Number(plain)) ? 'float' : undefined
}

const SURELY_64_BITS = 18

function sizeOf([, hex, binary, octal]: RegExpExecArray): bigint {
  return BigInt(hex ? `0x${hex}` : binary ? `0b${binary}` : `0o${octal ?? '0'}`)
}

/** Go reads 64 bits: up to 2^64 - 1 without a sign, from -2^63 with one. */
function fits(size: bigint, sign = size < 0n ? '-' : ''): boolean {
  if (sign.startsWith('-')) return (size < 0n ? -size : size) <= 2n ** 63n
  if (sign.startsWith('+')) return size < 2n ** 63n
  return size < 2n ** 64n
}

/** What begins with a dot goes to Go's `ParseFloat`, which takes underscores between digits. */
function isGoFloat(text: string): boolean {
  return /^\.\d+(?:_\d+)*(?:[eE][-+]?\d+(?:_\d+)*)?$/.test(text) && Number.isFinite(Number(text.replaceAll('_', '')))
}

const TIME =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt](\d\d?):(\d\d?):(\d\d?)(?:[.,]\d+)?(?:Z|[-+](\d\d):(\d\d)))|(?: +(\d\d?):(\d\d?):(\d\d?)(?:[.,]\d+)?))?$/

/** A date that exists, alone or with a time: what goyaml's four layouts accept. */
export function isTime(text: string): boolean {
  const parts = TIME.exec(text)
  if (!parts) return false
  const [, year, month, day, hour, minute, second, zoneHour, zoneMinute, plainHour, plainMinute, plainSecond] = parts
  return (
    isDate(Number(year), Number(month), Number(day)) &&
    Number(hour ?? plainHour ?? 0) < 24 &&
    Number(minute ?? plainMinute ?? 0) < 60 &&
    Number(second ?? plainSecond ?? 0) < 60 &&
    Number(zoneHour ?? 0) <= 24 &&
    Number(zoneMinute ?? 0) <= 60
  )
}

function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  if (month === 2) return day <= (isLeap ? 29 : 28)
  return day <= ([4, 6, 9, 11].includes(month) ? 30 : 31)
}
