import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { contains, type Span } from '../../server/src/core/base/span.ts'
import { nodeAt } from '../../server/src/core/yaml/cursor.ts'
import type { YamlDocument, YamlNode } from '../../server/src/core/yaml/node.ts'
import { parseDocument } from '../../server/src/core/yaml/parse.ts'
import { keyText } from '../../server/src/core/yaml/scalar.ts'
import { splitDocuments } from '../../server/src/core/yaml/segments.ts'
import { anyText, mutated, printed } from './yamlTexts.ts'

describe('any text', () => {
  test('is cut into segments that follow each other without a gap', () => {
    fc.assert(
      fc.property(anyText, text => {
        let at = 0
        for (const segment of splitDocuments(text)) {
          expect(segment.start).toBe(at)
          at += segment.text.length
        }
        expect(at).toBe(text.length)
        expect(
          splitDocuments(text)
            .map(segment => segment.text)
            .join(''),
        ).toBe(text)
      }),
      { numRuns: 1500 },
    )
  })

  test('is read without a throw, into a tree whose spans are in bounds and nested', () => {
    fc.assert(
      fc.property(anyText, text => {
        checkSpans(parseDocument(text))
      }),
      { numRuns: 4000 },
    )
  })

  test('has a node at every offset of every node', () => {
    fc.assert(
      fc.property(mutated, text => {
        const document = parseDocument(text)
        for (let offset = 0; offset <= text.length; offset += 7) {
          const cursor = nodeAt(document, offset)
          expect(cursor === undefined).toBe(document.root === undefined)
          if (!cursor || cursor.side === 'gap') continue
          const { start, end } = cursor.node.via ?? cursor.node.span
          expect(start <= offset && offset <= end).toBe(true)
        }
      }),
      { numRuns: 150 },
    )
  })
})

describe('a printed value', () => {
  test('is read as it was', () => {
    fc.assert(
      fc.property(printed, ({ value, text }) => {
        const document = parseDocument(text)
        expect(document.status).toBe('ok')
        expect(plain(document.root)).toEqual(value)
        checkSpans(document)
      }),
      { numRuns: 1000 },
    )
  })

  test('in a stream is one document, whatever stands between', () => {
    const between = fc.constantFrom(
      '---\n',
      '--- # c\n',
      '...\n---\n',
      '...\n# c\n\n---\n',
      '...\n%YAML 1.1\n---\n',
      '\n\n---\n',
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(between, printed), { minLength: 1, maxLength: 6 }), parts => {
        const stream = parts.map(([marker, { text }], i) => (i === 0 ? '' : marker) + text).join('')
        const segments = splitDocuments(stream)
        expect(segments.map(({ text }) => plain(parseDocument(text).root))).toEqual(parts.map(([, { value }]) => value))
        expect(segments).toHaveLength(parseAllDocuments(stream).length)
      }),
      { numRuns: 300 },
    )
  })
})

const corpus = join(import.meta.dirname, '../../../shared/corpus')
const present = existsSync(corpus)
if (!present) console.log('skipped: ../shared/corpus is absent, its manifests are not compared')

test.runIf(present)('public manifests, segment by segment, are what `yaml` reads in the whole stream', () => {
  const files = globSync('**/*.{yaml,yml}', { cwd: corpus }).sort()
  const sample = files
    .filter((_, i) => i % 12 === 0)
    .map(file => ({ file, text: readFileSync(join(corpus, file), 'utf8') }))
  let compared = 0
  for (const { file, text } of sample) {
    if (text.length > 100_000 || text.includes('{{') || text.includes('<<')) continue
    const whole = parseAllDocuments(text, { schema: 'failsafe', uniqueKeys: false, prettyErrors: false })
    const documents = splitDocuments(text).map(segment => parseDocument(segment.text))
    if (!Array.isArray(whole) || whole.length === 0) continue
    expect(documents, file).toHaveLength(whole.length)
    whole.forEach((expected, i) => {
      if (expected.errors.length > 0) return
      compared++
      expect(documents[i]?.status, file).toBe('ok')
      expect(difference(documents[i]?.root, expected.toJS()), file).toBeUndefined()
    })
  }
  expect(compared).toBeGreaterThan(200)
})

function checkSpans(document: YamlDocument): void {
  const whole = { start: 0, end: document.text.length }
  for (const { span, text } of document.comments) {
    checkInside(whole, span)
    expect(document.text.slice(span.start, span.end)).toBe(text)
  }
  if (document.root) checkNode(whole, document.root)
}

function checkNode(outer: Span, node: YamlNode): void {
  checkInside(outer, node.via ?? node.span)
  if (node.via) return
  if (node.kind === 'map') {
    for (const entry of node.entries) {
      if (entry.via) {
        checkInside(node.span, entry.via)
        continue
      }
      checkInside(node.span, entry.span)
      checkNode(entry.span, entry.key)
      if (entry.value) checkNode(entry.span, entry.value)
    }
  } else if (node.kind === 'seq') {
    for (const item of node.items) {
      checkInside(node.span, item.span)
      if (item.value) checkNode(item.span, item.value)
    }
  }
}

function checkInside(outer: Span, inner: Span): void {
  expect(inner.start).toBeLessThanOrEqual(inner.end)
  if (!contains(outer, inner)) expect(inner).toEqual(outer)
}

function plain(node: YamlNode | undefined): unknown {
  switch (node?.kind) {
    case 'map':
      return Object.fromEntries(node.entries.map(entry => [entry.key.value, plain(entry.value)]))
    case 'seq':
      return node.items.map(item => plain(item.value))
    case 'scalar':
      return node.value
    case 'unknown':
      return undefined
    default:
      return null
  }
}

/** Where our tree differs from `yaml`'s values, all of which are text, or `undefined`. */
function difference(node: YamlNode | undefined, expected: unknown, path = ''): string | undefined {
  if (Array.isArray(expected)) {
    if (node?.kind !== 'seq' || node.items.length !== expected.length) return path
    return firstDefined(expected.map((item: unknown, i) => difference(node.items[i]?.value, item, `${path}[${i}]`)))
  }
  if (typeof expected === 'object' && expected !== null) {
    if (node?.kind !== 'map') return path
    const values = new Map(node.entries.map(entry => [entry.key.value, entry.value]))
    return firstDefined(
      Object.entries(expected).map(([key, item]) => difference(values.get(keyText(key)), item, `${path}.${key}`)),
    )
  }
  if (node === undefined) return expected === '' ? undefined : path
  if (node.kind !== 'scalar') return path
  return typeof node.value !== 'string' || node.value === expected
    ? undefined
    : `${path}: ${node.value} is not ${expected}`
}

function firstDefined(found: readonly (string | undefined)[]): string | undefined {
  return found.find(difference => difference !== undefined)
}
