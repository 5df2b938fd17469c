import { Gunzip } from 'fflate/browser'
import { decodeUtf8 } from '../../base/utf8.ts'
import { ChartRefusal } from '../refusal.ts'

/** A file of a packed chart, named relative to the chart's folder. */
export interface ArchivedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Bytes that a chart may unpack to, and bytes of one of its files (Helm, chart/loader/archive). */
export const maxChartBytes = 100 * 1024 * 1024
export const maxFileBytes = 5 * 1024 * 1024
/** Helm has no such limit; no chart comes near it. */
export const maxFiles = 10_000

/**
 * Unpacks a `.tgz` of a chart. The first segment of each path, the chart's name, is left out.
 *
 * @throws ChartRefusal with Helm's words for what Helm refuses: no gzip, paths that lead outside, too much to unpack
 */
export function unpack(archive: Uint8Array): readonly ArchivedFile[] {
  const files = filesOf(inflate(archive))
  if (files.length === 0) throw new ChartRefusal('no files in chart archive')
  return files
}

function inflate(archive: Uint8Array): Uint8Array {
  if (archive[0] !== 0x1f || archive[1] !== 0x8b) throw new ChartRefusal('gzip: invalid header')
  const chunks: Uint8Array[] = []
  let size = 0
  const gunzip = new Gunzip(chunk => {
    size += chunk.length
    if (size > maxTarBytes) throw tooLarge()
    chunks.push(chunk)
  })
  try {
    // Portion by portion, so that an archive that unpacks to gigabytes is left before it has.
    for (let at = 0; at < archive.length; at += portion)
      gunzip.push(archive.subarray(at, at + portion), at + portion >= archive.length)
  } catch (error) {
    if (error instanceof ChartRefusal) throw error
    throw new ChartRefusal('unexpected EOF')
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

/** Headers and padding take some bytes besides those of the files. */
const maxTarBytes = maxChartBytes + maxFiles * 1024
const portion = 16 * 1024

function tooLarge(): ChartRefusal {
  return new ChartRefusal(`decompressed chart is larger than the maximum size ${maxChartBytes}`)
}

function filesOf(tar: Uint8Array): ArchivedFile[] {
  const files: ArchivedFile[] = []
  let remaining = maxChartBytes
  let longName: string | undefined
  for (let at = 0; at + blockSize <= tar.length; ) {
    const header = tar.subarray(at, at + blockSize)
    if (header.every(byte => byte === 0)) break
    const size = numberIn(header.subarray(124, 136))
    const start = at + blockSize
    at = start + Math.ceil(size / blockSize) * blockSize
    if (at > tar.length + blockSize) throw new ChartRefusal('unexpected EOF')
    const bytes = tar.subarray(start, start + size)
    const type = String.fromCharCode(header[156] ?? 0)
    if (type === 'x') longName = paxPath(bytes) ?? longName
    if (type === 'L') longName = textIn(bytes)
    if (!isFile(type)) continue
    const written = longName ?? nameIn(header)
    longName = undefined
    if (written.endsWith('/')) continue
    if (size > remaining) throw tooLarge()
    if (size > maxFileBytes) {
      throw new ChartRefusal(
        `decompressed chart file "${written}" is larger than the maximum file size ${maxFileBytes}`,
      )
    }
    remaining -= size
    files.push({ name: nameWithin(written), bytes })
    if (files.length > maxFiles) throw new ChartRefusal(`chart has more than ${maxFiles} files`)
  }
  return files
}

const blockSize = 512

/** Regular files: `0`, or nothing in old archives. */
function isFile(type: string): boolean {
  return type === '0' || type === '\0' || type === '7'
}

/** @throws ChartRefusal for a path that leads out of the chart */
function nameWithin(written: string): string {
  const delimiter = written.includes('\\') ? '\\' : '/'
  const [first, ...rest] = written.split(delimiter)
  const path = rest.join('/')
  if (path.startsWith('/')) throw new ChartRefusal('chart illegally contains absolute paths')
  const name = cleanPath(path)
  if (name === '') throw new ChartRefusal(`chart illegally contains content outside the base directory: "${written}"`)
  if (name.startsWith('..')) throw new ChartRefusal('chart illegally references parent directory')
  if (/^[a-zA-Z]:\//.test(name)) throw new ChartRefusal('chart contains illegally named files')
  if (first === 'Chart.yaml') throw new ChartRefusal('chart yaml not in base directory')
  return name
}

/** Without `.` and empty segments, and with `..` taken back, as Go's `path.Clean` does. */
function cleanPath(path: string): string {
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else parts.push(part)
  }
  return parts.join('/')
}

function nameIn(header: Uint8Array): string {
  const name = textIn(header.subarray(0, 100))
  const isUstar = textIn(header.subarray(257, 262)) === 'ustar'
  const prefix = isUstar ? textIn(header.subarray(345, 500)) : ''
  return prefix === '' ? name : `${prefix}/${name}`
}

function textIn(field: Uint8Array): string {
  const end = field.indexOf(0)
  return decodeUtf8(end < 0 ? field : field.subarray(0, end))
}

/** Octal digits, or big numbers in binary with the first bit set. */
function numberIn(field: Uint8Array): number {
  if ((field[0] ?? 0) & 0x80) return field.subarray(1).reduce((sum, byte) => sum * 256 + byte, 0)
  const size = Number.parseInt(textIn(field).trim() || '0', 8)
  return Number.isFinite(size) && size >= 0 ? size : 0
}

/** The `path` record of an extended header: `27 path=web/templates/a.yaml`. */
function paxPath(bytes: Uint8Array): string | undefined {
  for (const record of decodeUtf8(bytes).split('\n')) {
    const path = /^\d+ path=(.*)$/.exec(record)?.[1]
    if (path !== undefined) return path
  }
  return undefined
}
