import { describe, expect, test } from 'vitest'
import { splitDocuments } from '../../../server/src/core/yaml/segments.ts'

describe('a stream is cut', () => {
  test.each([
    ['before a marker line', ['a: 1\n', '---\nb: 2\n']],
    ['not before the first marker', ['---\na: 1\n', '---\nb: 2\n']],
    ['not between leading comments and the marker they lead to', ['# licence\n\n---\na: 1\n']],
    ['so that a document of comments alone is one', ['---\n# nothing\n', '---\na: 1\n']],
    ['so that two markers in a row make an empty document', ['---\n', '---\na: 1\n']],
    ['at the last marker too', ['a: 1\n', '---\n']],
    ['at a marker without a line end', ['a: 1\n', '---']],
    ['before a marker with content', ['a: 1\n', '--- {b: 2}\n', '--- |\n text\n', '--- # comment\nc: 3\n']],
    ['before a marker and a tab', ['a: 1\n', '---\tb\n']],
    ['at markers with CRLF', ['a: 1\r\n', '---\r\nb: 2\r\n']],
    ['after an end marker', ['a: 1\n...\n', 'b: 2\n']],
    ['so that directives go with the document they are for', ['a: 1\n...\n', '%YAML 1.1\n---\nb: 2\n']],
    ['once where an end marker and a marker meet', ['a: 1\n...\n', '---\nb: 2\n']],
    ['so that what trails a last end marker stays with its document', ['a: 1\n...\n# the end\n...\n']],
    ['inside a block scalar, which a marker ends', ['a: |\n  x\n', '---\nb: 2\n']],
    ['inside quotes, which no marker may stand in', ['a: "x\n', '---\n y"\n']],
    ['after a byte order mark', ['\uFEFF---\na: 1\n', '---\nb: 2\n']],
  ])('%s', (_, segments) => {
    expect(splitDocuments(segments.join('')).map(segment => segment.text)).toEqual(segments)
  })

  test.each([
    ['indented dashes', 'a: |\n  ---\n  x\n'],
    ['four dashes', 'a: 1\n----\n'],
    ['a word that begins with dashes', 'a: 1\n---b\n'],
    ['four dots', 'a: 1\n....\n'],
    ['an end marker before any document', '...\na: 1\n'],
    ['nothing', ''],
    ['blank lines', '\n\n'],
  ])('not at %s', (_, text) => {
    expect(splitDocuments(text)).toEqual([{ start: 0, text }])
  })

  test('into segments that know where they start', () => {
    expect(splitDocuments('a: 1\n---\nb: 2\n').map(segment => segment.start)).toEqual([0, 5])
  })
})
