import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readCheckOutput } from '../support/checkOutput.ts'
import { folder, portolan } from './portolan.ts'

const wrong = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
    version: 1 # as released
  ports:
    - port: 80
      protocol: tcp
      targetPort: 8080
`

test('applies what cannot be wrong, keeps everything else, and reports the rest', () => {
  const root = folder({ 'web.yaml': wrong.replaceAll('\n', '\r\n'), 'other.yaml': wrong.replace('web', 'other') })
  const { code, stdout, stderr } = portolan(root, ['check', '--fix', 'web.yaml'])
  const right = wrong.replace('version: 1', 'version: "1"').replace('tcp', 'TCP')
  expect(readFileSync(join(root, 'web.yaml'), 'utf8')).toBe(right.replaceAll('\n', '\r\n'))
  expect(readFileSync(join(root, 'other.yaml'), 'utf8')).toBe(wrong.replace('web', 'other'))
  expect(stderr).toBe('Applied 2 edits to 1 file.\n  web.yaml\n')
  expect(stdout).not.toMatch(/protocol-invalid|label-value-type/)
  expect(code).toBe(0)
  expect(readdirSync(root).sort()).toEqual(['other.yaml', 'web.yaml'])
})

test('leaves alone what might be wrong', () => {
  const doubtful = wrong.replace('    version: 1 # as released\n', '').replace('tcp', 'tpc')
  const root = folder({ 'web.yaml': doubtful })
  const { code, stderr } = portolan(root, ['check', '--fix', '.'])
  expect(readFileSync(join(root, 'web.yaml'), 'utf8')).toBe(doubtful)
  expect(stderr).toBe('No safe fix to apply.\n')
  expect(code).toBe(1)
})

test('keeps the output of formats clean', () => {
  const { stdout } = portolan(folder({ 'web.yaml': wrong }), ['check', '--fix', '--format', 'json', '.'])
  expect(JSON.parse(stdout)).toMatchObject({ version: 1 })
})

test('keeps a byte order mark', () => {
  const root = folder({ 'web.yaml': `\ufeff${wrong}` })
  portolan(root, ['check', '--fix', '.'])
  expect(readFileSync(join(root, 'web.yaml'), 'utf8')).toBe(
    `\ufeff${wrong.replace('version: 1', 'version: "1"').replace('tcp', 'TCP')}`,
  )
})

test('a script can apply what the JSON says, and gets what --fix makes', () => {
  const root = folder({ 'web.yaml': wrong })
  const { findings } = readCheckOutput(portolan(root, ['check', '.', '--format', 'json']).stdout)
  const lines = wrong.split('\n')
  for (const { edits } of findings.flatMap(({ fixes }) =>
    fixes.filter(({ applicability }) => applicability === 'safe'),
  ))
    for (const { file, line, column, endLine, endColumn, newText } of edits) {
      expect({ file, endLine }).toEqual({ file: 'web.yaml', endLine: line })
      const before = lines[line - 1] ?? ''
      lines[line - 1] = before.slice(0, column - 1) + newText + before.slice(endColumn - 1)
    }
  portolan(root, ['check', '--fix', '.'])
  expect(lines.join('\n')).toBe(readFileSync(join(root, 'web.yaml'), 'utf8'))
})

test('leaves UTF-16 as it is, and says so', () => {
  const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(wrong, 'utf16le')])
  const root = folder({ 'web.yaml': bytes })
  const { code, stderr } = portolan(root, ['check', '--fix', '.'])
  expect(stderr).toMatch(/web\.yaml: not written: it is not UTF-8/)
  expect(readFileSync(join(root, 'web.yaml')).equals(bytes)).toBe(true)
  expect(code).toBe(2)
})

test('a profile and paths of .portolan.yaml decide what counts', () => {
  const two = `apiVersion: v1
kind: Service
metadata:
  name: dns
spec:
  clusterIP: None
  ports:
    - {name: a, port: 53}
    - {name: b, port: 53, protocol: UDP}
`
  const found = (files: Readonly<Record<string, string>>, ...args: readonly string[]) =>
    portolan(folder({ 'a/dns.yaml': two, ...files }), ['check', '.', ...args]).stdout
  expect(found({})).not.toMatch('port-number-two-protocols')
  expect(found({}, '--profile', 'teaching')).toMatch('port-number-two-protocols')
  expect(found({ '.portolan.yaml': 'profile: teaching\n' })).toMatch('port-number-two-protocols')
  const overrides = 'overrides:\n  - paths: [a/]\n    rules: {port-number-two-protocols: error}\n'
  expect(found({ '.portolan.yaml': overrides })).toMatch(/error: .*port-number-two-protocols/)
  expect(found({ '.portolan.yaml': overrides.replace('a/', 'b/') })).not.toMatch('port-number-two-protocols')
})
