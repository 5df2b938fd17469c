const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Base 64 with padding, as one line (RFC 4648). */
export function base64(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second, third] = bytes.subarray(at, at + 3)
    parts.push(
      digits.charAt(first >> 2),
      digits.charAt(((first & 3) << 4) | ((second ?? 0) >> 4)),
      second === undefined ? '=' : digits.charAt(((second & 15) << 2) | ((third ?? 0) >> 6)),
      third === undefined ? '=' : digits.charAt(third & 63),
    )
  }
  return parts.join('')
}
