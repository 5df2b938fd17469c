#!/usr/bin/env node
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/**
 * Stands in for desktop VS Code where none can be had: takes the command line that @vscode/test-electron makes for it, and
 * runs the same suite in the VS Code server. `VSCODE_EXECUTABLE=test/e2e/desktopStandIn.ts npm run test:desktop`.
 */
function main(args: readonly string[]): number {
  const option = (name: string) => args.find(arg => arg.startsWith(`--${name}=`))?.slice(name.length + 3) ?? ''
  const open = args.find(arg => !arg.startsWith('-')) ?? ''
  const script = join(import.meta.dirname, 'nodeHost.ts')
  const passedOn = ['--extension', option('extensionDevelopmentPath'), '--tests', option('extensionTestsPath')]
  return spawnSync(process.execPath, [script, ...passedOn, '--open', open], { stdio: 'inherit' }).status ?? 1
}

process.exitCode = main(process.argv.slice(2))
