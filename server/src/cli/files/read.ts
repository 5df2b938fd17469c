import { isUtf8 } from 'node:buffer'
import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
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
    const file = openSync(path, 'r')
    try {
      const stats = fstatSync(file)
      if (stats.size > maxFileBytes) return tooLarge(stats.size)
      // A pipe that was named (`check <(kustomize build .)`) does not know its size.
      const bytes = stats.isFile() ? readInto(scratch(stats.size), file) : readFileSync(file)
      return bytes.length > maxFileBytes ? tooLarge(bytes.length) : decode(bytes, path)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    return { kind: 'problem', message: reasonOf(error) }
  }
}

let buffer = Buffer.alloc(256 * 1024)

/** One buffer for all files: thousands of short-lived ones would be most of the memory that a scan takes. */
function scratch(size: number): Buffer {
  if (size >= buffer.length) buffer = Buffer.alloc(Math.min(maxFileBytes + 1, size * 2))
  return buffer
}

function readInto(target: Buffer, file: number): Buffer {
  let length = 0
  for (;;) {
    const read = readSync(file, target, length, target.length - length, null)
    length += read
    if (read === 0 || length === target.length) return target.subarray(0, length)
  }
}

function decode(bytes: Buffer, path: string): ReadResult {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { kind: 'text', text: new TextDecoder('utf-16le').decode(bytes) }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { kind: 'text', text: new TextDecoder('utf-16be').decode(bytes) }
  if (bytes.includes(0)) return { kind: 'problem', message: 'this is a binary file' }
  if (!isUtf8(bytes)) return { kind: 'problem', message: 'the text is neither UTF-8 nor UTF-16 with a byte order mark' }
  if (/\.json$/i.test(path) && !(bytes.includes('"apiVersion"') && bytes.includes('"kind"'))) return { kind: 'nothing' }
  return { kind: 'text', text: bytes.toString('utf8') }
}

function tooLarge(bytes: number): ReadResult {
  const megabytes = (count: number) => (count / (1024 * 1024)).toFixed(0)
  return {
    kind: 'problem',
    message: `${megabytes(bytes)} MB is more than the limit of ${megabytes(maxFileBytes)} MB for one file`,
  }
}
