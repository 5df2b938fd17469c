import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { encodeUtf8 } from '../../core/base/utf8.ts'
import type { RenderLine } from '../args.ts'
import { type ExitCode, exitCodes, UsageError } from '../exitCodes.ts'
import type { Terminal } from '../terminal.ts'
import { helmTemplate, profileOf } from './renderChart.ts'
import { kubectlKustomize } from './renderFolder.ts'

/** `portolan render`. Prints the manifests, or says on stderr why the real tool would refuse. */
export function render(line: RenderLine, { cwd, stdout, stderr }: Terminal): ExitCode {
  const path = resolve(cwd, line.path)
  if (!existsSync(path)) throw new UsageError(`${line.path} does not exist`)
  const printed = isChart(path, line.path) ? helmTemplate(path, profileOf(line, cwd)) : kubectlKustomize(path)
  if (!printed.ok) {
    stderr.write(`portolan: ${printed.why}\n`)
    return exitCodes.failure
  }
  stdout.write(/\p{Surrogate}/u.test(printed.text) ? encodeUtf8(printed.text) : printed.text)
  return exitCodes.ok
}

function isChart(path: string, asNamed: string): boolean {
  if (statSync(path).isDirectory()) return existsSync(join(path, 'Chart.yaml'))
  if (path.endsWith('.tgz')) return true
  throw new UsageError(`${asNamed} is no folder and no packed chart`)
}
