import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { configFileNames } from '../../server/src/core/config/fileNames.ts'
import { root } from './plant.ts'

const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))

test('every dependency is pinned, and nothing is needed at run time that is not in a bundle', () => {
  expect(manifest.dependencies).toBeUndefined()
  expect(Object.values<string>(manifest.devDependencies).filter(version => !/^\d+\.\d+\.\d+$/.test(version))).toEqual(
    [],
  )
})

test('the lock file has every package for every platform: without, "npm ci" refuses it on some machine', () => {
  const packages: Record<string, { optionalDependencies?: Record<string, string> }> = lock.packages
  const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(name => !resolves(path, name)),
  )
  expect(missing).toEqual([])

  /** As Node looks for it: next to the package that asks, then further up. */
  function resolves(from: string, name: string): boolean {
    for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
      if (packages[folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`]) return true
      if (folder === '') return false
    }
  }
})

test('the lock file names no registry, so that it works with every mirror', () => {
  const named = Object.values<{ resolved?: string }>(lock.packages).filter(({ resolved }) => resolved !== undefined)
  expect(named).toEqual([])
})

test('the API that is compiled against is not newer than the oldest editor that is supported', () => {
  expect(`^${manifest.devDependencies['@types/vscode']}`).toBe(manifest.engines.vscode)
})

test('the web entry ends in .js, because the web extension host appends it', () => {
  expect(manifest.browser).toMatch(/\.js$/)
  expect(manifest.main, 'one bundle serves both hosts').toBe(manifest.browser)
})

test('the pictures of the walkthrough are there, and shipped', () => {
  const [{ steps }] = manifest.contributes.walkthroughs
  const pictures = steps.map((step: { media: { svg: string } }) => step.media.svg)
  expect(pictures.map((path: string) => [dirname(path), existsSync(join(root, path))])).toEqual(
    pictures.map(() => ['docs/walkthrough', true]),
  )
  expect(readFileSync(join(root, '.vscodeignore'), 'utf8')).toContain('!docs/walkthrough/*.svg\n')
})

test('the walkthrough is written in the little Markdown that its page knows: links and bold, no code', () => {
  const [{ description, steps }] = manifest.contributes.walkthroughs
  const texts: readonly string[] = [description, ...steps.map((step: { description: string }) => step.description)]
  expect(texts.filter(text => text.includes('`'))).toEqual([])
})

test('the style of pages is there, and shipped', () => {
  const styles: readonly string[] = manifest.contributes['markdown.previewStyles']
  expect(styles.map(path => [dirname(path), existsSync(join(root, path))])).toEqual([['./client/media', true]])
  expect(readFileSync(join(root, '.vscodeignore'), 'utf8')).toContain('!client/media/*.css\n')
})

test('every command that something shown refers to is one of ours', () => {
  const ours = manifest.contributes.commands.map(({ command }: { command: string }) => command)
  const shown = JSON.stringify([manifest.contributes.menus, manifest.contributes.walkthroughs])
  const named = [...shown.matchAll(/[cC]ommand"?:"?(portolan\.\w+)/g)].map(([, command]) => command)
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter(command => !ours.includes(command))).toEqual([])
})

test('the editor completes .portolan.yaml by the schema that is shipped', () => {
  expect(manifest.contributes.yamlValidation).toEqual([
    { fileMatch: configFileNames, url: './schemas/portolan.schema.json' },
  ])
  expect(readFileSync(join(root, '.vscodeignore'), 'utf8')).toContain('!schemas/*.json\n')
})
