import { closeSync, openSync, readSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { applyEdits } from '../core/base/edit.ts'
import type { Uri } from '../core/base/place.ts'
import { fixAll } from '../core/features/codeActions.ts'
import type { Workspace } from '../core/workspace/workspace.ts'
import { encodingOf } from '../files/decode.ts'

/** What `--fix` has done. */
export interface Fixed {
  readonly files: readonly Uri[]
  readonly edits: number
  /** Files that could not be written, with the reason. */
  readonly failures: readonly { readonly uri: Uri; readonly message: string }[]
}

/**
 * Applies safe fixes until none is left, in memory first; then writes each changed file once, by way of a file beside it, so
 * that nobody ever sees half of one. Byte order marks and line ends stay as they are.
 */
export function fixFiles(workspace: Workspace, files: readonly Uri[]): Fixed {
  const changed = new Map<Uri, string>()
  let edits = 0
  for (let round = 0; round < mostRounds; round++) {
    const before = edits
    for (const uri of files) {
      const made = fixAll(workspace, uri)
      const text = workspace.textOf(uri)
      if (made.length === 0 || text === undefined) continue
      const fixed = applyEdits(text, made)
      workspace.apply([{ uri, text: fixed }])
      changed.set(uri, fixed)
      edits += made.length
    }
    if (edits === before) break
  }
  const written: Uri[] = []
  const failures: { readonly uri: Uri; readonly message: string }[] = []
  for (const [uri, text] of changed) {
    const message = write(fileURLToPath(uri), text)
    if (message === undefined) written.push(uri)
    else failures.push({ uri, message })
  }
  return { files: written, edits, failures }
}

/** A fix may make room for another; one that calls for itself again and again would be a bug of ours. */
const mostRounds = 10

/** @returns why it did not work */
function write(path: string, text: string): string | undefined {
  try {
    const start = startOf(path)
    if (encodingOf(start) !== 'utf-8') return 'it is not UTF-8, so it was left as it is'
    const { mode } = statSync(path)
    const beside = `${path}.portolan-${process.pid}`
    writeFileSync(beside, start.equals(byteOrderMark) ? `\ufeff${text}` : text, { mode })
    renameSync(beside, path)
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** In UTF-8. It is no part of the text that was read. */
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf])

function startOf(path: string): Buffer {
  const file = openSync(path, 'r')
  try {
    const start = Buffer.alloc(byteOrderMark.length)
    readSync(file, start, 0, start.length, 0)
    return start
  } finally {
    closeSync(file)
  }
}
