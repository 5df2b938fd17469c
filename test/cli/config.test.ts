import { expect, test } from 'vitest'
import { readCheckOutput } from '../support/checkOutput.ts'
import { folder, outOfRange, portolan } from './portolan.ts'

test('.portolan.yaml of the repository sets levels, from wherever one asks', () => {
  const root = folder({
    '.git/config': '',
    '.portolan.yaml': 'rules:\n  port-out-of-range: off\n',
    'deep/web.yaml': outOfRange,
  })
  for (const path of ['.', 'deep', 'deep/web.yaml']) expect(errors(root, path), path).toBe(0)
  expect(errors(`${root}/deep`, '.')).toBe(0)
})

test('it does not count for what is outside of the repository', () => {
  const root = folder({
    '.portolan.yaml': 'rules: {port-out-of-range: off}\n',
    'repo/.git/config': '',
    'repo/web.yaml': outOfRange,
  })
  expect(errors(root, 'repo/web.yaml')).toBe(1)
})

test('outside of any repository it counts for everything below, wherever one asks', () => {
  const root = folder({ 'a/.portolan.yaml': 'rules: {port-out-of-range: off}\n', 'a/b/web.yaml': outOfRange })
  for (const path of ['.', 'a/b', 'a/b/web.yaml']) expect(errors(root, path), path).toBe(0)
})

test('it may be called .portolan.yml; where both are, the other one counts, and that is told', () => {
  const off = 'rules: {port-out-of-range: off}\n'
  expect(errors(folder({ '.portolan.yml': off, 'web.yaml': outOfRange }), '.')).toBe(0)
  const root = folder({ '.portolan.yaml': 'rules: {}\n', '.portolan.yml': off, 'web.yaml': outOfRange })
  expect(errors(root, '.')).toBe(1)
  expect(portolan(root, ['check', '.']).stderr).toBe(
    'portolan: .portolan.yml:1:1: This file is not read, because there is a .portolan.yaml beside it. Keep one of the two.\n',
  )
})

test('it counts though git ignores it', () => {
  const root = folder({
    '.git/config': '',
    '.gitignore': '.portolan.yaml\n',
    'deep/.portolan.yaml': 'rules: {port-out-of-range: off}\n',
    'deep/web.yaml': outOfRange,
  })
  for (const path of ['.', 'deep']) expect(errors(root, path), path).toBe(0)
})

test('the nearest one wins', () => {
  const root = folder({
    '.portolan.yaml': 'rules: {port-out-of-range: off}\n',
    'strict/.portolan.yaml': 'rules: {port-out-of-range: error}\n',
    'strict/web.yaml': outOfRange,
    'web.yaml': outOfRange,
  })
  expect(errors(root, '.')).toBe(1)
})

test('entries that are not understood are told with their place, and the rest counts', () => {
  const root = folder({
    '.portolan.yaml': 'rules:\n  port-out-of-range: off\n  no-such-rule: off\n  port-quoted-number: loud\nrulez: {}\n',
    'web.yaml': outOfRange,
  })
  const { code, stderr } = portolan(root, ['check', '.'])
  expect(code).toBe(0)
  expect(stderr.replace(/: [A-Z"].*$/gm, '')).toBe(
    'portolan: .portolan.yaml:3:3\nportolan: .portolan.yaml:4:3\nportolan: .portolan.yaml:5:1\n',
  )
  expect(stderr).toContain('no-such-rule')
  expect(stderr).toContain('loud')
})

test('a configuration that is no YAML is told, and checking goes on', () => {
  const root = folder({ '.portolan.yaml': 'rules: [', 'web.yaml': outOfRange })
  const { code, stderr } = portolan(root, ['check', '.'])
  expect(stderr).toMatch(/^portolan: \.portolan\.yaml:1:1: .+\n$/)
  expect(code).toBe(1)
})

function errors(root: string, path: string): number {
  return readCheckOutput(portolan(root, ['check', path, '--format', 'json']).stdout).summary.findings.error
}
