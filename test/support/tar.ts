import { gzipSync } from 'fflate'
import type { Files } from './charts.ts'

export function tgzOf(files: Files): Uint8Array {
  return gzipSync(tarOf(files))
}

/** Names of more than 100 bytes are written as GNU tar writes them. */
export function tarOf(files: Files): Uint8Array {
  const parts: Uint8Array[] = []
  for (const [name, content] of Object.entries(files)) {
    const bytes = typeof content === 'string' ? encoder.encode(content) : content
    const encoded = encoder.encode(name)
    if (encoded.length > 100) parts.push(header('././@LongLink', encoded.length, 'L'), padded(encoded))
    parts.push(header(name.slice(0, 100), bytes.length, '0'), padded(bytes))
  }
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 1024))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

const encoder = new TextEncoder()

function header(name: string, size: number, type: string): Uint8Array {
  const block = new Uint8Array(512)
  block.set(encoder.encode(name).subarray(0, 100))
  block.set(encoder.encode(`${size.toString(8).padStart(11, '0')}\0`), 124)
  block.set(encoder.encode(type), 156)
  block.set(encoder.encode('ustar\0'), 257)
  return block
}

function padded(bytes: Uint8Array): Uint8Array {
  const block = new Uint8Array(Math.ceil(bytes.length / 512) * 512)
  block.set(bytes)
  return block
}
