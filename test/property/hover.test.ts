import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hover } from '../../server/src/core/features/hover.ts'
import { inView, uriOf } from '../support/view.ts'
import { mutatedProject } from './mutated.ts'

/** A mutated project, and every hover of the mutated file asked for. */
test('a hover never throws, stays in the file and fills all its holes, at any offset of any mutated manifest', () => {
  fc.assert(
    fc.property(mutatedProject, ({ files, path, text }) => {
      const { workspace } = inView(files)
      for (let offset = 0; offset <= text.length; offset++) {
        const found = hover(workspace, uriOf(path), offset)
        if (!found) continue
        expect(found.span.start).toBeLessThanOrEqual(offset)
        expect(found.span.end).toBeGreaterThanOrEqual(offset)
        expect(found.span.end).toBeLessThanOrEqual(text.length)
        expect(found.markdown).not.toMatch(/undefined|NaN|\[object|(?<![.$])\{(?!spec)[a-zA-Z]+\}(?!.*jsonpath)/)
      }
    }),
    { numRuns: 300 },
  )
})
