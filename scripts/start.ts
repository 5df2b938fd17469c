import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from './build.ts'
import { findExecutable } from './editors/executable.ts'
import { installEditors } from './editors/install.ts'
import { cache, root } from './editors/paths.ts'
import { ended, run } from './editors/process.ts'
import { installExtension, startServer } from './editors/server.ts'
import { packageExtension } from './package.ts'

/**
 * `npm start`: opens VS Code on `examples/` with Portolan running. Desktop VS Code where `code` is on the PATH; otherwise a
 * VS Code from npm whose address is printed, to be opened in any browser. `npm start -- --browser --port 8080` asks for the
 * latter anyway.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { browser: { type: 'boolean', default: false }, port: { type: 'string', default: '0' } },
  })
  console.log('Building Portolan …')
  await build()
  const code = values.browser ? undefined : findExecutable('code')
  if (code && (await inDesktop(code))) return
  await inBrowser(Number(values.port))
}

/** False when this VS Code would not start, as for root. */
async function inDesktop(code: string): Promise<boolean> {
  console.log('Opening examples/ in desktop VS Code …')
  const args = [`--extensionDevelopmentPath=${root}`, examples, first]
  return (await run(code, args, { shell: process.platform === 'win32' })) === 0
}

async function inBrowser(port: number): Promise<void> {
  const editors = await installEditors()
  const data = join(cache, 'start')
  await installExtension(editors, data, await packageExtension())
  // The list of files then shows at once which of them have findings.
  const settings = { 'portolan.diagnostics.scope': 'workspace' }
  const server = await startServer({ editors, data, settings, port })
  const address = server.address(examples, [['openFile', server.uri(first)]])
  console.log(
    `\nVS Code runs with Portolan on examples/. Open this address in a browser:\n\n  ${address}\n\nCtrl+C stops it.`,
  )
  process.exitCode = await ended(server.process)
}

const examples = join(root, 'examples')
const first = join(examples, 'shop/catalog.yaml')

await main()
