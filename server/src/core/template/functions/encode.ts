import { decodeUtf8, encodeUtf8 } from '../../base/utf8.ts'
import { type GoFunction, strict, textArg } from '../function.ts'
import { locationsOf, madeRuns } from '../run.ts'
import { type StringValue, string, type Value } from '../value.ts'
import { adler32, hex, sha1, sha256, sha512 } from './hash.ts'

/** Encodings and hashes of texts. Their results are made, of what the text was written as. */
export const encodeFunctions: ReadonlyMap<string, GoFunction> = new Map([
  ['b64enc', encoder(text => encodeBits(encodeUtf8(text), BASE64, 6, 4))],
  ['b64dec', encoder(text => decode(text, BASE64, 6, 4, 'base64'))],
  ['b32enc', encoder(text => encodeBits(encodeUtf8(text), BASE32, 5, 8))],
  ['b32dec', encoder(text => decode(text, BASE32, 5, 8, 'base32'))],
  ['sha1sum', encoder(text => hex(sha1(encodeUtf8(text))))],
  ['sha256sum', encoder(text => hex(sha256(encodeUtf8(text))))],
  ['sha512sum', encoder(text => hex(sha512(encodeUtf8(text))))],
  ['adler32sum', encoder(text => String(adler32(encodeUtf8(text))))],
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
  return decodeUtf8(Uint8Array.from(bytes))
}
