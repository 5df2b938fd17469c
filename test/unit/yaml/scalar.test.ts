import { describe, expect, test } from 'vitest'
import { outline, read } from './support.ts'

describe('a plain scalar is typed as sigs.k8s.io/yaml types it', () => {
  test.each([
    ['8080', 8080],
    ['0', 0],
    ['-1', -1],
    ['+80', 80],
    ['0x1F90', 8080],
    ['0xffffffffffffffffff', '0xffffffffffffffffff'],
    ['0o17', 15],
    ['010', 8],
    ['-0b11', -3],
    ['08', 8],
    ['1_000', 1000],
    ['1.5', 1.5],
    ['.5', 0.5],
    ['1e3', 1000],
    ['.inf', Infinity],
    ['-.inf', -Infinity],
    ['.nan', Number.NaN],
    ['true', true],
    ['Yes', true],
    ['on', true],
    ['y', true],
    ['no', false],
    ['OFF', false],
    ['n', false],
    ['~', null],
    ['null', null],
    ['NULL', null],
    ['http', 'http'],
    ['80/tcp', '80/tcp'],
    ['80,443', '80,443'],
    ['8080:80', '8080:80'],
    ['22:22', '22:22'],
    ['1.2.3', '1.2.3'],
    ['--port=80', '--port=80'],
    ['+', '+'],
    ['0x', '0x'],
    ['8e29825', '8e29825'],
    ['2001-12-14', '2001-12-14'],
    ['tRue', 'tRue'],
    ['nUll', 'nUll'],
    ['.5.5', '.5.5'],
  ])('%s', (source, value) => {
    expect(read(`a: ${source}`)).toEqual({ a: value })
  })

  test('keys are strings, written as JSON would have them', () => {
    expect(read('80: a\non: b\n0x10: c\n~: d\nx: e')).toEqual({ '80': 'a', true: 'b', '16': 'c', null: 'd', x: 'e' })
  })
})

describe('a scalar that is not plain is a string', () => {
  test.each([
    ['"8080"', '8080'],
    ["'true'", 'true'],
    ["'it''s'", "it's"],
    ['"a\\tb\\u0041\\n"', 'a\tbA\n'],
    ['!!str 80', '80'],
    ['! 80', '80'],
    ['!Ref 80', '80'],
    ['|\n  80\n', '80\n'],
    ['|-\n  80\n', '80'],
    ['>\n  a\n  b\n\n  c\n', 'a b\nc\n'],
    ['|2\n    a\n', '  a\n'],
    ['|+\n  a\n\n', 'a\n\n'],
    ['"a\n  b"', 'a b'],
    ["'a\n\n  b'", 'a\nb'],
    ['a\n  b', 'a b'],
  ])('%j', (source, value) => {
    expect(read(`a: ${source}`)).toEqual({ a: value })
  })

  test.each([
    ['!!int "80"', 80],
    ['!!bool "true"', true],
    ['!!null ""', null],
    ['!<tag:yaml.org,2002:int> "80"', 80],
  ])('unless a tag says otherwise: %s', (source, value) => {
    expect(read(`a: ${source}`)).toEqual({ a: value })
  })
})

describe('a scalar spans', () => {
  test.each([
    ['its quotes', 'a: "x"  # c', '"x"'],
    ['no blanks', 'a:   x   ', 'x'],
    ['every line', 'a: x\n  y\nb: 1', 'x\n  y'],
    ['a block up to its last character', 'a: |\n  x\n  y\n\n\nb: 1', '|\n  x\n  y'],
    ['a block of nothing', 'a: |-\nb: 1', '|-'],
    ['no anchor and no tag', 'a: &x !!str 80', '80'],
    ['no carriage return', 'a: x\r\nb: 1\r\n', 'x'],
  ])('%s', (_, text, span) => {
    expect(outline(text)).toContain(`scalar ${span}`)
  })
})
