import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { installEditors } from '../../scripts/editors/install.ts'
import { root } from '../../scripts/editors/paths.ts'
import { bundle } from './harness/bundle.ts'
import { memoryFilesExtension } from './harness/memoryFiles.ts'
import { Outcomes } from './harness/outcomes.ts'
import { runSuiteInPage } from './harness/suitePage.ts'
import { unpackedExtension } from './harness/vsix.ts'
import { startWebServer } from './harness/webServer.ts'

/**
 * Runs the suite in the web worker extension host of the oldest VS Code that Portolan supports, on files that are on no
 * disk, as on vscode.dev: `node test/e2e/webHost.ts [--extension FOLDER] [--tests FILE]`.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { extension: { type: 'string' }, tests: { type: 'string' } } })
  const editors = await installEditors()
  // The host runs tests only from inside an extension, and ours is to stay as it is packaged.
  const memoryFiles = await memoryFilesExtension(join(root, 'test/e2e/workspace'))
  const suite = join(memoryFiles, 'suite.js')
  await (values.tests ? cp(values.tests, suite) : bundle('suite/index.ts', suite, 'browser'))
  const server = await startWebServer({
    editors,
    extensions: { memoryFiles, portolan: values.extension ?? (await unpackedExtension()) },
    tests: '/memoryFiles/suite',
    folder: { scheme: 'memory', path: '/workspace' },
  })
  const outcomes = new Outcomes('editor-web')
  try {
    await runSuiteInPage('editor-web', server.url, outcomes)
  } finally {
    await server.stop()
  }
  await outcomes.finish()
}

await main()
