import './activation.ts'
import './squiggle.ts'
import './hover.ts'
import './hints.ts'
import './lenses.ts'
import './navigation.ts'
import './completion.ts'
import './wiring.ts'
import './fix.ts'
import { runTests } from './runner.ts'

/** What every host calls: @vscode/test-electron, the VS Code server and VS Code for the web share this contract. */
export async function run(): Promise<void> {
  await runTests()
}
