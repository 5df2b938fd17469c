import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decodeUtf8, encodeUtf8 } from '../../../server/src/core/base/utf8.ts'

it('reads and writes UTF-8 as everybody does', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      const bytes = new TextEncoder().encode(text)
      expect(encodeUtf8(text)).toEqual(bytes)
      expect(decodeUtf8(bytes)).toBe(text)
    }),
  )
})

it('brings any bytes through', () => {
  fc.assert(
    fc.property(fc.uint8Array(), bytes => {
      expect(encodeUtf8(decodeUtf8(bytes))).toEqual(bytes)
    }),
  )
})

it('keeps a byte that belongs to no character as half a surrogate pair', () => {
  expect(decodeUtf8(Uint8Array.of(0x61, 0xff, 0xc0, 0xaf, 0xed, 0xa0, 0x80))).toBe(
    'a\udcff\udcc0\udcaf\udced\udca0\udc80',
  )
})

it('writes other halves of pairs as U+FFFD', () => {
  expect(encodeUtf8('\ud800x')).toEqual(Uint8Array.of(0xef, 0xbf, 0xbd, 0x78))
})
