import type { Location } from '../../base/place.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import type { View } from '../hover/view.ts'

/** What lenses may ask. */
export interface LensContext {
  readonly workspace: Workspace
  readonly view: View
}

/** Each place once. */
export function distinct(locations: readonly Location[]): readonly Location[] {
  const byText = new Map(locations.map(at => [`${at.uri} ${at.span.start}`, at]))
  return [...byText.values()]
}

/** `no problems`, `1 problem`, `2 problems`. */
export function counted(count: number, noun: string): string {
  return `${count === 0 ? 'no' : count} ${count === 1 ? noun : `${noun}s`}`
}
