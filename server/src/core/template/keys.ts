import type { MapValue } from './value.ts'

/** The keys of a map in the order in which Go ranges over it and prints it: by their bytes. */
export function sortedKeys({ entries }: MapValue): readonly string[] {
  return [...entries.keys()].sort(compareBytes)
}

/** Compares two texts by the bytes of UTF-8, as Go does. JavaScript's own order differs above U+FFFF only. */
export function compareBytes(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at++) {
    const x = a.charCodeAt(at)
    const y = b.charCodeAt(at)
    if (x === y) continue
    const isHigh = x >= 0xd800 && x <= 0xdfff
    if (isHigh !== (y >= 0xd800 && y <= 0xdfff)) return isHigh ? 1 : -1
    return x - y
  }
  return a.length - b.length
}
