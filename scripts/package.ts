import { mkdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createVSIX } from '@vscode/vsce'
import { build } from './build.ts'

/** The `.vsix` may not grow beyond this: a large extension is slow to install and to start. */
/** Of these the engines that build overlays and render charts are about 100 KB. */
const budget = 700 * 1024

const root = join(import.meta.dirname, '..')

/** Packs what `build` made into `.vsix/`. @returns the path. @throws when the package is over its budget */
export async function packageExtension(): Promise<string> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  const path = join(root, '.vsix', `portolan-${version}.vsix`)
  await mkdir(join(root, '.vsix'), { recursive: true })
  await createVSIX({
    cwd: root,
    packagePath: path,
    dependencies: false,
    // There is no public repository yet that links of the README could lead to.
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  })
  const { size } = await stat(path)
  console.log(`${path}: ${(size / 1024).toFixed(0)} KB of ${budget / 1024} KB`)
  if (size > budget) throw new Error('The package is over its budget: look at the metafile of the build for what grew.')
  return path
}

if (import.meta.main) {
  await build()
  await packageExtension()
}
