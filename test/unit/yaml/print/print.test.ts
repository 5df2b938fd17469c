import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { goFloat, jsonNumber } from '../../../../server/src/core/yaml/print/numbers.ts'
import { printYaml, printYamlPieces } from '../../../../server/src/core/yaml/print/print.ts'
import { type Json, readJson, readJsonWritten, written } from '../../../support/json.ts'

/** Expected texts are what sigs.k8s.io/yaml v1.6.0 prints. */
describe('printYaml', () => {
  const print = (value: Json) => printYaml(value, readJson)

  test('sorts keys by the number of their digits, letters last, and does not indent sequences below a key', () => {
    expect(print({ port10: 1, port9: [1, { b: 2, a: [] }], 'port-a': {}, Port: null })).toBe(
      'Port: null\nport-a: {}\nport9:\n- 1\n- a: []\n  b: 2\nport10: 1\n',
    )
  })

  test('indents a sequence within a sequence', () => {
    expect(print([['a', ['b']], [{ c: [1] }]])).toBe('- - a\n  - - b\n- - c:\n    - 1\n')
  })

  test.each([
    ['8080', '"8080"'],
    ['0x1F', '"0x1F"'],
    ['1_000', '"1_000"'],
    ['on', '"on"'],
    ['y', '"y"'],
    ['No', '"No"'],
    ['~', '"~"'],
    ['', '""'],
    ['12:30', '"12:30"'],
    ['12:60', '12:60'],
    ['2001-02-28', '"2001-02-28"'],
    ['2001-02-30', '2001-02-30'],
    ['.5', '".5"'],
    ['1.2.3', '1.2.3'],
    ['18446744073709551616', '"18446744073709551616"'],
    ['0x10000000000000000', '0x10000000000000000'],
    ['<<', '<<'],
    ['=', '='],
    ['a: b', "'a: b'"],
    ['a:b', 'a:b'],
    ['a #b', "'a #b'"],
    ["it's", "it's"],
    ["'it's", "'''it''s'"],
    ['- a', "'- a'"],
    ['-a', '-a'],
    ['*.example.com', "'*.example.com'"],
    ['---', "'---'"],
    ['...', "'...'"],
    [' a', "' a'"],
    ['a\tb', '"a\\tb"'],
    ['\u{1f600}', '"\\U0001F600"'],
    ['é', 'é'],
    ['a\nb', '|-\n  a\n  b'],
    ['a\n', '|\n  a'],
    ['a\n\n', '|+\n  a\n'],
    ['\n', '|2+\n'],
    [' a\nb', '|2-\n   a\n  b'],
    ['a \nb', '"a \\nb"'],
  ])('writes the string %j as %s', (text, expected) => {
    expect(print({ k: text })).toBe(`k: ${expected}\n`)
  })

  test('folds behind column 80 at single spaces, but no key', () => {
    const words = 'twelve words '.repeat(9).trim()
    expect(print({ k: words })).toBe(
      `k: ${'twelve words '.repeat(6).trim()} twelve\n  ${'words twelve '.repeat(2)}words\n`,
    )
    expect(print({ [words]: 1 })).toBe(`${words}: 1\n`)
    expect(print(`${'x'.repeat(80)}  y "z"\t w`)).toBe(`"${'x'.repeat(80)}\n  \\ y \\"z\\"\\t w"\n`)
  })

  test('writes keys of several lines or of more than 128 bytes behind a question mark', () => {
    expect(print({ 'a\nb': [1], ['é'.repeat(65)]: 1 })).toBe(`? |-\n  a\n  b\n: - 1\n? ${'é'.repeat(65)}\n: 1\n`)
  })

  test('writes numbers as JSON does that is read again', () => {
    expect([1e6, 0.1, -0, 1e20, 1e21, 1234567.5, 2 ** 63, 1e-5].map(jsonNumber)).toEqual(
      ['1000000', '0.1', '0', '1e+20', '1e+21', '1.2345675e+06', '9223372036854775808', '1e-05'].map(text =>
        text === '9223372036854775808' ? '9223372036854776000' : text,
      ),
    )
    expect([1e6, 123456, 0.0001, 0.00001, Infinity].map(goFloat)).toEqual([
      '1e+06',
      '123456',
      '0.0001',
      '1e-05',
      '.inf',
    ])
  })
})

describe('printYamlPieces', () => {
  test('copies what stands as written, and says of the rest what made it', () => {
    const { text, pieces } = printYamlPieces({ a: "it's: b" }, readJsonWritten, written(0, 50))
    expect(text).toBe("a: 'it''s: b'\n")
    expect(pieces.map(({ end, from, copied }) => [end, from.span.start, from.span.end, copied])).toEqual([
      [1, 100, 101, true],
      [2, 100, 101, false],
      [4, 100, 107, false],
      [6, 100, 102, true],
      [7, 100, 107, false],
      [12, 102, 107, true],
      [13, 100, 107, false],
      [14, 0, 50, false],
    ])
  })

  test('covers the text of any data, and prints the same', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        const json: Json = JSON.parse(JSON.stringify(value))
        const { text, pieces } = printYamlPieces(json, readJsonWritten, written(0, 50))
        expect(text).toBe(printYaml(json, readJson))
        let begin = 0
        for (const { end, from, copied } of pieces) {
          expect(end).toBeGreaterThan(begin)
          if (copied) expect(from.span.end - from.span.start).toBe(end - begin)
          begin = end
        }
        expect(begin).toBe(text.length)
      }),
    )
  })
})
