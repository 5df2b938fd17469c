import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cli, folder, outOfRange, portolan } from './portolan.ts'

const manifest: { readonly version: string } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'),
)

test('--version', () => {
  expect(portolan('.', ['--version'])).toEqual({ code: 0, stdout: `portolan ${manifest.version}\n`, stderr: '' })
})

test.each([['--help'], ['check', '--help'], ['help', 'explain']])('%s %s prints a help and nothing else', (...args) => {
  const { code, stdout, stderr } = portolan('.', args)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toContain('Usage: portolan')
})

test('the help of check names all that it takes', () => {
  const { stdout } = portolan('.', ['check', '--help'])
  for (const word of [
    'PATH',
    '--format text|json',
    'json   ',
    'for scripts: ',
    '--fail-on error|warning|information|hint',
    'default: error',
  ]) {
    expect(stdout).toContain(word)
  }
})

test.each([[[]], [['chek', '.']], [['check']], [['check', '.', '--format', 'xml']], [['check', '.', '--nope']]])(
  'wrong usage %j: exit code 2, words on stderr, nothing on stdout',
  args => {
    const { code, stdout, stderr } = portolan('.', args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^portolan: /)
    expect(stderr).not.toMatch(/\n\s+at /)
  },
)

test('an unknown format is told the known ones', () => {
  expect(portolan('.', ['check', '.', '--format', 'xml']).stderr).toBe(
    'portolan: --format cannot be "xml"; it is one of text, json\n',
  )
})

test('rules lists the rules, and explain explains each', () => {
  const { code, stdout } = portolan('.', ['rules'])
  expect(code).toBe(0)
  const ids = stdout
    .trim()
    .split('\n')
    .map(line => line.trim().split(' ')[0] ?? '')
  expect(ids).toContain('port-out-of-range')
  const explained = portolan('.', ['explain', 'port-out-of-range'])
  expect(explained).toMatchObject({ code: 0, stderr: '' })
  for (const word of [
    '[port-out-of-range]',
    'error',
    'Wrong\n',
    'Right\n',
    'kind: ',
    'rules:\n    port-out-of-range: off',
    '# portolan-ignore port-out-of-range: ',
  ]) {
    expect(explained.stdout).toContain(word)
  }
})

test('a mistyped rule is told the near one', () => {
  const { code, stderr } = portolan('.', ['explain', 'port-out-of-rnage'])
  expect(code).toBe(2)
  expect(stderr).toBe(
    'portolan: there is no rule or field "port-out-of-rnage"\nDid you mean: portolan explain port-out-of-range\n',
  )
})

test('a reader that goes away early is no failure', async () => {
  const files = Array.from({ length: 300 }, (_, index) => [`${index}/web.yaml`, outOfRange] as const)
  const root = folder(Object.fromEntries(files))
  const child = spawn(process.execPath, [cli, 'check', '.', '--format', 'json'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.stdout.once('data', () => child.stdout.destroy())
  let stderr = ''
  child.stderr.on('data', chunk => {
    stderr += String(chunk)
  })
  const code = await new Promise(resolve => child.on('close', resolve))
  expect(stderr).toBe('')
  expect(code).toBe(1)
})
