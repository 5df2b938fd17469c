import { describe, expect, test } from 'vitest'
import { inView, uriOf } from '../../support/view.ts'

const chart = 'apiVersion: v2\nname: shop\nversion: 1.0.0\n'
const helpers = '{{- define "shop.labels" -}}\napp: {{ .Chart.Name }}\n{{- end }}\n'
const service = `apiVersion: v1
kind: Service
metadata:
  name: {{ .Release.Name }}-web
spec:
  selector:
    {{- include "shop.labels" . | nindent 4 }}
  ports:
    - name: http
      port: {{ .Values.service.port }}
      targetPort: {{ .Values.service.target }}
`
const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}-web
spec:
  selector:
    matchLabels:
      {{- include "shop.labels" . | nindent 6 }}
  template:
    metadata:
      labels:
        {{- include "shop.labels" . | nindent 8 }}
    spec:
      containers:
        - name: web
          image: example/web
          ports:
            - name: http
              containerPort: 8080
            {{- if .Values.metrics }}
            - name: metrics
              containerPort: 9090
            {{- end }}
`

function chartWith(values: string, more: Readonly<Record<string, string>> = {}) {
  const view = inView({
    'shop/Chart.yaml': chart,
    'shop/values.yaml': values,
    'shop/templates/_helpers.tpl': helpers,
    'shop/templates/service.yaml': service,
    'shop/templates/deployment.yaml': deployment,
    ...more,
  })
  const written = ({ uri, span }: { uri: string; span: { start: number; end: number } }) =>
    `${uri.slice(uriOf('').length)}: ${view.workspace.textOf(uriOf(uri.slice(uriOf('').length)))?.slice(span.start, span.end)}`
  const findings = () => view.workspace.files().flatMap(uri => view.workspace.findings(uri))
  return { ...view, written, findings }
}

describe('a chart is judged as what it is rendered to', () => {
  test('at the expression, with the value beside it, and mended in the values', () => {
    const { findings, written, workspace } = chartWith('service: {port: 80, target: htpp}\n')
    const [finding, other] = findings()
    expect(other).toBeUndefined()
    expect(finding?.rule).toBe('target-port-name-missing')
    expect(finding && written(finding.at)).toBe('shop/templates/service.yaml: {{ .Values.service.target }}')
    const values = finding?.related.find(({ message }) => message === 'The value is written here')
    expect(values && written(values.at)).toBe('shop/values.yaml: htpp')
    const edits = finding ? workspace.fixesOf(finding).flatMap(fix => fix.edits) : []
    expect(edits.map(edit => `${written(edit)} -> ${edit.newText}`)).toEqual(['shop/values.yaml: htpp -> http'])
  })

  test('and is quiet when the values are right', () => {
    expect(chartWith('service: {port: 80, target: http}\n').findings()).toEqual([])
  })

  test('what a condition leaves out with these values is possible at most', () => {
    const values = 'service: {port: 80, target: metrics}\nmetrics: false\n'
    expect(
      chartWith(values)
        .findings()
        .map(({ severity }) => severity),
    ).toEqual(['information'])
    expect(chartWith(values.replace('false', 'true')).findings()).toEqual([])
  })

  test('with each file of values in ci/, and says where it holds', () => {
    const ci = { 'shop/ci/broken-values.yaml': 'service: {target: htpp}\n' }
    const [finding] = chartWith('service: {port: 80, target: http}\n', ci).findings()
    expect(finding?.message).toMatch(/In ci\/broken-values\.yaml; not in values\.yaml\.$/)
  })

  test('a value that is printed in two places is not changed for one of them', () => {
    const more = { 'shop/templates/more.yaml': '# {{ .Values.service.target }}\n' + service.replace('-web', '-more') }
    const { findings, workspace } = chartWith('service: {port: 80, target: htpp}\n', more)
    const edits = findings().flatMap(finding => workspace.fixesOf(finding).flatMap(fix => fix.edits))
    expect(edits.map(({ uri }) => uri)).not.toContain(uriOf('shop/values.yaml'))
    expect(findings()).toHaveLength(2)
  })

  test('nothing is said of what a missing dependency may bring', () => {
    const wants = `${chart}dependencies: [{name: common, version: 1.x.x, repository: "https://example.com"}]\n`
    const included = service.replace('shop.labels', 'common.labels')
    const { findings } = chartWith('service: {port: 80, target: htpp}\n', {
      'shop/Chart.yaml': wants,
      'shop/templates/service.yaml': included,
    })
    expect(findings()).toEqual([])
  })
})
