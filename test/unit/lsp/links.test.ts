import { expect, test } from 'vitest'
import { withLinksFrom } from '../../../client/src/common/links.ts'

const root = 'file:///w/my%20shop'

test.for([
  ['[api.yaml:3](file:///w/my%20shop/api.yaml#L3)', '[api.yaml:3](/api.yaml#L3)'],
  ['([a\\_b.yaml:3](file:///w/my%20shop/x/a_b.yaml#L3)), then', '([a\\_b.yaml:3](/x/a_b.yaml#L3)), then'],
  ['[blog.yaml:3](file:///w/blog/blog.yaml#L3)', '[blog.yaml:3](/../blog/blog.yaml#L3)'],
  ['[other.yaml:3](vscode-vfs://github/o/r/other.yaml#L3)', 'other.yaml:3'],
  ['[docs](https://example.com/)', '[docs](https://example.com/)'],
] as const)('%j becomes %j', ([link, expected]) => {
  expect(withLinksFrom(root, link)).toBe(expected)
})

test('in a window without a folder places are told in words alone', () => {
  expect(withLinksFrom(undefined, '[api.yaml:3](file:///w/api.yaml#L3)')).toBe('api.yaml:3')
})

test('of a remote window the authority is spelt like in the links', () => {
  const link = '[a.yaml:3](vscode-remote://wsl%2Bubuntu/w/a%40b.yaml#L3)'
  expect(withLinksFrom('vscode-remote://wsl%2Bubuntu/w', link)).toBe('[a.yaml:3](/a%40b.yaml#L3)')
  expect(withLinksFrom('vscode-remote://wsl%2Bdebian/w', link)).toBe('a.yaml:3')
})
