import fc from 'fast-check'
import { expect, test } from 'vitest'
import { runTemplate, templateUri, valuesUri } from '../support/template.ts'

const values = `port: 8080
name: web
on: true
list: [a, b, "c d"]
map:
  key: value
  text: |
    first
    second
nested: {a: {b: [1, 2]}}
template: "{{ .Values.name }}-x"
`

const templates = [
  'port: {{ .Values.port | quote }}\n{{- range $i, $e := .Values.list }}\n- {{ $i }}: {{ $e | upper }}{{ end }}\n',
  '{{ define "n" }}{{ .Values.name | trunc 63 | trimSuffix "-" }}{{ end }}name: {{ include "n" . }}\n{{ toYaml .Values.map | nindent 2 }}',
  '{{ with .Values.map }}{{ .text | indent 4 }}{{ else }}none{{ end }}{{ tpl .Values.template . }}',
  '{{ $x := dict "a" .Values.nested "b" (list 1 2) }}{{ toYaml $x }}{{ if and .Values.on (eq .Values.name "web") }}{{ printf "%s:%v" .Values.name .Values.port }}{{ end }}',
  '{{ if lookup "v1" "Secret" "a" "b" }}{{ .Values.name }}{{ else }}{{ include "none" . | nindent 2 }}{{ end }}{{ randAlphaNum 5 | b64enc | quote }}',
  '{{ replace "e" "--" .Values.name }}{{ join "," .Values.list }}{{ regexReplaceAll "b" .Values.name "$0$0" }}{{ (fromYaml (toYaml .Values)).map.key }}',
]

test.each(['exact', 'judged'] as const)('pieces cover the text, and what is copied is what stands there (%s)', mode => {
  fc.assert(
    fc.property(broken(), text => {
      const { text: made, origins } = runTemplate(text, values, mode, { steps: 20_000, output: 100_000 })
      expect(origins.length).toBe(made.length)
      let start = 0
      for (const { end, from, copied } of origins.pieces) {
        expect(end).toBeGreaterThan(start)
        const source = from.uri === templateUri ? text : from.uri === valuesUri ? values : undefined
        if (copied) expect(source?.slice(from.span.start, from.span.end)).toBe(made.slice(start, end))
        start = end
      }
    }),
    { numRuns: 400 },
  )
})

test('no text keeps the parser from reading, and problems lie within it', () => {
  fc.assert(
    fc.property(broken(), text => {
      for (const { at } of runTemplate(text, values, 'judged', { steps: 1000 }).parseProblems) {
        expect(at.span.start).toBeGreaterThanOrEqual(0)
        expect(at.span.end).toBeLessThanOrEqual(text.length)
      }
    }),
    { numRuns: 400 },
  )
})

/** What somebody who types, or a slip of the hand, makes of a template. */
const scraps = [
  '',
  '{{',
  '}}',
  '{{-',
  '-}}',
  ' | ',
  '(',
  ')',
  '"',
  '`',
  "'",
  '.',
  '$',
  ':=',
  '{{ end }}',
  '{{ else }}',
  '{{ if . }}',
  '/*',
  '*/',
  '\n',
  '\u00e9',
  '\ud83d\ude00',
  '{{ break }}',
  '{{ nope }}',
  'nil',
  '0x',
]

function broken(): fc.Arbitrary<string> {
  const cut = fc.tuple(fc.nat(), fc.nat({ max: 8 }), fc.constantFrom(...scraps))
  return fc.tuple(fc.constantFrom(...templates), fc.array(cut, { maxLength: 3 })).map(([template, cuts]) => {
    let text = template
    for (const [at, length, scrap] of cuts) {
      const from = at % (text.length + 1)
      text = text.slice(0, from) + scrap + text.slice(from + length)
    }
    return text
  })
}
