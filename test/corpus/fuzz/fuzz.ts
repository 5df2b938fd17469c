import { basename } from 'node:path'
import { readManifest } from '../../../server/src/cli/files/read.ts'
import type { Uri } from '../../../server/src/core/base/place.ts'
import { mayMatter } from '../../../server/src/core/documents/mayMatter.ts'
import { Workspace } from '../../../server/src/core/workspace/workspace.ts'
import { filesIn } from '../../support/filesIn.ts'
import { exercise } from './exercise.ts'
import { mutate } from './mutate.ts'
import { type Random, randomFrom } from './random.ts'

export interface Sample {
  readonly name: string
  readonly text: string
}

/** A text that something went wrong with. */
export interface Failure {
  readonly sample: string
  readonly seed: number
  readonly text: string
  readonly error: unknown
}

export interface FuzzResult {
  readonly tried: number
  readonly failures: readonly Failure[]
  readonly slowest: { readonly ms: number; readonly sample: string; readonly text: string }
}

/**
 * Spoils manifests at random and asks everything about them. The same seed spoils them in the same way. Several spoilt
 * files live in one workspace and replace each other, as they do while somebody types.
 */
export function fuzz(samples: readonly Sample[], count: number, seed: number): FuzzResult {
  const failures: Failure[] = []
  let slowest = { ms: 0, sample: '', text: '' }
  let workspace = newWorkspace(failures)
  for (let i = 0; i < count; i++) {
    if (i % filesPerWorkspace === 0) workspace = newWorkspace(failures)
    const random = randomFrom(seed + i)
    const sample = samples[random.below(samples.length)]
    if (!sample) throw new Error('there is nothing to spoil')
    const text = mutate(sample.text, random)
    const started = performance.now()
    try {
      exercise(workspace, uriFor(sample, random), text, random)
    } catch (error) {
      failures.push({ sample: sample.name, seed: seed + i, text, error })
      workspace = newWorkspace(failures)
    }
    const ms = performance.now() - started
    if (ms > slowest.ms) slowest = { ms, sample: sample.name, text }
  }
  return { tried: count, failures, slowest }
}

const filesPerWorkspace = 60

/** Rules that throw are caught by the workspace; here they count. */
function newWorkspace(failures: Failure[]): Workspace {
  return new Workspace({
    onRuleFailure: ({ rule, error }) => failures.push({ sample: `rule ${rule}`, seed: -1, text: '', error }),
  })
}

function uriFor({ name }: Sample, random: Random): Uri {
  return `file:///fuzz/${random.below(4)}/${encodeURIComponent(basename(name))}` as Uri
}

/** Files that hold something for us, and some that do not, none so large that the others get no turn. */
export function samplesIn(folder: string): readonly Sample[] {
  const samples: Sample[] = []
  for (const [index, { path }] of filesIn(folder).entries()) {
    const read = readManifest(path)
    if (read.kind !== 'text' || read.text.length > maxSampleChars) continue
    if (mayMatter(read.text, basename(path)) || index % 10 === 0) samples.push({ name: path, text: read.text })
  }
  return samples
}

const maxSampleChars = 20_000
