import { expect, test } from 'vitest'
import { readCheckOutput } from '../support/checkOutput.ts'
import { folder, outOfRange, portolan, sound } from './portolan.ts'

test('nothing wrong: exit code 0', () => {
  expect(portolan(folder({ 'web.yaml': sound }), ['check', '.'])).toEqual({
    code: 0,
    stdout: 'Nothing found in 2 resources of 1 file.\n',
    stderr: '',
  })
})

test('an error: exit code 1, and the finding in words', () => {
  const { code, stdout, stderr } = portolan(folder({ 'deploy/web.yaml': outOfRange }), [
    'check',
    '.',
    '--fail-on',
    'error',
  ])
  expect(stderr).toBe('')
  expect(stdout).toMatch(
    /^deploy\/web\.yaml:10:13: error: .*99999.* \[port-out-of-range\]\n {2}10 │ {7}port: 99999\n {5}│ {13}\^{5}\n/,
  )
  expect(stdout).toMatch(/\n1 error.* in 2 resources of 1 file\.\n$/)
  expect(code).toBe(1)
})

test('the same as JSON', () => {
  const { code, stdout } = portolan(folder({ 'deploy/web.yaml': outOfRange }), ['check', '--format', 'json', 'deploy'])
  const { findings, summary } = readCheckOutput(stdout)
  expect(code).toBe(1)
  expect(summary).toMatchObject({ files: 1, documents: 2, resources: 2, skipped: 0 })
  expect(findings.find(finding => finding.severity === 'error')).toMatchObject({
    rule: 'port-out-of-range',
    certainty: 'certain',
    file: 'deploy/web.yaml',
    line: 10,
    column: 13,
    endLine: 10,
    endColumn: 18,
    resource: { kind: 'Service', name: 'web', namespace: null },
  })
})

test('files are named relative to the working directory, wherever they are', () => {
  const root = folder({ 'a/web.yaml': outOfRange, 'b/here.txt': '' })
  const { stdout } = portolan(`${root}/b`, ['check', '../a', '--format', 'json'])
  expect(readCheckOutput(stdout).findings[0]?.file).toBe('../a/web.yaml')
})

test('findings come in the order of files, lines, columns, rules, whatever the order of the paths', () => {
  const root = folder({
    'b.yaml': outOfRange,
    'a.yaml': outOfRange,
    'a/c.yaml': outOfRange.replace('ports:', 'ports:\n    - {name: more, port: 0}'),
  })
  const run = (...paths: readonly string[]) => portolan(root, ['check', '--format', 'json', ...paths]).stdout
  expect(run('b.yaml', 'a', 'a.yaml')).toBe(run('.'))
  readCheckOutput(run('.'))
})

test('what a file says twice is told once, and a file named twice is read once', () => {
  const root = folder({ 'web.yaml': outOfRange })
  const { summary } = readCheckOutput(
    portolan(root, ['check', '.', 'web.yaml', './web.yaml', '--format', 'json']).stdout,
  )
  expect(summary).toMatchObject({ files: 1, findings: { error: 1 } })
})

test.each([
  ['error', 0],
  ['warning', 0],
  ['information', 0],
  ['hint', 1],
] as const)('a hint, with --fail-on %s: exit code %d', (failOn, code) => {
  const root = folder({ 'web.yaml': outOfRange, '.portolan.yaml': 'rules:\n  port-out-of-range: hint\n' })
  const outcome = portolan(root, ['check', 'web.yaml', '--format', 'json', '--fail-on', failOn])
  expect(readCheckOutput(outcome.stdout).summary.findings).toMatchObject({ error: 0, warning: 0, hint: 1 })
  expect(outcome.code).toBe(code)
})

test('colours only where they are wanted', () => {
  const root = folder({ 'web.yaml': outOfRange })
  const colours = (env: Readonly<Record<string, string>>) =>
    portolan(root, ['check', '.'], env).stdout.includes('\u001b[')
  expect(colours({})).toBe(false)
  expect(colours({ FORCE_COLOR: '1' })).toBe(true)
  expect(colours({ FORCE_COLOR: '0' })).toBe(false)
  expect(colours({ NO_COLOR: '1' })).toBe(false)
})

test('JSON has no colours, even where they are forced', () => {
  const root = folder({ 'web.yaml': outOfRange })
  expect(portolan(root, ['check', '.', '--format', 'json'], { FORCE_COLOR: '1' }).stdout).not.toContain('\u001b')
})
