import { expect, test } from 'vitest'
import { applyEdits } from '../../../server/src/core/base/edit.ts'
import { waysToIgnore } from '../../../server/src/core/features/ignore.ts'
import { inView, uriOf } from '../../support/view.ts'

/** What each way makes of the first file, by title. Each of them must silence the finding. */
function ways(files: Readonly<Record<string, string>>, rule: string): Readonly<Record<string, string>> {
  const [path = ''] = Object.keys(files)
  const { workspace } = inView(files)
  const finding = workspace.findings(uriOf(path)).find(each => each.rule === rule)
  if (!finding) throw new Error(`${rule} finds nothing`)
  return Object.fromEntries(
    waysToIgnore(workspace, finding).map(({ title, edits }) => {
      const changed = Object.fromEntries(
        Object.entries(files).map(([name, text]) => [
          name,
          applyEdits(
            text,
            edits.filter(edit => edit.uri === uriOf(name)),
          ),
        ]),
      )
      const after = inView(changed).workspace
      expect(
        after.findings(uriOf(path)).map(each => each.rule),
        title,
      ).not.toContain(rule)
      const shown = Object.entries(changed).find(([name, text]) => text !== files[name])
      return [title, shown?.[1] ?? '']
    }),
  )
}

const service = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - port: "80" # as delivered
`

test('every form silences the finding', () => {
  const found = ways(
    { 'web.yaml': service, '.portolan.yaml': 'rules:\n  node-port-range: hint\n' },
    'port-quoted-number',
  )
  expect(Object.keys(found)).toEqual([
    'Ignore port-quoted-number on this line',
    'Ignore port-quoted-number in this document',
    'Ignore port-quoted-number on Service web',
    'Turn port-quoted-number off in .portolan.yaml',
  ])
  expect(found['Ignore port-quoted-number on this line']).toContain(
    '  ports:\n    # portolan-ignore port-quoted-number\n    - port: "80" # as delivered\n',
  )
  expect(found['Ignore port-quoted-number on Service web']).toContain(
    '  name: web\n  annotations:\n    portolan.dev/ignore: port-quoted-number\nspec:',
  )
  expect(found['Turn port-quoted-number off in .portolan.yaml']).toBe(
    'rules:\n  port-quoted-number: off\n  node-port-range: hint\n',
  )
})

test('an annotation that is there gets one more name', () => {
  const annotated = service.replace(
    '  name: web\n',
    '  name: web\n  annotations:\n    portolan.dev/ignore: selector-no-match\n',
  )
  expect(ways({ 'web.yaml': annotated }, 'port-quoted-number')['Ignore port-quoted-number on Service web']).toContain(
    'portolan.dev/ignore: "selector-no-match, port-quoted-number"',
  )
})

test('a document after others is meant, not the file', () => {
  const found = ways(
    { 'web.yaml': `${service.replaceAll('web', 'a').replace('"80"', '80')}---\n${service}` },
    'port-quoted-number',
  )
  expect(found['Ignore port-quoted-number in this document']).toContain(
    '---\n# portolan-ignore-document port-quoted-number\napiVersion',
  )
})

test('JSON has no comments', () => {
  const json =
    '{"apiVersion":"v1","kind":"Service","metadata":{"name":"web","annotations":{"a":"b"}},"spec":{"ports":[{"port":"80"}]}}'
  expect(Object.keys(ways({ 'web.json': json }, 'port-quoted-number'))).toEqual([
    'Ignore port-quoted-number on Service web',
  ])
})

test('a comment within a text of several lines would be a part of it', () => {
  const script = `apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {app: web}
  ports: [{port: 80, targetPort: 8080}]
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: script
data:
  run.sh: |
    set -e
    curl http://web:8080/
`
  expect(Object.keys(ways({ 'web.yaml': script }, 'url-port-missing'))).toEqual([
    'Ignore url-port-missing in this document',
    'Ignore url-port-missing on ConfigMap script',
  ])
})
