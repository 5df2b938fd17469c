/**
 * Bytes as text. What is no UTF-8 is kept: each byte that belongs to no character becomes half a surrogate pair of its own, so
 * that a picture which a chart embeds goes through as text and comes out as the same bytes. No such halves come out of
 * well-formed UTF-8.
 *
 * @example decodeUtf8(Uint8Array.of(0x61, 0xff)) // 'a\uDCFF'
 */
export function decodeUtf8(bytes: Uint8Array): string {
  const parts: string[] = []
  let codes: number[] = []
  for (let at = 0; at < bytes.length; ) {
    const { code, length } = characterAt(bytes, at)
    codes.push(code)
    at += length
    if (codes.length === portion) {
      parts.push(String.fromCodePoint(...codes))
      codes = []
    }
  }
  parts.push(String.fromCodePoint(...codes))
  return parts.join('')
}

/** Text as bytes, the reverse of `decodeUtf8`. Other halves of surrogate pairs become U+FFFD, as everywhere. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3)
  let at = 0
  for (let offset = 0; offset < text.length; offset++) {
    let code = text.charCodeAt(offset)
    if (code < 0x80) {
      bytes[at++] = code
      continue
    }
    if (code < 0x800) {
      bytes[at++] = 0xc0 | (code >> 6)
      bytes[at++] = 0x80 | (code & 0x3f)
      continue
    }
    if (code >= 0xd800 && code <= 0xdfff) {
      const whole = text.codePointAt(offset) ?? code
      if (whole > 0xffff) {
        offset++
        bytes[at++] = 0xf0 | (whole >> 18)
        bytes[at++] = 0x80 | ((whole >> 12) & 0x3f)
        bytes[at++] = 0x80 | ((whole >> 6) & 0x3f)
        bytes[at++] = 0x80 | (whole & 0x3f)
        continue
      }
      if (code >= firstStray + 0x80 && code <= firstStray + 0xff) {
        bytes[at++] = code - firstStray
        continue
      }
      code = 0xfffd
    }
    bytes[at++] = 0xe0 | (code >> 12)
    bytes[at++] = 0x80 | ((code >> 6) & 0x3f)
    bytes[at++] = 0x80 | (code & 0x3f)
  }
  return bytes.slice(0, at)
}

/** A byte that belongs to no character, on its way as text: U+DC80 to U+DCFF. */
const firstStray = 0xdc00

/** As many arguments as a call may safely have. */
const portion = 4096

function characterAt(bytes: Uint8Array, at: number): { code: number; length: number } {
  const first = bytes[at] ?? 0
  if (first < 0x80) return { code: first, length: 1 }
  const length = first > 0xf4 ? 0 : first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0
  let code = first & (0x7f >> length)
  for (let next = 1; next < length; next++) {
    const byte = bytes[at + next] ?? 0
    if ((byte & 0xc0) !== 0x80) return { code: firstStray + first, length: 1 }
    code = (code << 6) | (byte & 0x3f)
  }
  const isCharacter =
    length > 0 && code <= 0x10_ffff && code >= (leastOfLength[length] ?? 0) && !(code >= 0xd800 && code <= 0xdfff)
  return isCharacter ? { code, length } : { code: firstStray + first, length: 1 }
}

/** The least code point that takes as many bytes: what could be said shorter is no UTF-8. */
const leastOfLength = [0, 0, 0x80, 0x800, 0x1_0000]
