import { gzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { maxFileBytes, unpack } from '../../../server/src/core/helm/files/archive.ts'
import { globOf } from '../../../server/src/core/helm/files/glob.ts'
import { isIgnored, readIgnoreRules } from '../../../server/src/core/helm/files/ignore.ts'
import { shellPattern } from '../../../server/src/core/helm/files/shellPattern.ts'
import { tarOf, tgzOf } from '../../support/tar.ts'

// What gobwas/glob 0.2.3 says.
describe('globs', () => {
  it.each([
    ['config/*', 'config/app.conf', true],
    ['config/*', 'config/sub/app.conf', false],
    ['config/**', 'config/sub/app.conf', true],
    ['**.yaml', 'a/b.yaml', true],
    ['*.yaml', 'a/b.yaml', false],
    ['*.{yaml,yml}', 'b.yml', true],
    ['{a,b{c,d}}', 'bd', true],
    ['?', '/', false],
    ['[a-c]x', 'bx', true],
    ['[!a-c]x', 'bx', false],
    ['[abc]x', 'cx', true],
    ['\\*', '*', true],
    ['\\*', 'a', false],
    ['a,b', 'a,b', true],
    ['', 'a', false],
    // It cannot be read, so Helm takes everything.
    ['[a-', 'anything/at all', true],
  ])('%s takes %s: %s', (pattern, path, expected) => {
    expect(globOf(pattern)(path)).toBe(expected)
  })

  it('takes no longer than the pattern times the path', () => {
    expect(globOf(`${'*a'.repeat(500)}b`)('a'.repeat(5000))).toBe(false)
  })
})

// What Go's filepath.Match says.
describe('shell patterns', () => {
  it.each([
    ['*.tgz', 'web.tgz', true],
    ['*', 'a/b', false],
    ['a/?', 'a/b', true],
    ['[^a]', 'b', true],
    ['[^a]', 'a', false],
    ['[a-c0-9]', '7', true],
    ['a\\*', 'a*', true],
    ['**', 'a/b', false],
  ])('%s takes %s: %s', (pattern, path, expected) => {
    expect(shellPattern(pattern)(path)).toBe(expected)
  })

  it.each(['[', '[]a]', '[a-]', 'a\\', '[-a]'])('%s is none', pattern => {
    expect(() => shellPattern(pattern)).toThrow('syntax error in pattern')
  })
})

describe('.helmignore', () => {
  const ignored = (rules: string, path: string, isFolder = false) => isIgnored(readIgnoreRules(rules), path, isFolder)

  it.each([
    ['*.md', 'docs/README.md', true],
    ['docs/*.md', 'docs/README.md', true],
    ['docs/*.md', 'a/docs/README.md', false],
    ['/README.md', 'README.md', true],
    ['/README.md', 'docs/README.md', false],
    ['# *.md\n\n  *.txt  ', 'a.md', false],
    ['# *.md\n\n  *.txt  ', 'a.txt', true],
  ])('%j: %s is left out: %s', (rules, path, expected) => {
    expect(ignored(rules, path)).toBe(expected)
  })

  it('leaves out folders only where the rule ends in a slash', () => {
    expect(ignored('ci/', 'ci', true)).toBe(true)
    expect(ignored('ci/', 'ci')).toBe(false)
  })

  it('throws out whatever a rule with ! does not take', () => {
    expect(ignored('!values.yaml', 'Chart.yaml')).toBe(true)
    expect(ignored('!values.yaml', 'values.yaml')).toBe(false)
  })

  it('never takes dot files of templates', () => {
    expect(isIgnored(readIgnoreRules(undefined), 'templates/.swp', false)).toBe(true)
    expect(isIgnored(readIgnoreRules(undefined), 'templates/a.yaml', false)).toBe(false)
  })

  it('refuses double stars, as Helm does', () => {
    expect(() => readIgnoreRules('**/a')).toThrow('double-star (**) syntax is not supported')
  })
})

describe('archives', () => {
  const names = (archive: Uint8Array) => unpack(archive).map(({ name }) => name)

  it('are unpacked without the name of the chart', () => {
    const [file] = unpack(tgzOf({ 'web/Chart.yaml': 'name: web\n' }))
    expect(file?.name).toBe('Chart.yaml')
    expect(new TextDecoder().decode(file?.bytes)).toBe('name: web\n')
  })

  it('hold long names in any of the ways of tar', () => {
    const long = `web/templates/${'x'.repeat(120)}.yaml`
    expect(names(tgzOf({ [long]: 'a' }))).toEqual([long.slice('web/'.length)])
  })

  it.each([
    ['web/../../etc/passwd', 'chart illegally references parent directory'],
    ['web//etc/passwd', 'chart illegally contains absolute paths'],
    ['web', 'chart illegally contains content outside the base directory: "web"'],
    ['web/c:/windows', 'chart contains illegally named files'],
    ['Chart.yaml/x', 'chart yaml not in base directory'],
  ])('with a file %s are refused', (name, message) => {
    expect(() => unpack(tgzOf({ [name]: 'a' }))).toThrow(message)
  })

  it('that are none are refused', () => {
    expect(() => unpack(new Uint8Array([1, 2, 3]))).toThrow('gzip: invalid header')
    expect(() => unpack(tgzOf({}))).toThrow('no files in chart archive')
    expect(() => unpack(tgzOf({ 'web/a': 'a' }).subarray(0, 30))).toThrow('unexpected EOF')
  })

  it('with a file that is too large are refused', () => {
    expect(() => unpack(tgzOf({ 'web/big': new Uint8Array(maxFileBytes + 1) }))).toThrow(
      'is larger than the maximum file size',
    )
  })

  it('that unpack to gigabytes are left early', () => {
    const part = gzipSync(new Uint8Array(12 * 1024 * 1024))
    const bomb = new Uint8Array(part.length * 20)
    for (let index = 0; index < 20; index++) bomb.set(part, index * part.length)
    expect(() => unpack(bomb)).toThrow('decompressed chart is larger than the maximum size')
  })

  it('with tens of thousands of files are refused', () => {
    const files = Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`web/${index}`, 'a']))
    expect(() => unpack(gzipSync(tarOf(files)))).toThrow('chart has more than 10000 files')
  })
})
