import { describe, expect, test } from 'vitest'
import { child } from '../../../server/src/core/yaml/node.ts'
import { parseDocument } from '../../../server/src/core/yaml/parse.ts'
import { read, statusOf } from './support.ts'

describe('a scalar holds a placeholder', () => {
  test.each([
    '"{{ .Values.port }}"',
    "'{{inputs.parameters.port}}'",
    'web-{{ x }}',
    '"{% if x %}80{% endif %}"',
    '${PORT}',
    'web-${ENV:-dev}',
    '--port=$(PORT)',
    '"$(HOST):$(PORT)"',
    '%NAMESPACE%',
    'web.%NAMESPACE%.svc',
    '"http://%%host%%:%%port%%"',
    '<PORT>',
    '<your-domain>',
    '"<your namespace>"',
    '<namespace>',
    'https://<ACCOUNT_NAME>.example.com',
    '/disks/<diskName>/x',
    '<AWS::AccountId>.example.com',
    '|\n  port=${PORT}',
  ])('%s', source => {
    expect(child(parseDocument(`a: ${source}`).root, 'a')).toMatchObject({ kind: 'scalar', placeholder: true })
  })

  test.each([
    '80',
    '$PORT',
    '"$$(PORT)"',
    '100%',
    '50% of 100%',
    '/x?y=%7B%22log%22%7D',
    'a < b and c > d',
    '"<b>bold</b>"',
    '"a<br>b"',
    '"{}"',
    '"{ x }"',
    '-> <shunt>',
    `See <SOME_WORD>, ${'and so on '.repeat(30)}`,
  ])('but %s holds none', source => {
    expect(child(parseDocument(`a: ${source}`).root, 'a')).toMatchObject({ kind: 'scalar', placeholder: false })
  })

  test('a key too', () => {
    expect(parseDocument('${NAME}: a').root).toMatchObject({ entries: [{ key: { placeholder: true } }] })
  })
})

describe('a template expression that YAML takes for braces is unknown', () => {
  test.each([
    '{{ .Values.port }}',
    '{{ .Values.port | default 80 }}',
    '{{ include "web.port" . | quote }}',
    '{{- toYaml .Values.ports | nindent 4 }}',
    '{{ "x" | quote }}',
    '{% raw %}',
  ])('%s', source => {
    const text = `a: ${source}\nb: 1`
    expect(child(parseDocument(text).root, 'a')).toEqual({
      kind: 'unknown',
      span: { start: 3, end: 3 + source.length },
      why: 'placeholder',
    })
    expect(read(text)).toEqual({ a: '?', b: 1 })
    expect(statusOf(text)).toBe('ok')
  })

  test('in sequences and as keys', () => {
    expect(read('- {{ a }}\n- [{{ b }}, 1]\n')).toEqual(['?', ['?', 1]])
    expect(parseDocument('{{ a }}: 1').root).toMatchObject({
      entries: [{ key: { value: '{{ a }}', placeholder: true } }],
    })
  })
})
