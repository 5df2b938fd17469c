import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasToken } from '../../../server/src/core/base/token.ts'
import { loadChart } from '../../../server/src/core/helm/chart/load.ts'
import { type KnownChart, locateChart } from '../../../server/src/core/helm/chart/locate.ts'
import { ChartRefusal } from '../../../server/src/core/helm/refusal.ts'
import { chartYaml, type Files, rendered, uriOf } from '../../support/charts.ts'

const judged = (files: Files, options: Parameters<typeof rendered>[2] = {}) =>
  rendered(files, {}, { mode: 'judged', ...options })
const textOf = (...given: Parameters<typeof judged>) =>
  judged(...given)
    .templates.map(({ text }) => text)
    .join('\n')
const needs = (more: string) => `${chartYaml}dependencies:\n- {name: common, version: ^2.0.0, ${more}}\n`

describe('a dependency that is not in view', () => {
  const files = {
    'web/Chart.yaml': needs('repository: https://example.com'),
    'web/values.yaml': 'port: 80\ncommon: {own: 1}\n',
    'web/templates/a.yaml':
      'kind: Service\nmetadata:\n  name: {{ include "common.fullname" . }}\nspec: {port: {{ .Values.port }}}\n',
  }

  it('is told, and makes what it defines unknown', () => {
    const { missing, documents, problems, templates } = judged(files)
    expect(missing.map(({ dependency, from }) => [dependency.name.text, from])).toEqual([
      ['common', uriOf('web/Chart.yaml')],
    ])
    expect(problems).toEqual([])
    expect(documents.map(({ kind }) => kind)).toEqual(['Service'])
    expect(templates[0]?.text).toMatch(/name: \p{Private_Use}+\nspec: \{port: 80\}/u)
    expect(templates[0]?.unknowns).toMatchObject([{ why: 'template-missing', name: 'common.fullname' }])
  })

  it('leaves its defaults unknown, and what is given known', () => {
    const text = textOf({ ...files, 'web/templates/a.yaml': '{{ .Values.common.own }} {{ .Values.common.other }}' })
    expect(text).toMatch(/^1 \p{Private_Use}+$/u)
  })

  it('is not missed where a condition switches it off', () => {
    const off = {
      ...files,
      'web/Chart.yaml': needs('condition: common.enabled'),
      'web/values.yaml': 'common: {enabled: false}',
    }
    expect(judged(off).missing).toEqual([])
  })

  it('is found where the host knows of one', () => {
    const near = {
      ...files,
      'libs/common/Chart.yaml': 'name: common\nversion: 2.1.0\ntype: library\n',
      'libs/common/templates/_x.tpl': '{{ define "common.fullname" }}web{{ end }}',
    }
    const { missing, templates } = judged(near, { locate: () => uriOf('libs/common') })
    expect(missing).toEqual([])
    expect(templates[0]?.text).toContain('name: web\n')
  })

  it('is not looked for in itself', () => {
    const { missing } = judged(files, { locate: () => uriOf('web') })
    expect(missing).toHaveLength(1)
  })
})

describe('where a dependency lies', () => {
  const known = (path: string, version: string): KnownChart => ({ uri: uriOf(path), name: 'common', version })
  const dependency = (more: string) => {
    const [found] = rendered({ 'web/Chart.yaml': needs(more) }, {}, { mode: 'judged' }).chart.metadata.dependencies
    if (!found) throw new Error('no dependency')
    return found
  }

  it.each([
    ['repository: "file://../common"', 'common'],
    ['repository: "file:../nowhere"', undefined],
    ['repository: https://example.com', 'libs/common'],
  ])('%s is at %s', (more, path) => {
    const charts = [known('common', '2.0.0'), known('libs/common', '2.3.0'), known('old/common', '1.0.0')]
    expect(locateChart(charts, dependency(more), uriOf('web/Chart.yaml'))).toBe(path && uriOf(path))
  })
})

describe('what is being typed', () => {
  it('in values.yaml makes values unknown while it is no YAML', () => {
    const { problems, templates } = judged({
      'web/values.yaml': 'port: [80\n',
      'web/templates/a.yaml': 'port: {{ .Values.port }}',
    })
    expect(problems.map(({ kind }) => kind)).toEqual(['values'])
    expect(hasToken(templates[0]?.text ?? '')).toBe(true)
  })

  it('in a template spoils its own action only', () => {
    const { problems, templates } = judged({ 'web/templates/a.yaml': 'a: {{ .Values. }}\nb: {{ add 1 2 }}\n' })
    expect(problems.map(({ kind }) => kind)).toEqual(['parse'])
    expect(templates[0]?.text).toMatch(/^a: \p{Private_Use}+\nb: 3\n$/u)
  })

  it('and fails spoils its own action only, and is told with its place', () => {
    const { problems, documents } = judged({
      'web/templates/a.yaml': 'kind: A\na: {{ .Values.x.y }}\n',
      'web/templates/b.yaml': 'kind: B',
    })
    expect(problems).toMatchObject([
      { kind: 'execution', name: 'web/templates/a.yaml', problem: { at: { span: { start: 21 } }, guarded: false } },
    ])
    expect(documents.map(({ kind }) => kind)).toEqual(['A', 'B'])
  })

  it('never breaks anything', () => {
    const files: Record<string, string> = {
      'web/Chart.yaml': needs('condition: common.enabled'),
      'web/values.yaml': 'port: 80\nglobal: {a: 1}\ntags: {x: true}\ncommon: {enabled: true}\n',
      'web/values.schema.json': '{"type": "object", "properties": {"port": {"type": "integer"}}}',
      'web/.helmignore': '*.md\n!x\n',
      'web/templates/a.yaml': '{{- range $k, $v := .Values }}\n{{ $k }}: {{ $v | toYaml | nindent 2 }}\n{{- end }}\n',
      'web/templates/_b.tpl': '{{ define "b" }}{{ if .Values.port }}{{ .Values.port | quote }}{{ end }}{{ end }}',
      'web/charts/db/Chart.yaml': 'name: db\nversion: 1.0.0\n',
      'web/charts/db/values.yaml': 'a: {b: null}\n',
    }
    const names = Object.keys(files)
    const pieces = [
      '{{',
      '}}',
      ':',
      '\n',
      '- ',
      '"',
      '[',
      '~',
      '!',
      '**',
      ' ',
      '{{ end }}',
      '.',
      '\t',
      '\u0000',
      '---\n',
      '%',
    ]
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...names), fc.nat(200), fc.constantFrom('', ...pieces), fc.nat(5)), {
          maxLength: 6,
        }),
        edits => {
          const edited = { ...files }
          for (const [name, at, piece, cut] of edits) {
            const text = edited[name] ?? ''
            edited[name] = text.slice(0, at) + piece + text.slice(at + cut)
          }
          try {
            judged(edited)
          } catch (error) {
            expect(error).toBeInstanceOf(ChartRefusal)
          }
        },
      ),
      { numRuns: 500 },
    )
  })
})

it('a chart without Chart.yaml is refused', () => {
  const nothing = { read: () => undefined, list: () => [] }
  expect(() =>
    loadChart(nothing, uriOf('web'), {
      facts: { mergesValueDocuments: true, refusesValuesBehindMarker: true },
      mode: 'judged',
    }),
  ).toThrow('Chart.yaml file is missing')
})
