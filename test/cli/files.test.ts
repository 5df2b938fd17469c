import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readCheckOutput } from '../support/checkOutput.ts'
import { folder, outOfRange, portolan, portolanWithoutPrivileges } from './portolan.ts'

test('of a folder, manifests are read, and nothing that git ignores', () => {
  const json = JSON.stringify({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web' },
    spec: { ports: [{ port: 99999 }] },
  })
  const root = folder({
    '.git/config': '',
    '.gitignore': 'out/\n*.local.yaml\n',
    'a.yaml': outOfRange,
    'b.yml': outOfRange,
    'c.json': json,
    'd.JSON': json,
    'tsconfig.JSON': '{"compilerOptions": {}, "kind"',
    'package.json': '{"name": "web"}',
    'd.txt': outOfRange,
    'deep/down/e.YAML': outOfRange,
    'deep/.gitignore': '!keep.local.yaml\n/gone.yaml\n',
    'deep/keep.local.yaml': outOfRange,
    'deep/gone.yaml': outOfRange,
    'f.local.yaml': outOfRange,
    'out/g.yaml': outOfRange,
    'node_modules/h/h.yaml': outOfRange,
  })
  const all = ['a.yaml', 'b.yml', 'c.json', 'd.JSON', 'deep/down/e.YAML', 'deep/keep.local.yaml']
  expect(filesWithFindings(root, '.')).toEqual(all)
  expect(filesWithFindings(root, 'deep'), 'the .gitignore above counts too').toEqual(all.slice(4))
  expect(filesWithFindings(root, 'out/g.yaml'), 'what is named is read').toEqual(['out/g.yaml'])
})

test('a path that does not exist: exit code 2, and nothing is checked', () => {
  const root = folder({ 'web.yaml': outOfRange })
  expect(portolan(root, ['check', 'web.yaml', 'wbe.yaml'])).toEqual({
    code: 2,
    stdout: '',
    stderr: 'portolan: cannot check wbe.yaml: no such file or folder\n',
  })
})

const unreadable: readonly (readonly [string, Uint8Array, string])[] = [
  ['binary.yaml', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1]), 'this is a binary file'],
  [
    'latin1.yaml',
    Buffer.from('name: caf\u00e9\n', 'latin1'),
    'the text is neither UTF-8 nor UTF-16 with a byte order mark',
  ],
]

test.each(unreadable)('%s in a folder is told and left out', (name, bytes, message) => {
  const root = folder({ [name]: bytes, 'web.yaml': outOfRange })
  const { code, stdout, stderr } = portolan(root, ['check', '.', '--format', 'json'])
  expect(stderr).toBe(`portolan: ${name}: ${message}\n`)
  expect(readCheckOutput(stdout).summary).toMatchObject({ files: 2, skipped: 1, findings: { error: 1 } })
  expect(code).toBe(1)
})

test.each(unreadable)('%s, when it was named, is a failure', (name, bytes) => {
  const root = folder({ [name]: bytes, 'web.yaml': outOfRange })
  const { code, stdout } = portolan(root, ['check', name, 'web.yaml', '--format', 'json'])
  expect(readCheckOutput(stdout).summary.findings.error, 'the rest is checked all the same').toBe(1)
  expect(code).toBe(2)
})

test('a file of 100 MB is not read', () => {
  const root = folder({ 'web.yaml': outOfRange, 'huge.yaml': '' })
  truncateSync(join(root, 'huge.yaml'), 100 * 1024 * 1024)
  const { code, stderr } = portolan(root, ['check', '.'])
  expect(stderr).toBe('portolan: huge.yaml: 100 MB is more than the limit of 16 MB for one file\n')
  expect(code).toBe(1)
})

test('UTF-16 with a byte order mark is read, as kubectl reads it', () => {
  const utf16 = Buffer.from(`\ufeff${outOfRange}`, 'utf16le')
  const root = folder({ 'le.yaml': utf16, 'be.yaml': Buffer.from(utf16).swap16(), 'bom.yaml': `\ufeff${outOfRange}` })
  expect(filesWithFindings(root, '.')).toEqual(['be.yaml', 'bom.yaml', 'le.yaml'])
})

test('symbolic links are not followed inside a folder, and are when they are named', () => {
  const root = folder({ 'real/web.yaml': outOfRange })
  symlinkSync(root, join(root, 'real/loop'))
  symlinkSync('web.yaml', join(root, 'real/again.yaml'))
  symlinkSync('nowhere', join(root, 'real/broken.yaml'))
  symlinkSync('real', join(root, 'link'))
  expect(filesWithFindings(root, '.')).toEqual(['real/web.yaml'])
  expect(filesWithFindings(root, 'link')).toEqual(['link/web.yaml'])
  expect(filesWithFindings(root, 'real/again.yaml')).toEqual(['real/again.yaml'])
})

