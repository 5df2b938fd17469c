import type { Uri } from '../base/place.ts'
import { fileNameOf } from '../base/uri.ts'
import type { Problem } from '../kustomize/problem.ts'
import { isKustomizationFile } from './kustomization.ts'
import type { BuildMistake } from './producer.ts'

/**
 * The problems of a build that are wrong whatever else there is. Where a part is missing, a patch for something in that part
 * finds nothing; where one step was refused, so may be those that build on it. Nothing is said of these.
 *
 * @param holes those of the problems that hide a part of the build
 * @param patches the files that were read as patches
 */
export function mistakesIn(
  problems: readonly Problem[],
  holes: ReadonlySet<Problem>,
  patches: ReadonlySet<Uri>,
): ReadonlyMap<Problem, BuildMistake> {
  const mistakes = new Map<Problem, BuildMistake>()
  const isWhole = holes.size === 0 && problems.every(({ kind }) => resting.has(kind))
  for (const problem of problems) {
    const { kind, message: what, meant } = problem
    const at = [problem.at, problem.entry]
    if (kind === 'cycle' || kind === 'kustomization') mistakes.set(problem, { is: 'refused', what, at })
    else if (kind === 'outside-root' || kind === 'limit')
      mistakes.set(problem, { is: kind === 'limit' ? 'limit' : 'outside', what, at })
    else if (kind === 'malformed' && isPatch(problem, patches))
      // A text that nobody can read has no place for a finding: the entry that names it has.
      mistakes.set(problem, { is: 'refused', what, at: at.toReversed() })
    else if (isWhole && kind === 'patch-target')
      mistakes.set(problem, { is: 'patch-target', what, at, ...(meant === undefined ? {} : { meant }) })
    else if (isWhole && kind === 'duplicate') mistakes.set(problem, { is: 'refused', what, at: at.toReversed() })
    else if (isWhole && resting.has(kind) && problem === problems[0]) mistakes.set(problem, { is: 'refused', what, at })
  }
  return mistakes
}

/** What depends on the objects of the build as they are at that step. */
const resting: ReadonlySet<Problem['kind']> = new Set([
  'duplicate',
  'patch-target',
  'patch',
  'generator',
  'replacement',
  'variable',
  'transformer',
])

/** Resources that are no YAML are told where they stand, as are kustomizations. */
function isPatch({ at: { uri }, entry }: Problem, patches: ReadonlySet<Uri>): boolean {
  return patches.has(uri) || (uri === entry.uri && isKustomizationFile(fileNameOf(uri)))
}
