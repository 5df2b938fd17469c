import { expect, test } from 'vitest'
import { mentions, parseIgnoreFile } from '../../../server/src/core/config/ignore.ts'

/** Patterns, the path that is asked about (a folder ends with `/`), the answer. */
const cases: readonly (readonly [string, string, 'ignored' | 'kept' | undefined])[] = [
  ['build', 'build/', 'ignored'],
  ['build', 'deep/down/build', 'ignored'],
  ['build', 'builder', undefined],
  ['build/', 'build', undefined],
  ['build/', 'build/', 'ignored'],
  ['/build', 'build', 'ignored'],
  ['/build', 'deep/build', undefined],
  ['out/web.yaml', 'out/web.yaml', 'ignored'],
  ['out/web.yaml', 'deep/out/web.yaml', undefined],
  ['*.yaml', 'a/b.yaml', 'ignored'],
  ['out/*.yaml', 'out/a/b.yaml', undefined],
  ['**/out', 'a/b/out', 'ignored'],
  ['**/out', 'out', 'ignored'],
  ['out/**', 'out/a/b', 'ignored'],
  ['out/**', 'out', undefined],
  ['a/**/b', 'a/b', 'ignored'],
  ['a/**/b', 'a/x/y/b', 'ignored'],
  ['a?c', 'abc', 'ignored'],
  ['a?c', 'a/c', undefined],
  ['[ab].yaml', 'b.yaml', 'ignored'],
  ['[!ab].yaml', 'b.yaml', undefined],
  ['[a', '[a', undefined],
  ['[[:alpha:]]x.yaml', 'ax.yaml', 'ignored'],
  ['[[:alpha:]]x.yaml', '1x.yaml', undefined],
  ['[[:digit:]a].yaml', '5.yaml', 'ignored'],
  ['[]a].yaml', '].yaml', 'ignored'],
  ['a**b', 'a/b', undefined],
  ['A.yaml', 'a.yaml', undefined],
  ['x', '...', undefined],
  ['{a,b}', 'a', undefined],
  ['[z-a]', 'b', undefined],
  ['a+b(c).yaml', 'a+b(c).yaml', 'ignored'],
  ['\\#a', '#a', 'ignored'],
  ['\\!a', '!a', 'ignored'],
  ['# a comment', '# a comment', undefined],
  ['', 'a', undefined],
  ['a   ', 'a', 'ignored'],
  ['a\\ ', 'a ', 'ignored'],
  ['*.yaml\n!keep.yaml', 'keep.yaml', 'kept'],
  ['*.yaml\n!keep.yaml\nkeep.yaml', 'keep.yaml', 'ignored'],
  ['a\r\nb\r\n', 'b', 'ignored'],
]

test.each(cases)('%j and %s: %s', (patterns, path, answer) => {
  const isFolder = path.endsWith('/')
  expect(parseIgnoreFile(patterns)(isFolder ? path.slice(0, -1) : path, isFolder)).toBe(answer)
})

test('patterns mention a file, and everything in a folder that they name', () => {
  const isMentioned = mentions(['dev/**', 'old/', '!old/kept.yaml', '!dev/kept.yaml'])
  expect(
    ['dev/web/a.yaml', 'old/a.yaml', 'deep/old/a.yaml', 'old/kept.yaml'].filter(path => !isMentioned(path)),
  ).toEqual([])
  expect(['dev/kept.yaml', 'a.yaml', 'dev'].filter(isMentioned)).toEqual([])
})
