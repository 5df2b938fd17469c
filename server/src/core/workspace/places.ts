import type { Written } from '../base/origin.ts'
import type { Location, Uri } from '../base/place.ts'
import { overlaps, type Span, shift } from '../base/span.ts'
import type { YamlDocument } from '../yaml/node.ts'
import { type DocumentState, startOf } from './document.ts'
import type { OpenDocument } from './types.ts'

/** A part of a document: what a part of a file became there. */
export interface StatePart {
  readonly state: DocumentState
  readonly span: Span
}

/** What became of a part of a file in each of these documents. A document in which nothing of it is left out. */
export function partsOf(documents: readonly DocumentState[], uri: Uri, within: Span): readonly StatePart[] {
  return documents.flatMap(state => {
    const span = state.home.unit === undefined ? inFile(state, within) : inMade(state, uri, within)
    return span ? [{ state, span }] : []
  })
}

/** May reach beyond the document on both sides, as the part of the file does. */
function inFile(state: DocumentState, within: Span): Span | undefined {
  const start = startOf(state)
  return overlaps({ start, end: start + state.text.length }, within) ? shift(within, -start) : undefined
}

/** From the first to the last character that was written in the part: what a build puts between them belongs to it. */
function inMade({ origin }: DocumentState, uri: Uri, within: Span): Span | undefined {
  if (within.start === within.end) {
    const [offset] = origin.down(uri, within.start)
    return offset === undefined ? undefined : { start: offset, end: offset }
  }
  return origin.downAll(uri, within)
}

/**
 * Where somebody would look for a place of a document: the expression that prints a value before the value itself; of what stands
 * in a chart in `charts/`, which is somebody else's, the `include` or the value in the chart's own files.
 *
 * @param folder of the unit
 */
export function ownedPlace({ at, action, call, inputs }: Written, folder: string | undefined): Location {
  const isOwned = ({ uri }: Location): boolean => folder === undefined || !uri.startsWith(`${folder}/charts/`)
  const callers: Location[] = []
  for (let each = call; each; each = each.caller) callers.push(each.at)
  return [action ?? at, ...callers, at, ...inputs].find(isOwned) ?? action ?? at
}

/** @param tree parses the text when it is asked for: of most documents facts are all that is kept */
export function openedFrom(state: DocumentState, tree: () => YamlDocument): OpenDocument {
  const { id, home, text, facts } = state
  return {
    id,
    home,
    text,
    facts,
    get tree() {
      return tree()
    },
  }
}
