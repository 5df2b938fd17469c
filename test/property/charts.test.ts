import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Uri } from '../../server/src/core/base/place.ts'
import { Workspace } from '../../server/src/core/workspace/workspace.ts'

/** What each file of a chart may say, `undefined` for a file that is not there. */
const texts: Readonly<Record<string, readonly (string | undefined)[]>> = {
  'Chart.yaml': [
    'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
    'apiVersion: v2\nname: mall\nversion: 1.0.0\n',
    undefined,
  ],
  'values.yaml': ['port: 80\ntarget: http\n', 'port: 80\ntarget: htpp\nmetrics: true\n', 'port: [\n', undefined],
  'ci/other-values.yaml': ['target: metrics\n', undefined],
  'templates/_helpers.tpl': [
    '{{ define "labels" }}app: {{ .Chart.Name }}{{ end }}',
    '{{ define "labels" }}app: shop{{ end',
    undefined,
  ],
  'templates/service.yaml': [
    'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  selector:\n    {{ include "labels" . }}\n  ports: [{port: {{ .Values.port }}, targetPort: {{ .Values.target }}}]\n',
    'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: shop}, ports: [{port: 80, targetPort: {{ .Values.a.b }}}]}\n',
    undefined,
  ],
  'templates/pod.yaml': [
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels:\n    {{ include "labels" . }}\nspec:\n  containers:\n    - name: web\n      image: x\n      ports:\n        - {name: http, containerPort: 8080}\n{{ if .Values.metrics }}        - {name: metrics, containerPort: 9090}\n{{ end }}',
    undefined,
  ],
}

const edit = fc
  .constantFrom(...Object.keys(texts))
  .chain(name => fc.record({ name: fc.constant(name), text: fc.constantFrom(...(texts[name] ?? [])) }))

test('after any series of edits to a chart the state equals that of a fresh start', () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), edits => {
      const edited = new Workspace()
      const files = new Map<string, string>()
      for (const { name, text } of edits) {
        edited.apply([{ uri: uriOf(name), text }])
        if (text === undefined) files.delete(name)
        else files.set(name, text)
        shown(edited)
      }
      const fresh = new Workspace()
      fresh.apply([...files].map(([name, text]) => ({ uri: uriOf(name), text })))
      expect(shown(edited)).toEqual(shown(fresh))
    }),
    { numRuns: 150 },
  )
})

function shown(workspace: Workspace): readonly string[] {
  return workspace
    .files()
    .flatMap(uri => workspace.findings(uri))
    .map(
      ({ rule, severity, message, at }) => `${at.uri} ${at.span.start} ${at.span.end} ${severity} ${rule} ${message}`,
    )
}

function uriOf(name: string): Uri {
  return `file:///w/shop/${name}` as Uri
}
