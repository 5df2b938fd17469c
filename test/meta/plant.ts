import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export const root = join(import.meta.dirname, '../..')

/**
 * A copy of the project's configuration with planted files and no others: what a tool says there is about the planted files.
 *
 * @param files text by path from the repository's root
 */
export async function plant(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'portolan-planted-'))
  const configuration = ['.oxlintrc.json', 'tsconfig.base.json', ...tsconfigs]
  for (const path of configuration) await cp(join(root, path), join(folder, path))
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  return folder
}

const tsconfigs = [
  'server/src/core/tsconfig.json',
  'server/src/files/tsconfig.decode.json',
  'server/src/files/tsconfig.json',
  'server/src/lsp/tsconfig.json',
  'server/src/lsp/tsconfig.protocol.json',
  'server/src/cli/tsconfig.json',
  'client/src/common/tsconfig.json',
]

/** What a tool of the project prints; its exit status does not matter here. */
export function run(folder: string, tool: string, args: readonly string[]): Promise<string> {
  return new Promise(resolve => {
    execFile(join(root, 'node_modules/.bin', tool), args, { cwd: folder }, (_, stdout) => resolve(stdout))
  })
}
