import { readdirSync, readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { fileUri } from '../../core/base/uri.ts'
import { decodeUtf8 } from '../../core/base/utf8.ts'
import type { Files } from '../../core/kustomize/files.ts'
import { renderKustomization } from '../../core/kustomize/kustomize.ts'
import { BuildError } from '../../core/kustomize/problem.ts'

type Printed = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string }

/** What `kubectl kustomize` prints of a folder, or why it refuses. */
export function kubectlKustomize(path: string): Printed {
  try {
    return { ok: true, text: renderKustomization(fileUri(path), filesOnDisk) }
  } catch (error) {
    if (error instanceof BuildError) return { ok: false, why: `${placeOf(error)}${error.message}` }
    throw error
  }
}

function placeOf({ at }: BuildError): string {
  if (!at) return ''
  const before = filesOnDisk.text(at.uri)?.slice(0, at.span.start)
  const line = before === undefined ? '' : `:${before.split('\n').length}`
  return `${fileURLToPath(at.uri)}${line}: `
}

/** Files and folders of this machine, links followed. */
const filesOnDisk: Files = {
  text(uri) {
    try {
      const bytes = readFileSync(fileURLToPath(uri))
      const text = bytes.toString('utf8')
      return text.includes('\ufffd') ? decodeUtf8(bytes) : text
    } catch {
      return undefined
    }
  },
  list(folder) {
    const path = fileURLToPath(folder)
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(path) : undefined
  },
}
