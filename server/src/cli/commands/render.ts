import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { RenderLine } from '../args.ts'
import { type ExitCode, exitCodes, UsageError } from '../exitCodes.ts'
import type { Terminal } from '../terminal.ts'
import { kubectlKustomize } from './renderFolder.ts'

/** `portolan render`. Prints the manifests, or says on stderr why the real tool would refuse. */
export function render(line: RenderLine, { cwd, stdout, stderr }: Terminal): ExitCode {
  const path = resolve(cwd, line.path)
  if (!existsSync(path)) throw new UsageError(`${line.path} does not exist`)
  if (!statSync(path).isDirectory()) throw new UsageError(`${line.path} is no folder`)
  const printed = kubectlKustomize(path)
  if (!printed.ok) {
    stderr.write(`portolan: ${printed.why}\n`)
    return exitCodes.failure
  }
  stdout.write(printed.text)
  return exitCodes.ok
}
