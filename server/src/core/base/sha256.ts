/**
 * SHA-256 (FIPS 180-4) in lower-case hexadecimal digits. Core can use neither Node's nor the browser's: the one is not
 * everywhere, the other gives promises.
 */
export function sha256(bytes: Uint8Array): string {
  const state = Int32Array.from(initialState)
  const padded = pad(bytes)
  const schedule = new Int32Array(64)
  for (let block = 0; block < padded.length; block += 64) compress(state, schedule, padded, block)
  return [...state].map(word => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

function pad(bytes: Uint8Array): Uint8Array {
  const length = Math.ceil((bytes.length + 9) / 64) * 64
  const padded = new Uint8Array(length)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const bits = bytes.length * 8
  for (let at = 0; at < 6; at++) padded[length - 1 - at] = Math.floor(bits / 2 ** (8 * at)) & 0xff
  return padded
}

function compress(state: Int32Array, schedule: Int32Array, bytes: Uint8Array, block: number): void {
  for (let at = 0; at < 16; at++) {
    const from = block + at * 4
    schedule[at] =
      ((bytes[from] ?? 0) << 24) |
      ((bytes[from + 1] ?? 0) << 16) |
      ((bytes[from + 2] ?? 0) << 8) |
      (bytes[from + 3] ?? 0)
  }
  for (let at = 16; at < 64; at++) {
    const early = schedule[at - 15] ?? 0
    const late = schedule[at - 2] ?? 0
    const s0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3)
    const s1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10)
    schedule[at] = ((schedule[at - 16] ?? 0) + s0 + (schedule[at - 7] ?? 0) + s1) | 0
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
  for (let at = 0; at < 64; at++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const first = (h + s1 + ((e & f) ^ (~e & g)) + (constants[at] ?? 0) + (schedule[at] ?? 0)) | 0
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + first) | 0
    d = c
    c = b
    b = a
    a = (first + second) | 0
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) state[index] = ((state[index] ?? 0) + word) | 0
}

function rotate(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}

/** The first 32 bits of the fractional parts of the roots of the first primes. */
const primes = firstPrimes(64)
const constants = primes.map(prime => fraction(Math.cbrt(prime)))
const initialState = primes.slice(0, 8).map(prime => fraction(Math.sqrt(prime)))

function fraction(root: number): number {
  return Math.floor((root - Math.floor(root)) * 2 ** 32) | 0
}

function firstPrimes(count: number): readonly number[] {
  const found: number[] = []
  for (let number = 2; found.length < count; number++)
    if (found.every(prime => number % prime !== 0)) found.push(number)
  return found
}
