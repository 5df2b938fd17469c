import { describe, expect, test } from 'vitest'
import { tokenOf } from '../../../server/src/core/base/token.ts'
import { printed, runTemplate, templateUri, valuesUri } from '../../support/template.ts'

describe('values are what Go makes of YAML', () => {
  test.each([
    ['{{ .Values.port }}', 'port: 8080', '8080'],
    ['{{ .Values.big }} {{ .Values.big | int }} {{ toYaml .Values.big }}', 'big: 1000000', '1e+06 1000000 1000000'],
    ['{{ .Values.on }}', 'on: y', ''],
    ['{{ .Values.a }}|{{ .Values.b }}', 'a: yes\nb: 0755', 'true|493'],
    ['{{ .Values }}', 'b: [1, x]\na: {c: null}', 'map[a:map[c:<nil>] b:[1 x]]'],
    [
      '{{ printf "%d %v %q" .Values.port .Values.port .Values.name }}',
      'port: 80\nname: a"b',
      '%!d(float64=80) 80 "a\\"b"',
    ],
    ['{{ .Values.missing }}', '', ''],
    ['{{ (.Values.a).b }}', '', ''],
    ['{{ range $k, $v := .Values }}{{ $k }}={{ $v }};{{ end }}', 'b: 1\na: 2', 'a=2;b=1;'],
    ['{{ range $i, $e := .Values.l }}{{ $i }}{{ $e }}{{ else }}none{{ end }}', 'l: []', 'none'],
    ['{{ range 3 }}{{ . }}{{ end }}', '', '012'],
    ['{{ with .Values.a }}{{ .b }}{{ else with .Values.c }}{{ . }}{{ end }}', 'c: 1', '1'],
    ['{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ end }}{{ $x }}', '', '2'],
    [
      '{{ range .Values.l }}{{ if eq . "b" }}{{ continue }}{{ end }}{{ if eq . "d" }}{{ break }}{{ end }}{{ . }}{{ end }}',
      'l: [a, b, c, d, e]',
      'ac',
    ],
    ['{{ define "t" }}<{{ . }}>{{ end }}{{ template "t" 1 }}{{ include "t" "x" | upper }}', '', '<1><X>'],
    ['{{ block "b" .Values.a }}{{ . }}{{ end }}', 'a: 1', '1'],
    ['a {{- 1 -}} b{{/* c */ -}} d', '', 'a1bd'],
    ['{{ tpl .Values.t . }}', 't: "{{ .Release.Name }}-x"', 'rel-x'],
    ["{{ 0x10 }} {{ 1e3 }} {{ 'a' }} {{ `r\"` }} {{ 1_000 }}", '', '16 1000 97 r" 1000'],
  ])('%s', (template, values, expected) => {
    expect(printed(template, values)).toBe(expected)
  })
})

describe('errors are in the words of Go, at the part that failed', () => {
  test.each([
    [
      '{{ .Values.a.b.c }}',
      'template: web/templates/a.yaml:1:10: executing "web/templates/a.yaml" at <.Values.a.b.c>: nil pointer evaluating interface {}.b',
    ],
    [
      '{{ if eq 80 .Values.port }}{{ end }}',
      'at <eq 80 .Values.port>: error calling eq: incompatible types for comparison',
    ],
    ['{{ "x" | indent .Values.port }}', 'at <.Values.port>: wrong type for value; expected int; got float64'],
    ['{{ .Values.port.x }}', "at <.Values.port.x>: can't evaluate field x in type interface {}"],
    ['{{ required "give it" .Values.none }}', 'at <required "give it" .Values.none>: error calling required: give it'],
    ['{{ include "none" . }}', 'error calling include: template: no template "none" associated with template "gotpl"'],
    [
      '{{ define "t" }}{{ fail "no" }}{{ end }}{{ include "t" . }}',
      'at <include "t" .>: error calling include: template: web/templates/a.yaml:1:19: executing "t" at <fail "no">: error calling fail: no',
    ],
    ['{{ index .Values.l 3 }}', 'error calling index: index out of range: 3'],
    ['{{ trunc "x" }}', 'at <trunc>: wrong number of args for trunc: want 2 got 1'],
  ])('%s', (template, expected) => {
    expect(runTemplate(template, 'port: 80\nl: [1]').problems[0]?.trace).toContain(expected)
  })
})

