import { describe, expect, test } from 'vitest'
import { entryOf } from '../../../server/src/core/yaml/node.ts'
import { parseDocument } from '../../../server/src/core/yaml/parse.ts'
import { outline, read, statusOf } from './support.ts'

describe('collections', () => {
  test('block style', () => {
    expect(read('spec:\n  ports:\n  - name: http\n    port: 80\n  - port: 443\n')).toEqual({
      spec: { ports: [{ name: 'http', port: 80 }, { port: 443 }] },
    })
  })

  test('flow style', () => {
    expect(read('spec: {ports: [{name: http, port: 80}, {port: 443}], selector: {}}')).toEqual({
      spec: { ports: [{ name: 'http', port: 80 }, { port: 443 }], selector: {} },
    })
  })

  test('JSON', () => {
    const value = { kind: 'Service', spec: { ports: [{ port: 80, name: 'a"b' }], selector: { app: 'web' }, empty: [] } }
    expect(read(JSON.stringify(value, undefined, 2))).toEqual(value)
    expect(read(JSON.stringify(value))).toEqual(value)
  })

  test('JSON indented with tabs', () => {
    expect(read('{\n\t"ports": [\n\t\t{ "port": 80 }\n\t]\n}\n')).toEqual({ ports: [{ port: 80 }] })
  })

  test('a sequence in a sequence, a pair in a sequence, a key with a question mark', () => {
    expect(read('- - a\n  - b\n- [c: d]\n- ? e\n  : f\n')).toEqual([['a', 'b'], [{ c: 'd' }], { e: 'f' }])
  })

  test('the last of two equal keys wins, and both are there', () => {
    const { root, status } = parseDocument('port: 80\nport: 81\n')
    expect(status).toBe('ok')
    expect(entryOf(root, 'port')?.value).toMatchObject({ value: 81 })
    expect(root).toMatchObject({ entries: [{ value: { value: 80 } }, { value: { value: 81 } }] })
  })

  test.each([
    ['text on the marker line', '--- a\n', 'a'],
    ['a map on the marker line', '--- {a: 1}\n', { a: 1 }],
    ['a block scalar on the marker line', '--- |\n  a\n', 'a\n'],
    ['a block scalar that the end of the text cuts off', '--- |\n  a\n  b', 'a\nb'],
    ['a folded one', '--- >\n  a\n  b', 'a b'],
    ['a comment on the marker line', '--- # c\na: 1\n', { a: 1 }],
    ['an end marker', 'a: 1\n...\n', { a: 1 }],
    ['a directive', '%YAML 1.1\n---\na: 1\n', { a: 1 }],
    ['a byte order mark', '\uFEFFa: 1\n', { a: 1 }],
    ['CRLF', 'a: 1\r\nb:\r\n- c\r\n', { a: 1, b: ['c'] }],
    ['nothing', '', undefined],
    ['comments alone', '# a\n', undefined],
    ['a marker alone', '---\n', undefined],
  ])('%s', (_, text, value) => {
    expect(read(text)).toEqual(value)
    expect(statusOf(text)).toBe('ok')
  })
})

describe('spans', () => {
  test('of block collections reach from the first key or dash to the end of the last value', () => {
    expect(outline('a:\n- b: 1\n  c:\n\n# end\n')).toEqual([
      'map a:\n- b: 1\n  c:',
      'entry a:\n- b: 1\n  c:',
      'key a',
      'seq - b: 1\n  c:',
      'item - b: 1\n  c:',
      'map b: 1\n  c:',
      'entry b: 1',
      'key b',
      'scalar 1',
      'entry c:',
      'key c',
    ])
  })

  test('of flow collections hold their brackets', () => {
    expect(outline('a: { b: [1, ], "c": }')).toEqual([
      'map a: { b: [1, ], "c": }',
      'entry a: { b: [1, ], "c": }',
      'key a',
      'map { b: [1, ], "c": }',
      'entry b: [1, ]',
      'key b',
      'seq [1, ]',
      'item 1',
      'scalar 1',
      'entry "c":',
      'key "c"',
    ])
  })

  test('of items without a value are their dash', () => {
    expect(outline('- \n- a')).toEqual(['seq - \n- a', 'item -', 'item - a', 'scalar a'])
  })

  test('count from the start of the document, its marker included', () => {
    expect(parseDocument('---\na: 1').root?.span).toEqual({ start: 4, end: 8 })
  })

  test('count UTF-16 units', () => {
    expect(outline('"🚢": ⚓ # 🌊')).toEqual(['map "🚢": ⚓', 'entry "🚢": ⚓', 'key "🚢"', 'scalar ⚓'])
  })
})

