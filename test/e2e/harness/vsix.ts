import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { packagedExtension } from '../../../scripts/editors/packaged.ts'
import { cache } from '../../../scripts/editors/paths.ts'

/** Unpacks the packaged extension, so that tests run what users get; gives the folder with its package.json. */
export async function unpackedExtension(): Promise<string> {
  const target = join(cache, 'e2e/extension')
  await rm(target, { recursive: true, force: true })
  for (const { name, data } of zipEntries(await readFile(await packagedExtension()))) {
    if (!name.startsWith('extension/') || name.endsWith('/')) continue
    const path = join(target, name.slice('extension/'.length))
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, data)
  }
  return target
}

interface ZipEntry {
  readonly name: string
  readonly data: Buffer
}

/** The files of a ZIP archive, read by its central directory (PKWARE APPNOTE 4.3.12 and 4.3.16); no ZIP64. */
export function* zipEntries(zip: Buffer): Iterable<ZipEntry> {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  if (end < 0) throw new Error('not a ZIP archive')
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const method = zip.readUInt16LE(at + 10)
    const packedSize = zip.readUInt32LE(at + 20)
    const nameLength = zip.readUInt16LE(at + 28)
    const header = zip.readUInt32LE(at + 42)
    const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28)
    const packed = zip.subarray(start, start + packedSize)
    yield {
      name: zip.toString('utf8', at + 46, at + 46 + nameLength),
      data: method === stored ? packed : inflateRawSync(packed),
    }
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
  }
}

const stored = 0
