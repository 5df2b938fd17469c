import { utf8 } from '../format/print.ts'
import { type GoFunction, strict, textArg } from '../function.ts'
import { locationsOf, madeRuns } from '../run.ts'
import { type StringValue, string, type Value } from '../value.ts'
import { adler32, hex, sha1, sha256, sha512 } from './hash.ts'

/** Encodings and hashes of texts. Their results are made, of what the text was written as. */
export const encodeFunctions: ReadonlyMap<string, GoFunction> = new Map([
  ['b64enc', encoder(text => encodeBits(utf8(text), BASE64, 6, 4))],
  ['b64dec', encoder(text => decode(text, BASE64, 6, 4, 'base64'))],
  ['b32enc', encoder(text => encodeBits(utf8(text), BASE32, 5, 8))],
  ['b32dec', encoder(text => decode(text, BASE32, 5, 8, 'base32'))],
  ['sha1sum', encoder(text => hex(sha1(utf8(text))))],
  ['sha256sum', encoder(text => hex(sha256(utf8(text))))],
  ['sha512sum', encoder(text => hex(sha512(utf8(text))))],
  ['adler32sum', encoder(text => String(adler32(utf8(text))))],
])

function encoder(encode: (text: string) => string): GoFunction {
  return strict('string', 'string', args => madeText(encode(textArg(args, 0).text), textArg(args, 0)))
}

/** A text that was computed from another one. */
export function madeText(text: string, of: Value): StringValue {
  const runs = of.kind === 'string' ? madeRuns(text.length, locationsOf(of.runs)) : undefined
  return string(text, runs)
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

function encodeBits(bytes: Uint8Array, alphabet: string, width: number, group: number): string {
  let encoded = ''
  let held = 0
  let count = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    count += 8
    while (count >= width) {
      count -= width
      encoded += alphabet.charAt((held >> count) & ((1 << width) - 1))
    }
    held &= (1 << count) - 1
  }
  if (count > 0) encoded += alphabet.charAt((held << (width - count)) & ((1 << width) - 1))
  return encoded.padEnd(Math.ceil(encoded.length / group) * group, '=')
}

function decode(text: string, alphabet: string, width: number, group: number, name: string): string {
  const written = text.replace(/[\r\n]/g, '')
  const bytes: number[] = []
  let held = 0
  let count = 0
  const body = written.replace(/={0,6}$/, '')
  for (let at = 0; at < body.length; at++) {
    const value = alphabet.indexOf(body.charAt(at))
    if (value < 0) return `illegal ${name} data at input byte ${at}`
    held = (held << width) | value
    count += width
    if (count >= 8) {
      count -= 8
      bytes.push((held >> count) & 255)
      held &= (1 << count) - 1
    }
  }
  if (written.length % group !== 0) return `illegal ${name} data at input byte ${body.length - (body.length % group)}`
  return textOfBytes(bytes)
}

/** Bytes that are no UTF-8 become U+FFFD. */
export function textOfBytes(bytes: readonly number[]): string {
  let text = ''
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at] ?? 0
    const length = first < 0x80 ? 1 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0
    let code = length === 1 ? first : first & (0xff >> (length + 1))
    let isValid = length > 0
    for (let next = 1; next < length; next++) {
      const byte = bytes[at + next] ?? 0
      if ((byte & 0xc0) !== 0x80) isValid = false
      code = (code << 6) | (byte & 63)
    }
    isValid &&= code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
    text += isValid ? String.fromCodePoint(code) : '\uFFFD'
    at += isValid ? length : 1
  }
  return text
}
