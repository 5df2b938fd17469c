import { describe, expect, test } from 'vitest'
import { parseDocument } from '../../../server/src/core/yaml/parse.ts'

/** What stands at the place of the problem, to the end of its line, and why. */
function problemIn(text: string): readonly [string, string] | undefined {
  const { problem } = parseDocument(text)
  return problem && [text.slice(problem.at).split('\n')[0] ?? '', problem.reason]
}

describe('the first thing that no reader takes', () => {
  const indentation = 'this line is not indented like those that it stands with'
  const deeper = 'this line is indented too deep, or the one above lacks a ":"'
  test.each([
    ['a: 1\n b: 2\n', 'b: 2', deeper],
    ['a:\n  b: 1\n c: 2\n', 'c: 2', indentation],
    ['- a: 1\n b: 2\n', 'b: 2', indentation],
    ['a:\n  - b\n  c: 1\n', 'c: 1', indentation],
    ['metadata\n  name: web\n', 'name: web', deeper],
    ['a: b: c\n', 'b: c', 'a mapping begins on the line below its key; a text with ": " in it needs quotes'],
    ['a:\n\tb: 1\n', '\tb: 1', 'a tab cannot stand where indentation counts'],
    ['a: "b\nc: 1\n', '"b', 'this quote is never closed'],
    ['a: [1, 2\nb: 1\n', '[1, 2', 'this bracket is never closed'],
    ['a: {b: 1\n', '{b: 1', 'this brace is never closed'],
    ['a: @b\n', '@b', 'a value cannot begin with "@" without quotes'],
    ['a: *b\n', '*b', 'no anchor "b" stands above this alias'],
    ['a: "\\q"\n', '\\q"', 'YAML knows no such escape'],
    ['a: 1\n\u0007b: 2\n', '\u0007b: 2', 'this character may not stand in YAML'],
    ['a: 1\n<<<<<<< HEAD\nb: 2\n', '<<<<<<< HEAD', 'a key stands on one line, and ":" after it on the same'],
  ])('%j', (text, at, reason) => {
    expect(problemIn(text)).toEqual([at, reason])
  })

  test.each(['a: 1\n', '# x\n\t# goes on\na: 1\n', 'a: "b\nc"\n', 'a: {b: [1,\n2]}\n'])('none in %j', text => {
    expect(problemIn(text)).toBeUndefined()
  })
})
