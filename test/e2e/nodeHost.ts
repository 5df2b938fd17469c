import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { installEditors } from '../../scripts/editors/install.ts'
import { root } from '../../scripts/editors/paths.ts'
import { startServer } from '../../scripts/editors/server.ts'
import { testSettings } from '../../scripts/editors/settings.ts'
import { suiteForNode } from './harness/bundle.ts'
import { Outcomes } from './harness/outcomes.ts'
import { copyInto, withScratch } from './harness/scratch.ts'
import { runSuiteInPage } from './harness/suitePage.ts'
import { unpackedExtension } from './harness/vsix.ts'

/**
 * Runs the suite in the Node extension host of a real VS Code, on the packaged extension:
 * `node test/e2e/nodeHost.ts [--extension FOLDER] [--tests FILE] [--open FOLDER-OR-WORKSPACE]`.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { extension: { type: 'string' }, tests: { type: 'string' }, open: { type: 'string' } },
  })
  const editors = await installEditors()
  const extension = values.extension ?? (await unpackedExtension())
  const tests = values.tests ?? (await suiteForNode())
  const outcomes = new Outcomes('editor-node')
  await withScratch(async scratch => {
    const workspace = await copyInto(scratch, join(root, 'test/e2e/workspace'), 'workspace')
    const server = await startServer({ editors, data: join(scratch, 'data'), settings: testSettings, automation: true })
    try {
      const address = server.address(values.open ?? join(workspace, 'tests.code-workspace'), [
        ['extensionDevelopmentPath', server.uri(extension)],
        ['extensionTestsPath', server.uri(tests)],
        ['skipWelcome', 'true'],
      ])
      await runSuiteInPage('editor-node', address, outcomes)
    } finally {
      await server.stop()
    }
  })
  await outcomes.finish()
}

await main()
