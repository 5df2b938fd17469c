import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyEdits } from '../../server/src/core/base/edit.ts'
import { completionDocumentation, completions } from '../../server/src/core/features/completion.ts'
import { parseDocument } from '../../server/src/core/yaml/parse.ts'
import { splitDocuments } from '../../server/src/core/yaml/segments.ts'
import { parseSpec, withoutCursors } from '../support/cursorSpec.ts'
import { inView, uriOf } from '../support/view.ts'
import { mutatedProject } from './mutated.ts'

test('a list never throws and edits nothing but the line of the cursor, at any offset of any mutated manifest', () => {
  fc.assert(
    fc.property(mutatedProject, fc.nat(6), ({ files, path, text }, step) => {
      const { workspace } = inView(files)
      for (let offset = step; offset <= text.length; offset += 7) {
        for (const item of completions(workspace, uriOf(path), offset, text)) {
          expect(item.span.start).toBeLessThanOrEqual(offset)
          expect(item.span.end).toBeGreaterThanOrEqual(offset)
          expect(text.slice(item.span.start, item.span.end)).not.toMatch(/[\r\n]/)
          expect(`${item.label} ${item.detail} ${item.newText}`).not.toMatch(/undefined|NaN|\[object|stands-in|65432/)
        }
      }
    }),
    { numRuns: 120 },
  )
})

const folder = join(import.meta.dirname, '../spec/completion')
const specs = readdirSync(folder)
  .filter(name => name.endsWith('.txt'))
  .map(name => parseSpec(readFileSync(join(folder, name), 'utf8'), 'complete'))

test('whatever is chosen can be read, and every choice has a documentation of its own', () => {
  for (const { files, cursors } of specs) {
    const texts = Object.fromEntries([...files].map(([path, text]) => [path, withoutCursors(text)]))
    const { workspace } = inView(texts)
    for (const { path, offset } of cursors) {
      const text = texts[path] ?? ''
      for (const { span, newText, label } of completions(workspace, uriOf(path), offset, text)) {
        const after = applyEdits(text, [{ span, newText }])
        const document = splitDocuments(after).findLast(({ start }) => start <= span.start)
        const was = splitDocuments(text).findLast(({ start }) => start <= span.start)
        const readable = (part: string | undefined): boolean => parseDocument(part ?? '').status === 'ok'
        if (readable(was?.text)) expect(readable(document?.text), `${path}: ${label}\n${after}`).toBe(true)
        const documentation = completionDocumentation(workspace, uriOf(path), offset, label, text)
        if (documentation !== undefined) expect(documentation).not.toMatch(/undefined|NaN|\[object|stands-in/)
      }
    }
  }
})
