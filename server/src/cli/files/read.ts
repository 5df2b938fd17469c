import { isUtf8 } from 'node:buffer'
import { readFileSync, statSync } from 'node:fs'
import { reasonOf } from './walk.ts'

/** The text of a file, or why there is none. `nothing`: readable, and no manifest for sure. */
export type ReadResult =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'problem'; readonly message: string }

/** Manifests are small; a file of this size is a dump or a mistake, and reading it would cost more than it can tell. */
export const maxFileBytes = 16 * 1024 * 1024

/** Reads a file as Kubernetes' tools would: UTF-8, or UTF-16 with a byte order mark. Never throws. */
export function readManifest(path: string): ReadResult {
  try {
    const { size } = statSync(path)
    if (size > maxFileBytes) {
      return {
        kind: 'problem',
        message: `${megabytes(size)} MB is more than the limit of ${megabytes(maxFileBytes)} MB for one file`,
      }
    }
    return decode(readFileSync(path), path)
  } catch (error) {
    return { kind: 'problem', message: reasonOf(error) }
  }
}

function decode(bytes: Buffer, path: string): ReadResult {
  if (bytes.length > maxFileBytes) return { kind: 'problem', message: 'the file grew over the limit while it was read' }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { kind: 'text', text: new TextDecoder('utf-16le').decode(bytes) }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { kind: 'text', text: new TextDecoder('utf-16be').decode(bytes) }
  if (bytes.includes(0)) return { kind: 'problem', message: 'this is a binary file' }
  if (!isUtf8(bytes)) return { kind: 'problem', message: 'the text is neither UTF-8 nor UTF-16 with a byte order mark' }
  if (/\.json$/i.test(path) && !(bytes.includes('"apiVersion"') && bytes.includes('"kind"'))) return { kind: 'nothing' }
  return { kind: 'text', text: bytes.toString('utf8') }
}

function megabytes(bytes: number): string {
  return (bytes / (1024 * 1024)).toFixed(0)
}
