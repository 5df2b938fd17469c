import { writeFile } from 'node:fs/promises'
import { crc32, deflateSync, inflateSync } from 'node:zlib'
import type { Page } from 'playwright-core'

/** Which part of the page; all of it unless told otherwise. In CSS pixels. */
export interface Clip {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Takes a picture for the documentation: a PNG of 256 colours, which text on plain ground loses nothing by. */
export async function takePicture(page: Page, path: string, clip?: Clip): Promise<void> {
  await writeFile(path, withPalette(await page.screenshot({ ...(clip ? { clip } : {}), animations: 'disabled' })))
}

/** @param png as Chromium writes it: 8 bits a channel, red, green, blue and perhaps alpha, not interlaced */
function withPalette(png: Buffer): Buffer {
  const { width, height, pixels } = decoded(png)
  const counts = new Map<number, number>()
  for (const pixel of pixels) counts.set(pixel, (counts.get(pixel) ?? 0) + 1)
  const palette = paletteOf(counts)
  const nearest = new Map([...counts.keys()].map(colour => [colour, indexOfNearest(palette, colour)]))
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = nearest.get(pixels[y * width + x] ?? 0) ?? 0
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    png.subarray(0, 8),
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(palette.flatMap(colour => [colour >> 16, (colour >> 8) & 255, colour & 255]))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Colours as 0xRRGGBB, row by row. */
function decoded(png: Buffer): { readonly width: number; readonly height: number; readonly pixels: Uint32Array } {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  const channels = png[25] === 6 ? 4 : 3
  const data: Buffer[] = []
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  }
  const raw = inflateSync(Buffer.concat(data))
  const stride = width * channels
  const bytes = new Uint8Array(stride * height)
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)] ?? 0
    for (let x = 0; x < stride; x++) {
      const left = x < channels ? 0 : (bytes[y * stride + x - channels] ?? 0)
      const up = y === 0 ? 0 : (bytes[(y - 1) * stride + x] ?? 0)
      const corner = x < channels || y === 0 ? 0 : (bytes[(y - 1) * stride + x - channels] ?? 0)
      bytes[y * stride + x] = (raw[y * (stride + 1) + 1 + x] ?? 0) + predicted(filter, left, up, corner)
    }
  }
  const pixels = new Uint32Array(width * height)
  for (let index = 0; index < pixels.length; index++) {
    const [red = 0, green = 0, blue = 0] = bytes.subarray(index * channels, index * channels + 3)
    pixels[index] = (red << 16) | (green << 8) | blue
  }
  return { width, height, pixels }
}

/** @see www.w3.org/TR/png-3/ section 9.2, filter types for filter method 0 */
function predicted(filter: number, left: number, up: number, corner: number): number {
  if (filter === 1) return left
  if (filter === 2) return up
  if (filter === 3) return (left + up) >> 1
  if (filter !== 4) return 0
  const guess = left + up - corner
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  if (toLeft <= toUp && toLeft <= toCorner) return left
  return toUp <= toCorner ? up : corner
}

/** One colour after the other, always the one that lacks most: by how often it is there, and how far it is from those chosen. */
function paletteOf(counts: ReadonlyMap<number, number>): readonly number[] {
  const lacking = [...counts].map(([colour, count]) => ({ colour, count, distance: Number.MAX_SAFE_INTEGER / count }))
  const palette: number[] = []
  while (palette.length < 256) {
    const next = lacking.reduce((worst, each) =>
      each.count * each.distance > worst.count * worst.distance ? each : worst,
    )
    if (next.distance === 0) break
    palette.push(next.colour)
    for (const each of lacking) each.distance = Math.min(each.distance, distance(each.colour, next.colour))
  }
  return palette
}

function indexOfNearest(palette: readonly number[], colour: number): number {
  const distances = palette.map(each => distance(each, colour))
  return distances.indexOf(Math.min(...distances))
}

function distance(a: number, b: number): number {
  const parts = [16, 8, 0].map(shift => ((a >> shift) & 255) - ((b >> shift) & 255))
  return parts.reduce((sum, part) => sum + part * part, 0)
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const result = Buffer.alloc(named.length + 8)
  result.writeUInt32BE(data.length, 0)
  result.set(named, 4)
  result.writeUInt32BE(crc32(named), named.length + 4)
  return result
}
