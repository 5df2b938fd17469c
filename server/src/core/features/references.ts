import type { Location, Uri } from '../base/place.ts'
import type { Span } from '../base/span.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { symbolAt } from './symbol/at.ts'
import { occurrencesOf } from './symbol/occurrences.ts'
import type { Occurrence } from './symbol/symbol.ts'

export interface ReferenceOptions {
  readonly includeDeclaration: boolean
}

/** Everybody who means what is under the cursor, in all files, sorted by file and place. */
export function references(
  workspace: Workspace,
  uri: Uri,
  offset: number,
  { includeDeclaration }: ReferenceOptions,
): readonly Location[] {
  return occurrencesAt(workspace, uri, offset)
    .filter(({ role }) => includeDeclaration || role === 'use')
    .map(({ place }) => workspace.locate(place))
    .sort((a, b) => (a.uri < b.uri ? -1 : a.uri > b.uri ? 1 : a.span.start - b.span.start))
}

export interface Highlight {
  readonly span: Span
  /** `write` for a declaration. */
  readonly kind: 'read' | 'write'
}

/** The same in the file of the cursor. */
export function highlights(workspace: Workspace, uri: Uri, offset: number): readonly Highlight[] {
  return occurrencesAt(workspace, uri, offset)
    .map(({ place, role }) => ({ at: workspace.locate(place), role }))
    .filter(({ at }) => at.uri === uri)
    .map(({ at, role }): Highlight => ({ span: at.span, kind: role === 'declaration' ? 'write' : 'read' }))
    .sort((a, b) => a.span.start - b.span.start)
}

/** Of all symbols that a use may mean, each place once. */
function occurrencesAt(workspace: Workspace, uri: Uri, offset: number): readonly Occurrence[] {
  const at = symbolAt(workspace, uri, offset)
  const found = new Map<string, Occurrence>()
  for (const symbol of at?.symbols ?? []) {
    for (const occurrence of occurrencesOf(symbol, workspace.graph)) {
      const { document, span } = occurrence.place
      const key = `${document} ${span.start} ${span.end}`
      if (!found.has(key)) found.set(key, occurrence)
    }
  }
  return [...found.values()]
}
