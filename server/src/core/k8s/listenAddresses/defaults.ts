import type { Word } from './words.ts'

/** A server for development that listens on 127.0.0.1 unless it is told where. */
interface LocalServer {
  readonly called: string
  readonly program: RegExp
  /** A word that must follow, at once or later. */
  readonly command?: string
  /** Flags that say where to listen. */
  readonly told: RegExp
  readonly variable: string
}

const servers: readonly LocalServer[] = [
  { called: 'uvicorn', program: /(^|\/)uvicorn$/, told: /^--(host|uds|fd)\b/, variable: 'UVICORN_HOST' },
  { called: 'flask run', program: /(^|\/)flask$/, command: 'run', told: /^(--host|-h)\b/, variable: 'FLASK_RUN_HOST' },
]

/**
 * Why a command line listens on the loopback only, although it names no address: `uvicorn app:app --port 8000`. `undefined`
 * where an address is told, or where a variable may tell it.
 *
 * @see uvicorn.org/settings (host), flask.palletsprojects.com/cli (run), docs.djangoproject.com/ref/django-admin (runserver)
 */
export function loopbackByDefault(words: readonly Word[], variables: readonly string[]): string | undefined {
  if (words.some(({ text }) => text.includes('$'))) return undefined
  for (const { called, program, command, told, variable } of servers) {
    const at = words.findIndex(({ text }) => program.test(text))
    const rest = words.slice(at + 1)
    if (at < 0 || variables.includes(variable) || rest.some(({ text }) => told.test(text))) continue
    if (command === undefined || rest.some(({ text }) => text === command)) return `${called} without --host`
  }
  return undefined
}
