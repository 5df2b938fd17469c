import { expect, test } from 'vitest'
import { decode, maxFileBytes } from '../../../server/src/files/decode.ts'

const utf8 = new TextEncoder()
const utf16 = Buffer.from('\ufeffä: 1\n', 'utf16le')

test.for([
  ['a.yaml', utf8.encode('ä: 1\n'), 'ä: 1\n'],
  ['a.yaml', utf8.encode('\ufeffä: 1\n'), 'ä: 1\n'],
  ['a.yaml', utf16, 'ä: 1\n'],
  ['a.yaml', Buffer.from(utf16).swap16(), 'ä: 1\n'],
  ['a.yaml', new Uint8Array(), ''],
  ['a.json', utf8.encode('{"apiVersion": "v1", "kind": "Pod"}'), '{"apiVersion": "v1", "kind": "Pod"}'],
] as const)('%s: %o is text', ([name, bytes, text]) => {
  expect(decode(bytes, name)).toEqual({ kind: 'text', text })
})

test.for([
  ['a.JSON', utf8.encode('{"kind": "x"}'), 'nothing'],
  ['a.yaml', Buffer.from([0x7f, 0, 1]), 'problem'],
  ['a.yaml', Buffer.from([0xe4, 0x3a]), 'problem'],
  ['a.yaml', Buffer.from([0xff, 0xfe, 0x41]), 'problem'],
] as const)('%s: %o is %s', ([name, bytes, kind]) => {
  expect(decode(bytes, name).kind).toBe(kind)
})

test('a file above the limit is not looked at', () => {
  const bytes = new Uint8Array(maxFileBytes + 1).fill(0x20)
  expect(decode(bytes.subarray(1), 'a.yaml').kind).toBe('text')
  expect(decode(bytes, 'a.yaml')).toEqual({
    kind: 'problem',
    message: '17 MB is more than the limit of 16 MB for one file',
  })
})
