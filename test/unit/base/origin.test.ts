import { describe, expect, test } from 'vitest'
import { OriginMap, type Piece } from '../../../server/src/core/base/origin.ts'
import type { Location, Uri } from '../../../server/src/core/base/place.ts'

const template = 'file:///chart/templates/web.yaml' as Uri
const values = 'file:///chart/values.yaml' as Uri

/** `port: {{ .Values.port }}\n` with `port: 8080` in the values: the made text is `port: 8080\n`. */
const action = at(template, 6, 24)
const pieces: readonly Piece[] = [
  { end: 6, from: at(template, 0, 6), copied: true },
  { end: 10, from: at(values, 6, 10), copied: true, action },
  { end: 11, from: at(template, 24, 25), copied: true },
]

describe('OriginMap', () => {
  const map = new OriginMap(pieces)

  test('leads a copied value to where it is written, and names the expression that printed it', () => {
    expect(map.up({ start: 6, end: 10 })).toEqual({ at: at(values, 6, 10), exact: true, action, inputs: [] })
    expect(map.up({ start: 7, end: 9 })).toEqual({ at: at(values, 7, 9), exact: true, action, inputs: [] })
  })

  test('is not exact over pieces of several files, and names the others', () => {
    expect(map.up({ start: 0, end: 10 })).toEqual({ at: at(template, 0, 6), exact: false, inputs: [at(values, 6, 10)] })
  })

  test('is not exact over what an expression stands between', () => {
    expect(map.up({ start: 0, end: 11 })).toEqual({
      at: at(template, 0, 25),
      exact: false,
      inputs: [at(values, 6, 10)],
    })
  })

  test('is exact over pieces that follow each other in the file', () => {
    const split = new OriginMap([
      { end: 2, from: at(template, 10, 12), copied: true },
      { end: 5, from: at(template, 12, 15), copied: true },
    ])
    expect(split.up({ start: 1, end: 4 })).toEqual({ at: at(template, 11, 14), exact: true, inputs: [] })
  })

  test('leads all of a made piece to all of what made it', () => {
    const made = new OriginMap([{ end: 4, from: action, copied: false, inputs: [at(values, 6, 10)] }])
    expect(made.up({ start: 1, end: 3 })).toEqual({ at: action, exact: false, inputs: [at(values, 6, 10)] })
  })

  test('takes an empty span for the end of the word before it', () => {
    expect(map.up({ start: 10, end: 10 }).at).toEqual(at(values, 10, 10))
    expect(map.up({ start: 0, end: 0 }).at).toEqual(at(template, 0, 0))
  })

  test('leads a written offset to all that was made from it', () => {
    expect(map.down(values, 8)).toEqual([8])
    expect(map.down(template, 3)).toEqual([3])
    expect(map.down(template, 10)).toEqual([6])
    expect(map.down(values, 40)).toEqual([])
  })

  test('of a part leads where the whole leads', () => {
    const part = map.slice({ start: 4, end: 8 })
    expect(part.length).toBe(4)
    expect(part.up({ start: 0, end: 2 })).toEqual(map.up({ start: 4, end: 6 }))
    expect(part.up({ start: 2, end: 4 })).toEqual(map.up({ start: 6, end: 8 }))
  })

  test('of a text that was read leads into the file', () => {
    expect(OriginMap.whole(template, 100, 20).up({ start: 5, end: 7 })).toEqual({
      at: at(template, 105, 107),
      exact: true,
      inputs: [],
    })
  })
})

function at(uri: Uri, start: number, end: number): Location {
  return { uri, span: { start, end } }
}
