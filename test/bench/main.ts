import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from '../../scripts/build.ts'
import { measureColdScan } from './coldScan.ts'
import { measureEditing } from './editing.ts'
import { measureEngine } from './engine.ts'
import { reportOf } from './report.ts'
import { measureSizes } from './sizes.ts'
import { measureStartUp } from './startUp.ts'

/**
 * `npm run bench`: builds, measures, prints Markdown. `--write` puts it into docs/performance.md, `--quick` repeats less.
 * Nothing here decides over a test: numbers depend on the machine and on what else it does.
 */
const { values } = parseArgs({ options: { write: { type: 'boolean' }, quick: { type: 'boolean' } } })
const quick = values.quick === true
const root = join(import.meta.dirname, '../..')
const corpus = join(root, '../shared/corpus')
const edits = quick ? 40 : 400

await build()
const coldScan = existsSync(corpus) ? measureColdScan(corpus, quick ? 1 : 3) : undefined
const editing = []
// The first measurement in a process meets code that is not yet compiled: it is not counted.
await measureEngine(100, edits)
for (const resources of [100, 1_000, 10_000]) {
  editing.push({ ...(await measureEditing(resources, edits)), engine: await measureEngine(resources, edits) })
}
const startUp = await measureStartUp(quick ? 3 : 11)
const report = reportOf({ coldScan, editing, startUp, sizes: measureSizes() })
console.log(report)
if (values.write) {
  const head = '# Performance\n\n`npm run bench -- --write` writes this page.\n'
  writeFileSync(join(root, 'docs/performance.md'), `${head}\n${report}\n`)
}
