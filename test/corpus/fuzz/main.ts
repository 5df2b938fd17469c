import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sharedFolder } from '../shared.ts'
import { fuzz, samplesIn } from './fuzz.ts'

/** `npm run fuzz -- --count 100000 --seed 1`: spoils public manifests and asks everything about them. Exit code 1 on any crash. */
const { values } = parseArgs({
  options: { count: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' } },
})
const samples = samplesIn(join(sharedFolder, 'corpus'))
const count = Number(values.count)
const portion = 1000
let failed = 0
let slowest = { ms: 0, sample: '', text: '' }
for (let done = 0; done < count; done += portion) {
  const result = fuzz(samples, Math.min(portion, count - done), Number(values.seed) + done)
  if (result.slowest.ms > slowest.ms) slowest = result.slowest
  for (const { sample, seed, text, error } of result.failures) {
    failed++
    console.log(`${sample}, seed ${seed}: ${error instanceof Error ? error.stack : String(error)}`)
    if (text !== '') keep(`${seed}.yaml`, text)
  }
  if (process.stderr.isTTY) process.stderr.write(`\r${done + portion} of ${count}, ${failed} failed`)
}
console.log(`${count} spoilt documents of ${samples.length} samples, ${failed} crashed`)
console.log(`slowest: ${slowest.ms.toFixed(0)} ms (${slowest.sample}, kept as ${keep('slowest.yaml', slowest.text)})`)
if (failed > 0) process.exitCode = 1

function keep(name: string, text: string): string {
  const folder = join(import.meta.dirname, '../../../.cache/fuzz')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), text)
  return join('.cache/fuzz', name)
}
