export type ScalarValue = string | number | boolean | null

/**
 * The value of a plain scalar as Kubernetes reads it. kubectl and the API server go through sigs.k8s.io/yaml, whose reader is
 * its fork of go-yaml v2 (goyaml.v2/resolve.go): YAML 1.1 booleans with `y` and `n`, octal `010`, underscores in numbers,
 * no base 60. Timestamps become strings.
 *
 * Integers beyond 2^53 lose digits: no field that Portolan reads holds such a number. Hexadecimal ones beyond 64 bits are
 * strings: `0xab70383d9207c6cc43ab85eeef9db4d33a8ad4e8` is somebody's wallet.
 *
 * @example typePlain('8080') // 8080
 * @example typePlain('on') // true
 * @example typePlain('0x1F90') // 8080
 */
export function typePlain(text: string): ScalarValue {
  const first = text.charCodeAt(0)
  if (first >= 48 && first <= 57) return typeNumber(text) ?? text
  const word = WORDS.get(text)
  if (word !== undefined) return word
  if (first === 43 || first === 45) return typeNumber(text) ?? text
  if (first === 46) return typeFloat(text) ?? text
  return text
}

/** The value of a scalar with a tag: the core tags type it, however it is quoted, every other leaves it a string. */
export function typeTagged(text: string, tag: string): ScalarValue {
  switch (tag) {
    case '!!int':
    case '!!float':
    case '!!bool':
    case '!!null':
    case '!<tag:yaml.org,2002:int>':
    case '!<tag:yaml.org,2002:float>':
    case '!<tag:yaml.org,2002:bool>':
    case '!<tag:yaml.org,2002:null>':
      return typePlain(text)
    default:
      return text
  }
}

/**
 * A mapping's key as Kubernetes sees it. sigs.k8s.io/yaml turns YAML into JSON, whose keys are strings: `80: x` has the key
 * `80`, and `on: x` has the key `true`.
 */
export function keyText(text: string): string {
  const value = typePlain(text)
  return typeof value === 'string' ? value : String(value)
}

const WORDS = new Map<string, boolean | number | null>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(word => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(word => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map(word => [word, null] as const),
  ...['.nan', '.NaN', '.NAN'].map(word => [word, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map(word => [word, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map(word => [word, -Infinity] as const),
])

const DECIMAL = /^(?:0|[1-9]\d*)$/
const INTEGER = /^([-+]?)0(?:[xX]([\da-fA-F]+)|[oO]?([0-7]+)|[bB]([01]+))$/
const FLOAT = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/

/** The number a text that begins with a digit or a sign stands for, or `undefined` when it is a string after all. */
function typeNumber(text: string): number | undefined {
  if (DECIMAL.test(text)) return Number(text)
  const plain = text.includes('_') ? text.replaceAll('_', '') : text
  const integer = INTEGER.exec(plain)
  if (integer) {
    const [, sign, hex, octal, binary] = integer
    const size = hex ? Number.parseInt(hex, 16) : octal ? Number.parseInt(octal, 8) : Number.parseInt(binary ?? '0', 2)
    if (size < 2 ** 64) return sign === '-' ? -size : size
  }
  return typeFloat(plain)
}

/** A number too large for a float is a string: `8e29825` is somebody's commit. */
function typeFloat(text: string): number | undefined {
  const size = FLOAT.test(text) ? Number(text) : Infinity
  return Number.isFinite(size) ? size : undefined
}
