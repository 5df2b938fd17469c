import { OriginMap } from '../base/origin.ts'
import type { Uri } from '../base/place.ts'
import { fileNameOf } from '../base/uri.ts'
import type { BuildCache } from '../kustomize/build.ts'
import type { Files } from '../kustomize/files.ts'
import { buildKustomization } from '../kustomize/kustomize.ts'
import { isKustomizationFile } from './kustomization.ts'
import { holeAt } from './kustomizeHoles.ts'
import { mistakesIn } from './kustomizeMistakes.ts'
import type { Draft, Inputs, Producer, ProductProblem } from './producer.ts'
import { unitIdOf } from './unit.ts'

/**
 * Builds a kustomization with all that it includes.
 *
 * @param cache shared by all builds of a workspace: what fifty overlays include is built once
 */
export function kustomizeProducer(folder: Uri, cache: BuildCache): Producer {
  return {
    unit: { id: unitIdOf('kustomize', folder), folder, profile: '' },
    produce: inputs => {
      const { resources, problems, holes, reads } = buildKustomization(folder, filesFrom(inputs), cache)
      // What came out of the cache was read by another build: this one rests on it, too.
      for (const uri of reads.texts.keys()) inputs.text(uri)
      for (const each of reads.folders.keys()) inputs.list(each)
      const kustomizations = [...reads.texts.keys()].filter(uri => !isBuilt(uri))
      const drafts = resources.map((resource): Draft => {
        const { text, id, files } = resource
        const [first] = files
        return {
          key: JSON.stringify(id),
          text,
          origin: OriginMap.later(new Set([...files, ...kustomizations]), () => resource.origins.pieces),
          anchor: first ?? folder,
        }
      })
      const isOpen = new Set(holes)
      const mistakes = mistakesIn(problems, isOpen, reads.patches)
      const missing = problems.map(problem => {
        const hole = holeAt(problem.at, inputs)
        return isOpen.has(problem) ? hole : { ...hole, adds: false }
      })
      return {
        drafts,
        consumed: new Set([...resources.flatMap(({ files }) => [...files].filter(isBuilt)), ...reads.patches]),
        problems: problems.map((problem): ProductProblem => {
          const { at, message } = problem
          const mistake = mistakes.get(problem)
          return { at, message, kind: isOpen.has(problem) ? 'open' : 'refused', ...(mistake ? { mistake } : {}) }
        }),
        steering: new Set([
          ...reads.patches,
          ...[...reads.texts].flatMap(([uri, text]) => (text !== undefined && !isBuilt(uri) ? [uri] : [])),
          ...[...mistakes.values()].flatMap(({ at }) => at.map(({ uri }) => uri)),
        ]),
        open: missing.some(({ adds }) => adds),
        changes: missing.flatMap(({ changes }) => changes),
      }
    },
  }
}

function isBuilt(uri: Uri): boolean {
  return !isKustomizationFile(fileNameOf(uri))
}

function filesFrom(inputs: Inputs): Files {
  return {
    text: uri => inputs.text(uri),
    list: folder => {
      const names = [...inputs.list(folder), ...inputs.folders(folder)].map(fileNameOf)
      return names.length > 0 ? names : undefined
    },
  }
}
