import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './paths.ts'

/** The package that `npm run package` made. */
export async function packagedExtension(): Promise<string> {
  const folder = join(root, '.vsix')
  const names = (await readdir(folder).catch(() => [])).filter(name => name.endsWith('.vsix'))
  const [name] = names
  if (name === undefined) throw new Error('There is no packaged extension: run `npm run package` first')
  if (names.length > 1)
    throw new Error(`Several packages in .vsix, of which only one can be meant: ${names.join(', ')}`)
  return join(folder, name)
}
