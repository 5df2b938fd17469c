import { helpFor, overview, parseCommandLine } from './args.ts'
import { check } from './commands/check.ts'
import { explain } from './commands/explain.ts'
import { render } from './commands/render.ts'
import { rules } from './commands/rules.ts'
import { type ExitCode, exitCodes, UsageError } from './exitCodes.ts'
import type { Terminal } from './terminal.ts'
import { version } from './version.ts'

/** Runs one command line. Never throws: whatever goes wrong becomes words on stderr and an exit code. */
export function run(argv: readonly string[], terminal: Terminal): ExitCode {
  try {
    return dispatch(argv, terminal)
  } catch (error) {
    terminal.stderr.write(error instanceof UsageError ? usageText(error) : defectText(error, terminal.env))
    return exitCodes.failure
  }
}

function dispatch(argv: readonly string[], terminal: Terminal): ExitCode {
  const line = parseCommandLine(argv)
  switch (line.command) {
    case 'version':
      terminal.stdout.write(`portolan ${version()}\n`)
      return exitCodes.ok
    case 'help':
      terminal.stdout.write(line.about === undefined ? overview() : helpFor(line.about))
      return exitCodes.ok
    case 'check':
      return check(line, terminal)
    case 'explain':
      return explain(line, terminal)
    case 'render':
      return render(line, terminal)
    case 'rules':
      return rules(terminal)
  }
}

function usageText({ message, hint }: UsageError): string {
  return hint === undefined ? `portolan: ${message}\n` : `portolan: ${message}\n${hint}\n`
}

function defectText(error: unknown, env: Terminal['env']): string {
  const message = error instanceof Error ? error.message : String(error)
  const details =
    env['PORTOLAN_DEBUG'] && error instanceof Error ? `${error.stack ?? ''}\n` : 'PORTOLAN_DEBUG=1 shows where.\n'
  return `portolan: this is a defect of Portolan, not of your manifests: ${message}\n${details}`
}
