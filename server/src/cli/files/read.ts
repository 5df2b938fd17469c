import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'
import { type Decoded, decode, maxFileBytes, tooLarge } from '../../files/decode.ts'
import { reasonOf } from './reason.ts'

/** Reads a file as all hosts do. Never throws. */
export function readManifest(path: string): Decoded {
  try {
    const file = openSync(path, 'r')
    try {
      const stats = fstatSync(file)
      if (stats.size > maxFileBytes) return tooLarge(stats.size)
      // A pipe that was named (`check <(kustomize build .)`) does not know its size.
      return decode(stats.isFile() ? readInto(scratch(stats.size), file) : readFileSync(file), path)
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
