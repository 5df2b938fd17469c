import { expect, test } from 'vitest'
import { folder, portolan } from './portolan.ts'

const chart = {
  'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
  'web/values.yaml': 'port: 80\nhosts: []\n',
  'web/templates/service.yaml':
    'kind: Service\nmetadata:\n  name: {{ .Release.Name }}\n  namespace: {{ .Release.Namespace }}\nspec:\n  ports:\n' +
    '    - port: {{ required "a port is required" .Values.port }}{{ range .Values.hosts }} # {{ . }}{{ end }}\n',
}
const manifest = (name: string, namespace: string, port: string) =>
  `---\n# Source: web/templates/service.yaml\nkind: Service\nmetadata:\n  name: ${name}\n  namespace: ${namespace}\nspec:\n  ports:\n    - port: ${port}\n`

test('render prints what helm template prints', () => {
  const root = folder(chart)
  expect(portolan(root, ['render', 'web'])).toEqual({
    code: 0,
    stdout: manifest('release-name', 'default', '80'),
    stderr: '',
  })
})

test('render takes a release, a namespace and values by the names that Helm gives them', () => {
  const root = folder({ ...chart, 'one.yaml': 'port: 1', 'two.yaml': 'port: 2' })
  const args = ['render', 'web', '--release', 'shop', '-n', 'prod', '-f', 'one.yaml', '--values', 'two.yaml']
  expect(portolan(root, args).stdout).toBe(manifest('shop', 'prod', '2'))
  expect(portolan(root, [...args, '--set', 'port=3,hosts={a,b}']).stdout).toBe(manifest('shop', 'prod', '3 # a # b'))
  expect(portolan(root, [...args, '--set-string', 'port=4']).stdout).toBe(manifest('shop', 'prod', '4'))
})

test('render takes a flavour, a Kubernetes version and API versions', () => {
  const text = '# {{ .Capabilities.KubeVersion.Version }} {{ .Capabilities.APIVersions.Has "x/v1" }}'
  const root = folder({ ...chart, 'web/templates/service.yaml': text })
  const printed = (...args: readonly string[]) => portolan(root, ['render', 'web', ...args]).stdout.split('\n')[2]
  expect(printed()).toBe('# v1.36.0 false')
  expect(printed('--flavour', 'helm3')).toBe('# v1.32.0 false')
  expect(printed('--kube-version', '1.30', '--api-versions', 'x/v1,y/v1')).toBe('# v1.30 true')
})

test('render writes the bytes of what is no text', () => {
  const bytes = Uint8Array.of(0x61, 0xff, 0x62)
  const root = folder({ ...chart, 'web/a.bin': bytes, 'web/templates/service.yaml': '# {{ .Files.Get "a.bin" }}' })
  expect(portolan(root, ['render', 'web']).stdout).toContain('# a\ufffdb')
})

test.each([
  [
    'values that a template refuses',
    ['--set', 'port=null'],
    'execution error at (web/templates/service.yaml:7:15): a port is required',
  ],
  ['a file of values that is not there', ['-f', 'nowhere.yaml'], 'open nowhere.yaml: no such file or directory'],
  ['a Kubernetes version that is none', ['--kube-version', 'x'], 'invalid kube version'],
  ['a release name that is none', ['--release', 'A_b'], 'invalid release name'],
  ['a flavour that there is not', ['--flavour', 'helm2'], '--flavour cannot be "helm2"'],
  ['an option without its value', ['--set'], '--set needs a value'],
])('render refuses %s: exit code 2, the reason on stderr, nothing on stdout', (_, args, message) => {
  const { code, stdout, stderr } = portolan(folder(chart), ['render', 'web', ...args])
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(message)
  expect(stderr).toMatch(/^portolan: /)
})

test.each([
  [['render'], 'render needs one FOLDER or CHART'],
  [['render', 'nowhere'], 'nowhere does not exist'],
  [['render', 'web/values.yaml'], 'is no folder and no packed chart'],
])('%j is wrong usage', (args, message) => {
  const { code, stdout, stderr } = portolan(folder(chart), args)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(message)
})
