import { join } from 'node:path'
import { runTests } from '@vscode/test-electron'
import { root } from '../../scripts/editors/paths.ts'
import { suiteForNode } from './harness/bundle.ts'
import { copyInto, withScratch } from './harness/scratch.ts'
import { unpackedExtension } from './harness/vsix.ts'

/**
 * Runs the suite in desktop VS Code, on the packaged extension. @vscode/test-electron downloads VS Code, unless the
 * environment variable VSCODE_EXECUTABLE names one.
 */
async function main(): Promise<void> {
  const executable = process.env['VSCODE_EXECUTABLE']
  const extension = await unpackedExtension()
  const tests = await suiteForNode()
  await withScratch(async scratch => {
    const workspace = await copyInto(scratch, join(root, 'test/e2e/workspace'), 'workspace')
    await runTests({
      ...(executable ? { vscodeExecutablePath: executable } : {}),
      extensionDevelopmentPath: extension,
      extensionTestsPath: tests,
      launchArgs: [join(workspace, 'tests.code-workspace'), '--disable-extensions', '--disable-workspace-trust'],
    })
  })
}

await main()