test('each character knows where it was written', () => {
  const template = 'port: {{ .Values.port | quote }}'
  const { text, origins } = runTemplate(template, 'port: 8080')
  expect(text).toBe('port: "8080"')
  expect(origins.up({ start: 7, end: 11 })).toMatchObject({
    at: { uri: valuesUri, span: { start: 6, end: 10 } },
    exact: true,
    action: { uri: templateUri, span: { start: 6, end: template.length } },
  })
  expect(origins.up({ start: 0, end: 5 }).at).toEqual({ uri: templateUri, span: { start: 0, end: 5 } })
})

test('what an include prints keeps its place, and the way there', () => {
  const template = '{{ define "p" }}name: {{ .Values.name }}{{ end }}{{ include "p" . | nindent 2 }}'
  const { text, origins } = runTemplate(template, 'name: web')
  expect(text).toBe('\n  name: web')
  const name = origins.up({ start: 9, end: 12 })
  expect(name.at).toEqual({ uri: valuesUri, span: { start: 6, end: 9 } })
  expect(name.call?.at.span.start).toBe(template.indexOf('{{ include'))
})

describe('what cannot be known is unknown, and never wrong', () => {
  test('a template that is not there is a token in the text', () => {
    const { text, unknowns, problems } = runTemplate('a: {{ include "none" . }}', '', 'judged')
    expect(text).toBe(`a: ${tokenOf(0)}`)
    expect(unknowns).toMatchObject([{ why: 'template-missing', name: 'none' }])
    expect(problems).toEqual([])
  })

  test('both branches of an unknown condition are written, each under its guard', () => {
    const { text, guards } = runTemplate('{{ if include "none" . }}x{{ else }}yy{{ end }}z', '', 'judged')
    expect(text).toBe('xyyz')
    expect(guards).toEqual([
      { condition: 0, branch: 'then', span: { start: 0, end: 1 } },
      { condition: 0, branch: 'else', span: { start: 1, end: 3 } },
    ])
  })

  test.each([
    ['{{ randAlphaNum 8 | b64enc }}', 'random'],
    ['{{ lookup "v1" "Secret" "a" "b" }}', 'cluster'],
    ['{{ $x := 1 }}{{ if lookup "v1" "Pod" "a" "b" }}{{ $x = 2 }}{{ end }}{{ $x }}', 'condition'],
  ])('%s', (template, why) => {
    const { text, unknowns } = runTemplate(template, '', 'judged')
    expect(text).toBe(tokenOf(0))
    expect(unknowns[0]?.why).toBe(why)
  })

  test('a problem makes its action unknown, and the rest is written', () => {
    const { text, problems } = runTemplate('{{ .Values.a.b }}-{{ .Values.c }}', 'c: 1', 'judged')
    expect(text).toBe(`${tokenOf(0)}-1`)
    expect(problems).toMatchObject([{ kind: 'error', guarded: false }])
  })
})

test('what was read is told: values by their path, templates also when they are missing', () => {
  const { reads } = runTemplate(
    '{{ .Values.a.b }}{{ toYaml .Values.c }}{{ .Release.Name }}{{ include "x" . }}',
    'a: {b: 1}\nc: {d: 2}',
    'judged',
  )
  expect([...reads.values].sort()).toEqual(['a', 'a.b', 'c'])
  expect([...reads.wholes]).toEqual(['c'])
  expect([...reads.templates]).toEqual(['x'])
  expect([...reads.objects]).toEqual(['Release.Name'])
})

test('a change of shared values is told', () => {
  expect(runTemplate('{{ $_ := set .Values "a" 1 }}').writes).toBe(true)
  expect(runTemplate('{{ $_ := set (dict) "a" 1 }}').writes).toBe(false)
})

test('nothing runs for ever', () => {
  const loop = runTemplate('{{ range until 1000 }}{{ range until 1000 }}x{{ end }}{{ end }}', '', 'exact', {
    steps: 1000,
  })
  expect(loop.problems).toMatchObject([{ kind: 'limit' }])
  const endless = runTemplate('{{ define "t" }}{{ include "t" . }}{{ end }}{{ include "t" . }}')
  expect(endless.problems).toHaveLength(1)
})
