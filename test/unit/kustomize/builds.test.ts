import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { BuildCache } from '../../../server/src/core/kustomize/build.ts'
import { buildKustomization, renderKustomization } from '../../../server/src/core/kustomize/kustomize.ts'
import { filesOf, uri } from '../../support/kustomize.ts'

const folder = join(import.meta.dirname, 'builds')

/** What kubectl 1.36.3 (kustomize 5.8.1) prints for the folder `app`, or that it refuses. */
describe.each(readdirSync(folder).sort())('%s', name => {
  const { files, output } = caseOf(readFileSync(join(folder, name), 'utf8'))

  test(output === undefined ? 'is refused' : 'is built', () => {
    const build = () => renderKustomization(uri('app'), files)
    if (output === undefined) expect(build).toThrow(Error)
    else expect(build()).toBe(output)
  })

  test('is built leniently, from kept bases as well, with origins for every character', () => {
    const cache = new BuildCache()
    for (let run = 0; run < 2; run++) {
      const { resources, problems } = buildKustomization(uri('app'), files, cache)
      expect(problems.length > 0).toBe(output === undefined)
      if (output !== undefined) expect(resources.map(({ text }) => text).join('---\n')).toBe(output)
      for (const { text, origins } of resources) {
        expect(origins.length).toBe(text.length)
        let begin = 0
        for (const { end, from, copied } of origins.pieces) {
          expect(end).toBeGreaterThan(begin)
          const written = files.text(from.uri)?.slice(from.span.start, from.span.end)
          expect(written).toBeDefined()
          if (copied) expect(written).toBe(text.slice(begin, end))
          begin = end
        }
      }
    }
  })
})

function caseOf(archive: string) {
  const texts: Record<string, string> = {}
  let output: string | undefined
  for (const part of archive.split(/^(?=-- .+ --$)/m)) {
    const end = part.indexOf('\n')
    const name = part.slice(3, end - 3)
    if (name === 'output') output = part.slice(end + 1)
    else if (name !== 'refused') texts[name] = part.slice(end + 1)
  }
  return { files: filesOf(texts), output }
}
