import { expect, test } from 'vitest'
import { readCheckOutput } from '../support/checkOutput.ts'
import { folder, outOfRange, portolan } from './portolan.ts'

/** The `ports` stand one column too far to the left for their container. */
const broken = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  containers:
    - name: web
     ports:
      - containerPort: 80
`
const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}]}\n'

test('a manifest that is no YAML is named with its place, and no all-clear', () => {
  const root = folder({ 'web.yaml': broken, 'service.yaml': service })
  const { code, stdout, stderr } = portolan(root, ['check', '.'])
  expect(stderr).toBe(
    'portolan: web.yaml:7:6: not valid YAML, so not checked: this line is not indented like those that it stands with\n',
  )
  expect(stdout).toContain('1 file is not valid YAML and was not checked.')
  expect(code).toBe(2)
})

test('as JSON it is counted as skipped, with the reason', () => {
  const root = folder({ 'deploy/web.yaml': `${service}---\n${broken}` })
  const { code, stdout } = portolan(root, ['check', '.', '--format', 'json'])
  const { summary, notYaml } = readCheckOutput(stdout)
  expect(summary).toMatchObject({ files: 1, skipped: 1 })
  expect(notYaml).toMatchObject([{ file: 'deploy/web.yaml', line: 12, column: 6 }])
  expect(code).toBe(2)
})

test('findings that fail the run come first, those that do not leave it', () => {
  const root = folder({ 'web.yaml': broken, 'range.yaml': outOfRange })
  expect(portolan(root, ['check', '.']).code).toBe(1)
  const hint = service
    .replace('{port: 80}', '{port: 80, targetPort: 80, nodePort: 30080}')
    .replace('spec: {', 'spec: {type: NodePort, ')
  expect(portolan(folder({ 'web.yaml': broken, 'hint.yaml': hint }), ['check', '.']).code).toBe(2)
})

test('a ConfigMap in a folder, often a sheet to be filled in, is told and fails nothing; named it does', () => {
  const sheet = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: web}\ndata:\n  TLS: "on" OR "off"\n'
  const root = folder({ 'sheet.yaml': sheet, 'service.yaml': service })
  const inFolder = portolan(root, ['check', '.'])
  expect(inFolder.stderr).toContain('sheet.yaml:5:13: not valid YAML')
  expect(inFolder.code).toBe(0)
  expect(portolan(root, ['check', 'sheet.yaml']).code).toBe(2)
})

test.each([
  ['a template', broken.replace('name: web', 'name: {{ .Values.name }}')],
  ['a template of Jinja', `${broken}{% endif %}\n`],
  ['a word for sed', broken.replace('     ports:', '      replicas: @REPLICAS@\n      ports:')],
  ['no manifest', 'services:\n  web:\n   ports: [80]\n  db\n'],
  ['quotes that go on below the indentation', service.replace('{name: web}', '{name: web, annotations: {a: "b\nc"}}')],
  ['tags of its own', service.replace('{ports:', '{type: !Sub "${T}", ports:')],
])('%s is not called broken', (_, text) => {
  const { code, stderr } = portolan(folder({ 'web.yaml': text }), ['check', '.'])
  expect(stderr).toBe('')
  expect(code).toBe(0)
})
