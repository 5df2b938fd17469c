import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { cache } from '../../../scripts/editors/paths.ts'
import { bundle } from './bundle.ts'

/** Builds the extension that holds a copy of a folder in memory; gives its folder. */
export async function memoryFilesExtension(source: string): Promise<string> {
  const target = join(cache, 'e2e/memoryFiles')
  await mkdir(target, { recursive: true })
  await bundle('memoryFiles/extension.ts', join(target, 'extension.js'), 'browser')
  await writeFile(join(target, 'package.json'), JSON.stringify(manifest))
  await writeFile(join(target, 'files.json'), JSON.stringify(await filesOf(source)))
  return target
}

const manifest = {
  name: 'memory-files',
  publisher: 'portolan-tests',
  version: '1.0.0',
  engines: { vscode: '^1.91.0' },
  browser: './extension.js',
  activationEvents: ['onFileSystem:memory'],
}

async function filesOf(folder: string): Promise<Readonly<Record<string, string>>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name))
  const named = paths.map(async path => {
    const name = `/workspace/${relative(folder, path).split(sep).join('/')}`
    return [name, await readFile(path, 'utf8')] as const
  })
  return Object.fromEntries(await Promise.all(named))
}
