import type { Location, Place } from '../base/place.ts'
import type { DocumentState } from './document.ts'
import type { Unreadable } from './types.ts'

/** The documents of a file that look like manifests and are no YAML, in the order of the file. */
export function unreadableIn(
  documents: readonly DocumentState[],
  locate: (place: Place) => Location,
): readonly Unreadable[] {
  const whole = documents.every(({ problem }) => problem !== undefined)
  return documents.flatMap(({ id, problem, facts: { resources } }): readonly Unreadable[] => {
    if (!problem) return []
    const at = locate({ document: id, span: { start: problem.at, end: problem.at } })
    const portless = resources.length > 0 && resources.every(({ kind }) => kind === 'ConfigMap' || kind === 'Secret')
    return [{ at, reason: problem.reason, whole, portless }]
  })
}
