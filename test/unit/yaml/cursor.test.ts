import { describe, expect, test } from 'vitest'
import { nodeAt } from '../../../server/src/core/yaml/cursor.ts'
import { parseDocument } from '../../../server/src/core/yaml/parse.ts'
import { formatPath } from './support.ts'

/** Where the cursor `‸` of a text is: side, path, and the key of the entry. */
function at(marked: string): string {
  const offset = marked.indexOf('‸')
  const text = marked.replace('‸', '')
  const cursor = nodeAt(parseDocument(text), offset)
  return cursor ? `${cursor.side} ${formatPath(cursor.path)} (${cursor.entry?.key.value ?? ''})` : 'nothing'
}

describe('the cursor', () => {
  test.each([
    ['at the start of a key', '‸port: 80', 'key port (port)'],
    ['at the end of a key', 'port‸: 80', 'key port (port)'],
    ['after the colon', 'port:‸ 80', 'gap port (port)'],
    ['at the start of a value', 'port: ‸80', 'value port (port)'],
    ['at the end of a value', 'port: 80‸', 'value port (port)'],
    ['after a value', 'port: 80 ‸', 'gap  ()'],
    ['where a value is to come', 'a:\n  port: ‸\n  b: 1', 'gap a.port (port)'],
    ['on the line below', 'a:\n  port:\n‸  b: 1', 'gap a ()'],
    ['in a sequence', 'a:\n- b\n- c‸\n', 'value a[1] (a)'],
    ['in a map in a sequence', 'ports:\n- name: x\n  port: 8‸0\n', 'value ports[0].port (port)'],
    ['on a dash', 'ports:\n‸- port: 80\n', 'gap ports[0] ()'],
    ['on a dash alone', 'ports:\n- port: 80\n-‸\n', 'gap ports[1] ()'],
    ['in flow style', 'a: {b: [c, {d: e‸}]}', 'value a.b[1].d (d)'],
    ['in a gap in flow style', 'a: {b: 1,‸ c: 2}', 'gap a ()'],
    ['in brackets', 'a: [‸ ]', 'gap a ()'],
    ['in quotes', 'a: "x‸"', 'value a (a)'],
    ['in a block scalar', 'a: |\n  x\n  ‸y\nb: 1', 'value a (a)'],
    ['between documents keys', 'a: 1\n‸\nb: 2', 'gap  ()'],
    ['before everything', '‸\n\na: 1', 'gap  ()'],
    ['on the marker', '-‸--\na: 1', 'gap  ()'],
    ['on an alias', 'a: &x {b: 1}\nc: *‸x\n', 'value c (c)'],
    ["on the anchor's own text", 'a: &x {b: ‸1}\nc: *x\n', 'value a.b (b)'],
    ['on a merge key', 'a: &x {b: 1}\nc:\n  <<: *‸x\n  d: 1\n', 'gap c ()'],
    ['on the second of two equal keys', 'a: 1\na‸: 2', 'key a (a)'],
    ['on a template', 'a: {{ ‸x }}', 'value a (a)'],
    ['in a broken document', 'a:\n  b: 1\n  targ‸\n', 'key a.targ (targ)'],
    ['in an empty document', '‸', 'nothing'],
    [
      'on a key with dots',
      'a:\n  app.kubernetes.io/name‸: x',
      'key a["app.kubernetes.io/name"] (app.kubernetes.io/name)',
    ],
  ])('%s', (_, marked, expected) => {
    expect(at(marked)).toBe(expected)
  })

  test('knows what is around it', () => {
    const { root, ...document } = parseDocument('a:\n- b: 80')
    const cursor = nodeAt({ root, ...document }, 9)
    expect(cursor?.parents.map(parent => parent.kind)).toEqual(['map', 'seq', 'map'])
    expect(cursor?.parents[0]).toBe(root)
    expect(cursor?.node).toMatchObject({ kind: 'scalar', value: 80 })
  })

  test('on an alias stands on what the alias stands for', () => {
    const cursor = nodeAt(parseDocument('a: &x 80\nb: *x\n'), 13)
    expect(cursor?.node).toMatchObject({ value: 80, span: { start: 6, end: 8 }, via: { start: 12, end: 14 } })
  })
})
