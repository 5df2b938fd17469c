import { describe, expect, test } from 'vitest'
import { joinPath } from '../../../server/src/core/template/reads.ts'
import { runTemplate } from '../../support/template.ts'

describe('what cannot be read is told in the words of Go, and the rest is read', () => {
  test.each([
    ['a: {{ .Values.a', 'unclosed action'],
    ['{{ "x }}', 'unterminated quoted string'],
    ['{{ if }}x{{ end }}', 'missing value for if'],
    ['{{ if true }}x', 'unexpected EOF'],
    ['{{ end }}', 'unexpected {{end}}'],
    ['{{ nope 1 }}', 'function "nope" not defined'],
    ['{{ $x }}', 'undefined variable "$x"'],
    ['{{ (1 }}', 'unclosed left paren'],
    ['{{ 1 | 2 }}', 'non executable command in pipeline stage 2'],
    ['{{ .a } }}', 'unexpected "}" in operand'],
    ['{{ 3x }}', 'bad number syntax: "3x"'],
    ['{{ break }}', '{{break}} outside {{range}}'],
    ['{{/* c }}', 'unclosed comment'],
    ['{{ if 1 }}{{ else }}{{ else }}{{ end }}', 'expected end; found {{else}}'],
    ['{{ $a, $b := 1 }}', 'too many declarations in command'],
  ])('%s', (text, message) => {
    expect(runTemplate(text, '', 'judged').parseProblems.map(problem => problem.message)).toContain(message)
  })

  test('a half-typed action spoils its own line only', () => {
    const { text, parseProblems } = runTemplate('a: {{ .Values.\nb: {{ .Values.b }}\n', 'b: 2', 'judged')
    expect(parseProblems).toHaveLength(1)
    expect(text).toMatch(/^a: .+\nb: 2\n$/)
  })
})

test('steps of a path are joined so that they can be told apart', () => {
  expect(joinPath(['a.b', 'c'])).toBe('a\\.b.c')
})
