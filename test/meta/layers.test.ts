import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { layers } from '../../scripts/layers.ts'
import { plant, root, run } from './plant.ts'

test('every folder of core has its place in the list of layers', async () => {
  const entries = await readdir(join(root, 'server/src/core'), { withFileTypes: true })
  const folders = entries.filter(entry => entry.isDirectory()).map(entry => entry.name)
  expect(folders.toSorted()).toEqual(layers.toSorted())
})

test('lint sees every import of a higher layer, of a value or a type, from any depth, and no other', async () => {
  const files: Record<string, string> = {}
  const wanted: string[] = []
  for (const [height, layer] of layers.entries()) {
    for (const [otherHeight, other] of layers.entries()) {
      const cases = {
        [`${other}.ts`]: `export { x } from '../${other}/x.ts'\n`,
        [`${other}-type.ts`]: `export type { x } from '../${other}/x.ts'\n`,
        [`deep/${other}.ts`]: `export { x } from '../../${other}/x.ts'\n`,
      }
      for (const [name, text] of Object.entries(cases)) {
        const path = `server/src/core/${layer}/planted/${name}`.replace('planted/deep', 'deep').replace('planted/', '')
        files[path] = text
        if (otherHeight > height) wanted.push(path)
      }
    }
  }
  expect(await restricted(files)).toEqual(wanted.toSorted())
})

test('lint sees every package where it may not be', async () => {
  const allowed: readonly (readonly [string, string])[] = [
    ['server/src/core/base', 'vscode-uri'],
    ['server/src/core/yaml', 'yaml'],
    ['server/src/core/k8s', 'jsonc-parser'],
    ['server/src/core/config', 'ignore'],
    ['server/src/core/report', 'string-width'],
    ['server/src/lsp', 'vscode-languageserver'],
    ['server/src/lsp', 'vscode-languageserver-textdocument'],
    ['server/src/host/node', 'vscode-languageserver/node'],
    ['server/src/host/node', 'node:fs/promises'],
    ['server/src/host/browser', 'vscode-languageserver/browser'],
    ['server/src/cli', 'node:fs'],
    ['client/src/common', 'vscode'],
    ['client/src/node', 'vscode-languageclient/node'],
  ]
  const folders = [
    ...layers.map(layer => `server/src/core/${layer}`),
    'server/src/files',
    ...new Set(allowed.map(([folder]) => folder).filter(folder => !folder.includes('/core/'))),
  ]
  const packages = [...new Set(allowed.map(([, name]) => name)), 'fs', '@types/node', 'picomatch']
  const files: Record<string, string> = {}
  const wanted: string[] = []
  for (const folder of folders) {
    for (const name of packages) {
      const path = `${folder}/planted-${name.replaceAll(/\W/g, '-')}.ts`
      files[path] = `export { x } from '${name}'\n`
      if (!isAllowed(folder, name)) wanted.push(path)
    }
  }
  expect(await restricted(files)).toEqual(wanted.toSorted())

  function isAllowed(folder: string, name: string): boolean {
    const [base = ''] = name.split(/[/:]/)
    return allowed.some(
      ([where, what]) =>
        (where === folder || (where.startsWith('client/') && folder.startsWith('client/'))) &&
        what.split(/[/:]/)[0] === base,
    )
  }
})

test('lint sees a dependency cycle', async () => {
  const folder = await plant({
    'server/src/core/base/a.ts': "import { b } from './b.ts'\nexport const a = () => b\n",
    'server/src/core/base/b.ts': "import { a } from './a.ts'\nexport const b = () => a\n",
  })
  expect(await run(folder, 'oxlint', ['-f', 'unix'])).toContain('no-cycle')
  await rm(folder, { recursive: true })
})

/** Paths in which lint complains of an import. */
async function restricted(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const folder = await plant(files)
  const output = await run(folder, 'oxlint', ['-f', 'unix'])
  await rm(folder, { recursive: true })
  const lines = output.split('\n').filter(line => line.includes('no-restricted-imports'))
  return lines.map(line => line.replace(/:\d.*/, '')).toSorted()
}
