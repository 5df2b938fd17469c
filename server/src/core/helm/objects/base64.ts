/** Standard base64 with padding. */
export function base64(bytes: Uint8Array): string {
  const letters: string[] = []
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3)
    const count = Math.min(3, bytes.length - at)
    const bits = (first << 16) | (second << 8) | third
    letters.push(
      alphabet.charAt(bits >> 18),
      alphabet.charAt((bits >> 12) & 63),
      count > 1 ? alphabet.charAt((bits >> 6) & 63) : '=',
      count > 2 ? alphabet.charAt(bits & 63) : '=',
    )
  }
  return letters.join('')
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
