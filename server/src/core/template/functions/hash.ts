/** SHA-1, SHA-2 (FIPS 180-4) and Adler-32 (RFC 1950), since core has no crypto module and needs no secrets. */

export function hex(bytes: readonly number[]): string {
  return bytes.map(byte => byte.toString(16).padStart(2, '0')).join('')
}

export function adler32(bytes: Uint8Array): number {
  let a = 1
  let b = 0
  for (const byte of bytes) {
    a = (a + byte) % 65521
    b = (b + a) % 65521
  }
  return b * 65536 + a
}

export function sha1(bytes: Uint8Array): readonly number[] {
  const state = new Uint32Array([0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0])
  const words = new Uint32Array(80)
  for (const block of blocksOf(bytes, 64)) {
    readWords(block, words)
    for (let index = 16; index < 80; index++)
      words[index] = left(
        at(words, index - 3) ^ at(words, index - 8) ^ at(words, index - 14) ^ at(words, index - 16),
        1,
      )
    let [a = 0, b = 0, c = 0, d = 0, e = 0] = state
    for (let index = 0; index < 80; index++) {
      const [mixed, constant] =
        index < 20
          ? [(b & c) | (~b & d), 0x5a827999]
          : index < 40
            ? [b ^ c ^ d, 0x6ed9eba1]
            : index < 60
              ? [(b & c) | (b & d) | (c & d), 0x8f1bbcdc]
              : [b ^ c ^ d, 0xca62c1d6]
      const next = (left(a, 5) + mixed + e + constant + at(words, index)) | 0
      e = d
      d = c
      c = left(b, 30)
      b = a
      a = next
    }
    addTo(state, [a, b, c, d, e])
  }
  return bytesOf(state)
}

export function sha256(bytes: Uint8Array): readonly number[] {
  constants256 ??= new Uint32Array(fractions(64, 3n))
  const constants = constants256
  const state = new Uint32Array(fractions(8, 2n))
  const words = new Uint32Array(64)
  for (const block of blocksOf(bytes, 64)) {
    readWords(block, words)
    for (let index = 16; index < 64; index++) {
      const two = at(words, index - 2)
      const fifteen = at(words, index - 15)
      const small = right(fifteen, 7) ^ right(fifteen, 18) ^ (fifteen >>> 3)
      const large = right(two, 17) ^ right(two, 19) ^ (two >>> 10)
      words[index] = (at(words, index - 16) + small + at(words, index - 7) + large) | 0
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
    for (let index = 0; index < 64; index++) {
      const one = right(e, 6) ^ right(e, 11) ^ right(e, 25)
      const first = (h + one + ((e & f) ^ (~e & g)) + at(constants, index) + at(words, index)) | 0
      const zero = right(a, 2) ^ right(a, 13) ^ right(a, 22)
      const second = (zero + ((a & b) ^ (a & c) ^ (b & c))) | 0
      h = g
      g = f
      f = e
      e = (d + first) | 0
      d = c
      c = b
      b = a
      a = (first + second) | 0
    }
    addTo(state, [a, b, c, d, e, f, g, h])
  }
  return bytesOf(state)
}

export function sha512(bytes: Uint8Array): readonly number[] {
  constants512 ??= wideFractions(80, 3n)
  const constants = constants512
  const state = wideFractions(8, 2n)
  for (const block of blocksOf(bytes, 128)) {
    const words: bigint[] = []
    for (let index = 0; index < 16; index++) {
      let word = 0n
      for (let byte = 0; byte < 8; byte++) word = (word << 8n) | BigInt(block[index * 8 + byte] ?? 0)
      words.push(word)
    }
    for (let index = 16; index < 80; index++) {
      const two = words[index - 2] ?? 0n
      const fifteen = words[index - 15] ?? 0n
      const small = wide(fifteen, 1n) ^ wide(fifteen, 8n) ^ (fifteen >> 7n)
      const large = wide(two, 19n) ^ wide(two, 61n) ^ (two >> 6n)
      words.push(BigInt.asUintN(64, (words[index - 16] ?? 0n) + small + (words[index - 7] ?? 0n) + large))
    }
    let [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n, g = 0n, h = 0n] = state
    for (const [index, word] of words.entries()) {
      const one = wide(e, 14n) ^ wide(e, 18n) ^ wide(e, 41n)
      const first = h + one + ((e & f) ^ (~e & g)) + (constants[index] ?? 0n) + word
      const zero = wide(a, 28n) ^ wide(a, 34n) ^ wide(a, 39n)
      const second = zero + ((a & b) ^ (a & c) ^ (b & c))
      h = g
      g = f
      f = e
      e = BigInt.asUintN(64, d + first)
      d = c
      c = b
      b = a
      a = BigInt.asUintN(64, first + second)
    }
    for (const [index, add] of [a, b, c, d, e, f, g, h].entries())
      state[index] = BigInt.asUintN(64, (state[index] ?? 0n) + add)
  }
  return state.flatMap(word => Array.from({ length: 8 }, (_, byte) => Number((word >> BigInt(56 - byte * 8)) & 255n)))
}

/** The message with its padding, in blocks. */
function blocksOf(bytes: Uint8Array, size: number): readonly Uint8Array[] {
  const lengthBytes = size / 8
  const total = Math.ceil((bytes.length + 1 + lengthBytes) / size) * size
  const padded = new Uint8Array(total)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  let bits = bytes.length * 8
  for (let index = total - 1; bits > 0; index--) {
    padded[index] = bits % 256
    bits = Math.floor(bits / 256)
  }
  const blocks: Uint8Array[] = []
  for (let from = 0; from < total; from += size) blocks.push(padded.subarray(from, from + size))
  return blocks
}

function readWords(block: Uint8Array, words: Uint32Array): void {
  for (let index = 0; index < 16; index++) {
    const [a = 0, b = 0, c = 0, d = 0] = block.subarray(index * 4, index * 4 + 4)
    words[index] = (a << 24) | (b << 16) | (c << 8) | d
  }
}

function bytesOf(state: Uint32Array): readonly number[] {
  return [...state].flatMap(word => [word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255])
}

function addTo(state: Uint32Array, values: readonly number[]): void {
  for (const [index, value] of values.entries()) state[index] = (state[index] ?? 0) + value
}

function at(words: Uint32Array, index: number): number {
  return words[index] ?? 0
}

function left(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by))
}

function right(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by))
}

function wide(word: bigint, by: bigint): bigint {
  return (word >> by) | BigInt.asUintN(64, word << (64n - by))
}

let constants256: Uint32Array | undefined
let constants512: readonly bigint[] | undefined

/** The constants are the first bits of the fractional parts of roots of the first primes. */
function fractions(count: number, root: bigint): number[] {
  return wideFractions(count, root).map(word => Number(word >> 32n))
}

function wideFractions(count: number, root: bigint): bigint[] {
  const made: bigint[] = []
  for (let candidate = 2n; made.length < count; candidate++) {
    let isPrime = true
    for (let by = 2n; by * by <= candidate; by++) if (candidate % by === 0n) isPrime = false
    if (isPrime) made.push(BigInt.asUintN(64, rootOf(candidate << (64n * root), root)))
  }
  return made
}

/** The whole part of a square or cube root. */
function rootOf(value: bigint, root: bigint): bigint {
  let low = 0n
  let high = 1n << 70n
  while (high - low > 1n) {
    const middle = (low + high) >> 1n
    if (middle ** root <= value) low = middle
    else high = middle
  }
  return low
}
