import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { fileUri } from '../../server/src/core/base/uri.ts'
import type { Files } from '../../server/src/core/kustomize/files.ts'
import { renderKustomization } from '../../server/src/core/kustomize/kustomize.ts'
import { BuildError } from '../../server/src/core/kustomize/problem.ts'
import { describeWith } from './describeWith.ts'

/** The row of docs/coverage.md that these builds are. */
const figures = readFileSync(join(import.meta.dirname, 'exactness.tsv'), 'utf8')
  .split('\n')[1]
  ?.split('\t')

describeWith('charts', 'kustomizations of strangers', folder => {
  const corpus = join(folder, '../corpus')

  test.runIf(existsSync(corpus))(
    'are built to the byte as kubectl 1.36.3 builds them, or refused as it refuses',
    () => {
      const unpacked = mkdtempSync(join(tmpdir(), 'portolan-kustomize-'))
      try {
        const archive = join(folder, 'charts.tar.gz')
        execFileSync('tar', ['xzf', archive, '-C', unpacked, './KUSTOMIZE.tsv', './golden/kustomize'])
        const rows = readFileSync(join(unpacked, 'KUSTOMIZE.tsv'), 'utf8').trim().split('\n').slice(1)
        const wrong: string[] = []
        let refused = 0
        for (const row of rows) {
          const [, key = '', path = '', , code] = row.split('\t')
          const golden = join(unpacked, 'golden/kustomize', `${key}.yaml`)
          const expected = code === '0' ? readFileSync(golden, 'utf8') : undefined
          if (expected === undefined) refused++
          if (built(join(corpus, path)) !== expected) wrong.push(path)
        }
        expect(wrong).toEqual([])
        expect(figures?.slice(2, 6)).toEqual([rows.length, rows.length - refused, refused, 0].map(String))
      } finally {
        rmSync(unpacked, { recursive: true })
      }
    },
  )
})

function built(path: string): string | undefined {
  try {
    return renderKustomization(fileUri(path), files)
  } catch (error) {
    if (error instanceof BuildError) return undefined
    throw error
  }
}

const files: Files = {
  text(uri) {
    const path = fileURLToPath(uri)
    return statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path, 'utf8') : undefined
  },
  list(uri) {
    const path = fileURLToPath(uri)
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(path) : undefined
  },
}