test('what may not be read is told and left out', () => {
  const root = folder({ 'web.yaml': outOfRange, 'secret.yaml': outOfRange })
  mkdirSync(join(root, 'closed'))
  chmodSync(join(root, 'closed'), 0)
  chmodSync(join(root, 'secret.yaml'), 0)
  const { code, stdout, stderr } = portolanWithoutPrivileges(root, ['check', '.', '--format', 'json'])
  chmodSync(join(root, 'closed'), 0o700)
  expect(stderr).toBe('portolan: closed: permission denied\nportolan: secret.yaml: permission denied\n')
  expect(readCheckOutput(stdout).summary.findings.error).toBe(1)
  expect(code).toBe(1)
})

test('names that need escaping in a URI', () => {
  const name = 'a b%20#?ü&.yaml'
  const root = folder({ [name]: outOfRange })
  expect(filesWithFindings(root, '.')).toEqual([name])
})

test.for(['web:1.yaml', 'web~1.yaml', '50%.yaml', 'a%20b.yaml', 'C:', "it's (1) & @2!.yaml", 'é |^.yaml'])(
  'a kustomization finds %s, and so what an overlay changes in it is not judged',
  name => {
    const web = [
      'apiVersion: v1',
      'kind: Service',
      'metadata: {name: web}',
      'spec: {selector: {app: web}, ports: [{port: 80, targetPort: 9999}]}',
      '---',
      'apiVersion: v1',
      'kind: Pod',
      'metadata: {name: web, labels: {app: web}}',
      'spec: {containers: [{name: web, image: example/web, ports: [{containerPort: 8080}]}]}',
      '',
    ].join('\n')
    const base = name.endsWith('.yaml')
      ? { [`base/${name}`]: web }
      : { [`base/${name}/web.yaml`]: web, [`base/${name}/kustomization.yaml`]: 'resources: [web.yaml]\n' }
    const root = folder({
      ...base,
      'base/kustomization.yaml': `resources: [${JSON.stringify(name)}]\n`,
      'over/kustomization.yaml':
        'resources: [../base]\npatches: [{target: {kind: Service}, patch: "- {op: replace, path: /spec/ports/0/targetPort, value: 8080}"}]\n',
    })
    expect(filesWithFindings(root, '.')).toEqual([])
  },
)

test('an empty folder, an empty file and a file of many line breaks are fine', () => {
  const root = folder({ 'empty.yaml': '', 'breaks.yaml': '\n'.repeat(100_000), 'dashes.yaml': '---\n'.repeat(1000) })
  mkdirSync(join(root, 'nothing'))
  expect(portolan(root, ['check', '.']).code).toBe(0)
  expect(portolan(root, ['check', 'nothing'])).toEqual({
    code: 0,
    stdout: 'Nothing found in 0 resources of 0 files.\n',
    stderr: '',
  })
})

test('manifests that nobody can read give no findings, and those that show what they are are told', () => {
  const broken = [
    '{{{{',
    'a: [',
    'a: b: c',
    '\t- x',
    '&a *a',
    'kind: Service\nspec:\n  ports:\n  - port: 99999\n - }',
    'kind: Service\nspec: {ports: [{port: ',
  ]
  const root = folder(Object.fromEntries(broken.map((text, index) => [`${index}.yaml`, text])))
  const { code, stdout, stderr } = portolan(root, ['check', '.'])
  expect(code).toBe(2)
  expect(stdout).toContain('Nothing found')
  expect(stderr.split('\n').map(line => line.split(':')[1])).toEqual([' 5.yaml', ' 6.yaml', undefined])
})

test('deep nesting and alias bombs end with a message or without, never with a crash', () => {
  const bomb = [
    'a0: &a0 [x, x]',
    ...Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`),
  ].join('\n')
  const root = folder({
    'deep.yaml': `kind: Service\nspec: ${'['.repeat(20_000)}`,
    'deepest.json': `{"apiVersion": "v1", "kind": "Service", "spec": ${'{"a":'.repeat(50_000)}`,
    'bomb.yaml': `apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: *a30}\n${bomb}\n`,
  })
  writeFileSync(join(root, 'web.yaml'), outOfRange)
  const { code, stdout } = portolan(root, ['check', '.', '--format', 'json'])
  expect(readCheckOutput(stdout).findings.map(finding => finding.file)).toContain('web.yaml')
  expect(code).toBe(1)
})

function filesWithFindings(root: string, path: string): readonly string[] {
  const { findings } = readCheckOutput(portolan(root, ['check', path, '--format', 'json']).stdout)
  return [...new Set(findings.map(finding => finding.file))]
}
