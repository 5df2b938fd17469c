import { describe, expect, test } from 'vitest'
import { tokenOf } from '../../../server/src/core/base/token.ts'
import { child } from '../../../server/src/core/yaml/node.ts'
import { parseDocument } from '../../../server/src/core/yaml/parse.ts'

const token = tokenOf(7)

describe('a token of a rendered document is read as something unknown, never as an error', () => {
  test.each([
    ['as a value', `port: ${token}`],
    ['within a value', `name: "a-${token}"`],
    ['below a key', `labels:\n  ${token}\nname: a`],
    ['among entries', `a: 1\n${token}\nb: 2`],
    ['as the last entry', `meta:\n  a: 1\n  ${token}\nb: 2`],
    ['among the entries of an item', `- a: 1\n  ${token}\n- b: 2`],
    ['among items', `ports:\n  - a: 1\n  ${token}\n  - b: 2`],
    ['before items', `ports:\n${token}\n- b: 2`],
    ['several at once', `a: 1\n${token}${tokenOf(8)}\n`],
    ['as a document', token],
    ['after a marker', `---\n${token}\na: 1`],
    ['in a block scalar', `a: |\n  x: 1\n  ${token}\n  y: 2`],
  ])('%s', (_, text) => {
    const document = parseDocument(text)
    expect(document.status).toBe('ok')
    expect(document.text).toBe(text)
  })

  test('a map with a token among its entries has an entry with an unknown key', () => {
    const root = parseDocument(`a: 1\n${token}\nb: 2`).root
    expect(root?.kind === 'map' && root.entries.map(({ key }) => key.placeholder)).toEqual([false, true, false])
    expect(child(root, 'b')).toMatchObject({ value: 2 })
  })

  test('a list with a token among its items has an unknown item', () => {
    const root = parseDocument(`- a\n${token}\n- b`).root
    expect(
      root?.kind === 'seq' && root.items.map(({ value }) => value?.kind === 'scalar' && value.placeholder),
    ).toEqual([false, true, false])
  })

  test('a value with a token in it is a placeholder', () => {
    expect(child(parseDocument(`a: x-${token}`).root, 'a')).toMatchObject({ placeholder: true })
  })
})
