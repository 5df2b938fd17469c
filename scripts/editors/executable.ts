import { accessSync, constants } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'

/** The path of a command that this process could run. */
export function findExecutable(name: string): string | undefined {
  const folders = isAbsolute(name) ? [''] : (process.env['PATH'] ?? '').split(delimiter)
  const endings = process.platform === 'win32' && !isAbsolute(name) ? ['.cmd', '.exe'] : ['']
  const paths = folders.flatMap(folder => endings.map(ending => join(folder, `${name}${ending}`)))
  return paths.find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
