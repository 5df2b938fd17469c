import { describe, expect, test } from 'vitest'
import { applyEdits } from '../../../server/src/core/base/edit.ts'
import { known } from '../../../server/src/core/base/known.ts'
import type { DocumentId } from '../../../server/src/core/base/place.ts'
import type { Span } from '../../../server/src/core/base/span.ts'
import type { FixContext } from '../../../server/src/core/rules/run/rule.ts'
import {
  addEntry,
  addItem,
  type MaybeEdit,
  removeEntry,
  removeItem,
  replaceScalar,
} from '../../../server/src/core/rules/support/edits.ts'
import { child, type YamlNode } from '../../../server/src/core/yaml/node.ts'
import { parseDocument } from '../../../server/src/core/yaml/parse.ts'

const id = 1 as DocumentId

/** What an edit of the node at `m` makes of a text. */
function edited(text: string, make: (context: FixContext, at: Span, node: YamlNode) => MaybeEdit): string | undefined {
  const document = parseDocument(text)
  const node = child(document.root, 'm')
  if (!node) throw new Error('the text has no m')
  const edit = make({ document: () => document }, node.span, node)
  return edit && applyEdits(text, [edit])
}

describe('replaceScalar', () => {
  const replaced = (text: string, value: string | number): string | undefined =>
    edited(text, (context, at, node) => replaceScalar(context, id, known('', at, node.via), value))

  test.each([
    ['m: a # why', 'b', 'm: b # why'],
    ['m: "a"', 'b', 'm: "b"'],
    ["m: 'a'", 'b', "m: 'b'"],
    ['m: "8080"', 8080, 'm: 8080'],
    ['m: a', '8080', 'm: "8080"'],
    ['m: a', 'on', 'm: "on"'],
    ['x: &a web\nm: *a', 'b', 'x: &a web\nm: b'],
    ['x: &a web\nm: *a', '8080', 'x: &a web\nm: "8080"'],
  ])('%j with %j is %j', (text, value, result) => {
    expect(replaced(text, value)).toBe(result)
  })

  test('leaves a value that a merge key brought from another mapping', () => {
    expect(replaced('x: &x {m: a}\n<<: *x\n', 'b')).toBeUndefined()
    expect(replaced('x: &x {m: a}\n<<: [*x]\n', 'b')).toBeUndefined()
  })
})

describe('addEntry', () => {
  const added = (text: string, after?: string): string | undefined =>
    edited(text, (context, at) => addEntry(context, id, at, { key: 'k', value: 'v' }, after ? { after } : {}))

  test.each([
    ['m:\n  a: 1\n', undefined, 'm:\n  a: 1\n  k: v\n'],
    ['m:\n  a: 1', undefined, 'm:\n  a: 1\n  k: v'],
    ['m:\n  a: 1 # one\n  b: 2 # two\n', 'a', 'm:\n  a: 1 # one\n  k: v\n  b: 2 # two\n'],
    ['m:\n  a:\n  - x: 1 # last\nn: 1\n', undefined, 'm:\n  a:\n  - x: 1 # last\n  k: v\nn: 1\n'],
    ['m:\r\n  a: 1\r\nn: 1\r\n', undefined, 'm:\r\n  a: 1\r\n  k: v\r\nn: 1\r\n'],
    ['m: {a: 1, b: 2}', 'a', 'm: {a: 1, k: v, b: 2}'],
    ['m: {a: 1 }', undefined, 'm: {a: 1, k: v }'],
    ['{"m": {"a": 1}}', undefined, '{"m": {"a": 1, "k": "v"}}'],
    ['m:\n  k:\n  a: 1\n', undefined, 'm:\n  k: v\n  a: 1\n'],
    ['m:\n  k: "" # none\n', undefined, 'm:\n  k: v # none\n'],
    ['m: {}', undefined, undefined],
    // A mapping that is used in several places is written in one, and that is where the entry goes.
    ['x: &x\n  a: 1\nm: *x\n', undefined, 'x: &x\n  a: 1\n  k: v\nm: *x\n'],
  ])('%j after %j', (text, after, result) => {
    expect(added(text, after)).toBe(result)
  })
})

describe('removeEntry', () => {
  test.each([
    ['m:\n  a: 1\n  k: 2 # gone\n  b: 3\n', 'm:\n  a: 1\n  b: 3\n'],
    ['m:\n  a: 1\n  k: 2', 'm:\n  a: 1\n'],
    [
      'm:\n  # about a\n  a: 1\n  # about b\n  k:\n    x: 1\n  b: 1\n',
      'm:\n  # about a\n  a: 1\n  # about b\n  b: 1\n',
    ],
    ['m: {k: 1, b: 2}', 'm: {b: 2}'],
    ['m: {a: 1, k: 2}', 'm: {a: 1}'],
    ['m: {k: 2}', undefined],
  ])('%j', (text, result) => {
    expect(edited(text, (context, at) => removeEntry(context, id, at, 'k'))).toBe(result)
  })

  test('the first entry behind a dash leaves the dash to the next', () => {
    const text = 'm:\n- k: 1\n  b: 2\n'
    const document = parseDocument(text)
    const list = child(document.root, 'm')
    const item = list?.kind === 'seq' ? list.items[0]?.value : undefined
    const edit = item && removeEntry({ document: () => document }, id, item.span, 'k')
    expect(edit && applyEdits(text, [edit])).toBe('m:\n- b: 2\n')
  })
})

describe('items', () => {
  test.each([
    ['m:\n- a: 1\n', 'm:\n- a: 1\n- b: 2\n  c: 3\n'],
    ['m:\n  - a: 1 # one\n    x: 2 # two\nn: 1\n', 'm:\n  - a: 1 # one\n    x: 2 # two\n  - b: 2\n    c: 3\nn: 1\n'],
    ['m:\r\n- a: 1\r\n', 'm:\r\n- a: 1\r\n- b: 2\r\n  c: 3\r\n'],
    ['m: [{a: 1}]', 'm: [{a: 1}, {b: 2, c: 3}]'],
    ['m: []', undefined],
  ])('added to %j', (text, result) => {
    expect(edited(text, (context, at) => addItem(context, id, at, { b: 2, c: 3 }))).toBe(result)
  })

  test.each([
    ['m:\n- a: 1\n- b: 2 # two\n', 0, 'm:\n- b: 2 # two\n'],
    ['m:\n- a: 1\n- b: 2 # two\n', 1, 'm:\n- a: 1\n'],
    ['m: [{a: 1}, {b: 2}]', 0, 'm: [{b: 2}]'],
    ['m: [{a: 1}, {b: 2}]', 1, 'm: [{a: 1}]'],
    ['m: [{a: 1}]', 0, undefined],
  ])('removed from %j', (text, index, result) => {
    const remove = (context: FixContext, at: Span, node: YamlNode): MaybeEdit => {
      const item = node.kind === 'seq' ? node.items[index]?.value : undefined
      return item && removeItem(context, id, at, item.span)
    }
    expect(edited(text, remove)).toBe(result)
  })
})