test('comments are found wherever they stand, in the order of the text', () => {
  const text = `# 1
--- # 2
a: # 3
  # 4
  - b # 5
  # 6
  - c: | # 7
      # no comment
    d: 'x' # 8
# 9
e: [ # 10
  f, # 11
  # 12
]
g: x#no
... # 13
# 14`
  const { comments, status } = parseDocument(text)
  expect(comments.map(comment => comment.text)).toEqual(Array.from({ length: 14 }, (_, i) => `# ${i + 1}`))
  expect(comments.map(({ span }) => text.slice(span.start, span.end))).toEqual(comments.map(comment => comment.text))
  expect(status).toBe('ok')
})

describe('what kubectl reads is ok', () => {
  test.each([
    ['quoted text that goes on at the start of the line', 'a:\n  b: "x\ny"\n  c: 1\n', { a: { b: 'x y', c: 1 } }],
    [
      'quoted text in brackets that goes on further left',
      "a:\n- args: ['x\n  y', z]\n  b: 1\n",
      { a: [{ args: ['x y', 'z'], b: 1 }] },
    ],
    ['quoted text whose quote stands alone', 'a:\n  b: "\n  x\n"\nc: 1\n', { a: { b: ' x ' }, c: 1 }],
    ['single quotes doubled over lines', "a:\n  - 'x''\ny'\n", { a: ["x' y"] }],
    ['escaped line breaks', 'a:\n  b: "x\\\ny"\n', { a: { b: 'xy' } }],
    ['brackets that close further left', 'a:\n  b: [\n 1, # one\n 2\n]\nc: 1\n', { a: { b: [1, 2] }, c: 1 }],
    [
      'braces that go on at the start of the line',
      'a:\n  b: {\nc: "}",\nd: 2\n}\ne: 3\n',
      { a: { b: { c: '}', d: 2 } }, e: 3 },
    ],
    [
      'several of them',
      'a:\n  b: "x\ny"\n  c: ["x\ny"]\n  d: [v,\nw]\n',
      { a: { b: 'x y', c: ['x y'], d: ['v', 'w'] } },
    ],
    ['a sequence as deep as its key', 'a:\n- b\nc: 1\n', { a: ['b'], c: 1 }],
    ['a comment right after quotes', 'a: "x"#c\n', { a: 'x' }],
    ['tabs between things', 'a:\tb\t# c\nd: {\te:\tf }\n', { a: 'b', d: { e: 'f' } }],
    ['blank lines with blanks', 'a: "x"\n  \t\n   \nb: 1\n', { a: 'x', b: 1 }],
    ['a quote and a hash inside plain text', "a: it's #1\nb: x#y 'z'\n", { a: "it's", b: "x#y 'z'" }],
    ['a key of more than one word', 'a b: c\n', { 'a b': 'c' }],
  ])('%s', (_, text, value) => {
    expect(read(text)).toEqual(value)
    expect(statusOf(text)).toBe('ok')
  })

  test('comments in brackets that go on further left are found', () => {
    const text = 'a:\n  b: [\n 1, # one\n"#", # two\n]\n'
    expect(parseDocument(text).comments).toEqual([
      { span: { start: 14, end: 19 }, text: '# one' },
      { span: { start: 25, end: 30 }, text: '# two' },
    ])
  })
})

describe('what no reader of Kubernetes takes is broken', () => {
  test.each([
    ['a tab as indentation', 'a:\n\tb: 1\n'],
    ['a tab on a line of its own', 'a: "x"\n\t\nb: 1\n'],
    ['a tab where a block scalar begins', 'a: |\n  \tx\n'],
    ['keys in different columns', 'a: 1\n  b: 2\n'],
    ['a key further left', '  a: 1\n b: 2\n'],
    ['a map on the line of a key', 'a: b: c\n'],
    ['text after quotes', 'a: "b" c\n'],
    ['a key without a colon', 'a: 1\nb\n'],
    ['a colon without a key', 'a: 1\n: 2\n'],
    ['a bracket that never closes', 'a: [b, c\n'],
    ['the wrong bracket', 'a: [b, c}\n'],
    ['a bracket too many', 'a: b]\nc: [d]]\n'],
    ['a comma too many', 'a: [b,, c]\n'],
    ['no comma', 'a: ["b" "c"]\n'],
    ['a quote that never closes', 'a: "b\nc: d\n'],
    ['an unknown escape', 'a: "\\q"\n'],
    ['an alias that points nowhere', 'a: *b\n'],
    ['an alias to what holds it', 'a: &b [*b]\n'],
    ['a merge of text', 'a:\n  <<: b\n'],
    ['a reserved character', 'a: @b\n'],
    ['a percent sign', 'a: %b\n'],
    ['text around a template expression', 'a: {{ b }}-c\n'],
    ['a line of template', '{{- if .x }}\na: 1\n{{- end }}\n'],
    ['a map as a key', '{a: 1}: b\n'],
    ['a map on the marker line', '--- a: 1\n'],
    ['a directive without a marker', '%YAML 1.1\na: 1\n'],
    ['a control character', 'a: "b\u0007"\n'],
    ['two documents in one', 'a: 1\n---\nb: 1\n'],
  ])('%s', (_, text) => {
    expect(statusOf(text)).toBe('broken')
  })
})
