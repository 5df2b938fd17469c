import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Uri } from '../../../server/src/core/base/place.ts'
import { Workspace } from '../../../server/src/core/workspace/workspace.ts'
import type { Host } from '../../../server/src/lsp/host.ts'
import { Updates } from '../../../server/src/lsp/updates.ts'

const service = (name: string): string => `kind: Service\napiVersion: v1\nmetadata: { name: ${name} }\nspec: {}\n`
const [a, b] = ['file:///w/a.yaml' as Uri, 'file:///w/b.yaml' as Uri]

/** A host on which every look at the clock is a slice later, so that every step lets others have their turn. */
function busyHost(): Host & { breaths: number } {
  let time = 0
  return {
    version: '',
    breaths: 0,
    now: () => (time += 1000),
    breathe() {
      this.breaths++
      return Promise.resolve()
    },
    after: () => () => undefined,
  }
}

function fresh(): { workspace: Workspace; updates: Updates; host: ReturnType<typeof busyHost>; applied: Uri[][] } {
  const workspace = new Workspace()
  const host = busyHost()
  const applied: Uri[][] = []
  return { workspace, host, applied, updates: new Updates(workspace, host, affected => applied.push([...affected])) }
}

test('a burst of edits is applied once, with the last text', async () => {
  const { workspace, updates, applied } = fresh()
  updates.note(a, service('one'))
  updates.note(a, service('two'))
  expect(workspace.revision).toBe(0)
  await updates.upToDate()
  expect(applied).toEqual([[a]])
  expect(workspace.textOf(a)).toBe(service('two'))
})

test('a large change lets others have their turn between its documents', async () => {
  const { updates, host } = fresh()
  await updates.inSteps([{ uri: a, text: Array.from({ length: 20 }, (_, i) => service(`s${i}`)).join('---\n') }])
  expect(host.breaths).toBeGreaterThan(10)
})

test('whatever is applied in between, the last text that was noted counts', async () => {
  // 800 documents have 52,000 characters: enough to be applied in slices.
  const size = fc.constantFrom(1, 800)
  const change = fc.record({ uri: fc.constantFrom(a, b), documents: size, waits: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 6 }), async changes => {
      const { workspace, updates } = fresh()
      const last = new Map<Uri, string>()
      const waiting: Promise<void>[] = [updates.inSteps([{ uri: a, text: service('disk') }], () => !last.has(a))]
      for (const [index, { uri, documents, waits }] of changes.entries()) {
        const text = Array.from({ length: documents }, () => service(`s${index}`)).join('---\n')
        last.set(uri, text)
        updates.note(uri, text)
        waiting.push(updates.upToDate())
        if (waits) await Promise.resolve()
      }
      await Promise.all(waiting)
      for (const [uri, text] of last) expect(workspace.textOf(uri)).toBe(text)
    }),
    { numRuns: 20 },
  )
})
