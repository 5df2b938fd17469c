import { describe, expect, test } from 'vitest'
import { MAX_ALIAS_NODES, MAX_DEPTH, MAX_DOCUMENT_LENGTH } from '../../../server/src/core/yaml/limits.ts'
import { child, entryOf } from '../../../server/src/core/yaml/node.ts'
import { parseDocument } from '../../../server/src/core/yaml/parse.ts'
import { read, statusOf } from './support.ts'

describe('an alias', () => {
  test('stands for what its anchor names, with both places known', () => {
    const text = 'a: &x 80\nb: *x\n'
    expect(child(parseDocument(text).root, 'b')).toEqual({
      kind: 'scalar',
      span: { start: 6, end: 8 },
      via: { start: 12, end: 14 },
      value: 80,
      style: 'plain',
      placeholder: false,
      anchor: 'x',
    })
  })

  test('brings everything below its anchor, seen from the place of use', () => {
    const text = 'a: &x\n  c: &y 1\nb: &z { d: *y, e: *x }\nf: *z\n'
    const { root } = parseDocument(text)
    const at = (alias: string) => ({ start: text.indexOf(alias), end: text.indexOf(alias) + alias.length })
    const use = at('*z')
    expect(child(root, 'f', 'e', 'c')).toMatchObject({ value: 1, span: { start: 14, end: 15 }, via: use })
    expect(child(root, 'f', 'd')).toMatchObject({ value: 1, via: use })
    expect(child(root, 'b', 'd')).toMatchObject({ value: 1, via: at('*y') })
  })

  test('means the anchor above it when a name is used twice', () => {
    expect(read('- &x 1\n- *x\n- &x 2\n- *x\n')).toEqual([1, 1, 2, 2])
  })

  test('of an anchor on nothing is null', () => {
    expect(read('a: &x\nb: *x\n')).toEqual({ a: undefined, b: null })
  })

  test('may be a key', () => {
    expect(read('a: &x name\n*x : b\n')).toEqual({ a: 'name', name: 'b' })
  })

  test('that points nowhere is unknown', () => {
    expect(child(parseDocument('a: *x\n').root, 'a')).toEqual({
      kind: 'unknown',
      span: { start: 3, end: 5 },
      why: 'alias',
    })
  })
})

describe('a merge key', () => {
  test("adds entries after the map's own, with both places known", () => {
    const text = 'a: &x {b: 1, c: 2}\nd:\n  <<: *x\n  c: 3\n'
    const { root } = parseDocument(text)
    expect(read(text)).toEqual({ a: { b: 1, c: 2 }, d: { c: 3, b: 1 } })
    expect(entryOf(child(root, 'd'), 'b')).toMatchObject({
      span: { start: 7, end: 11 },
      via: { start: 24, end: 30 },
      value: { span: { start: 10, end: 11 }, via: { start: 28, end: 30 } },
    })
  })

  test.each([
    ["the map's own before merged ones", 'a: &x {k: 1}\nb: {<<: *x, k: 2}\n', 2],
    ['its own even when they stand above', 'a: &x {k: 1}\nb: {k: 2, <<: *x}\n', 2],
    ['the first of a list', 'a: &x {k: 1}\nc: &y {k: 2}\nb: {<<: [*x, *y]}\n', 1],
    ['the later of two merge keys', 'a: &x {k: 1}\nc: &y {k: 2}\nb:\n  <<: *x\n  <<: *y\n', 2],
    ['the last of equal keys in the source', 'a: &x {k: 1, k: 2}\nb: {<<: *x}\n', 2],
    ['what the source merged itself', 'a: &x {k: 1}\nc: &y {<<: *x}\nb: {<<: *y}\n', 1],
    ['what the source has before what it merged', 'a: &x {k: 1}\nc: &y {<<: *x, k: 2}\nb: {<<: *y}\n', 2],
    ['a map in place', 'b: {<<: {k: 1}}\n', 1],
  ])('takes %s', (_, text, value) => {
    expect(statusOf(text)).toBe('ok')
    expect(read(text)).toMatchObject({ b: { k: value } })
    expect(entryOf(child(parseDocument(text).root, 'b'), 'k')?.value).toMatchObject({ value })
  })

  test('in quotes is a key like any other', () => {
    expect(read('a: {"<<": {b: 1}}')).toEqual({ a: { '<<': { b: 1 } } })
  })

  test('with a template keeps it as it is: nobody knows what comes', () => {
    expect(read('a:\n  <<: {{ .Values.x }}\n  b: 1\n')).toEqual({ a: { '<<': '?', b: 1 } })
  })
})

describe('limits', () => {
  test.each([
    ['aliases of aliases', bomb(), `expanded by aliases to more than ${MAX_ALIAS_NODES} repeated values`],
    ['open brackets', '['.repeat(100_000), `nested deeper than ${MAX_DEPTH} levels`],
    ['open braces', '{a: '.repeat(100_000), `nested deeper than ${MAX_DEPTH} levels`],
    ['dashes', `${'- '.repeat(100_000)}\na: 1`, `nested deeper than ${MAX_DEPTH} levels`],
    ['question marks', '? '.repeat(100_000), `nested deeper than ${MAX_DEPTH} levels`],
    ['length', `a: ${'x'.repeat(MAX_DOCUMENT_LENGTH)}`, 'longer than 2,000,000 characters'],
  ])('%s', (_, text, why) => {
    expect(parseDocument(text)).toEqual({
      text,
      root: undefined,
      comments: [],
      status: 'limit',
      message: `This document is not checked: it is ${why}.`,
    })
  })

  test('leave deep but sane documents alone', () => {
    const depth = MAX_DEPTH - 5
    expect(statusOf('['.repeat(depth) + ']'.repeat(depth))).toBe('ok')
  })
})

function bomb(): string {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]']
  for (let i = 1; i < 10; i++)
    lines.push(
      `a${i}: &a${i} [${Array(10)
        .fill(`*a${i - 1}`)
        .join(', ')}]`,
    )
  return lines.join('\n')
}
