import { type Known, valueOf } from '../../base/known.ts'
import type { LineIndex } from '../../base/lines.ts'
import type { DocumentId, Location, Place, Uri } from '../../base/place.ts'
import type { Span } from '../../base/span.ts'
import type { Graph } from '../../graph/graph.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import { code, linkText } from './render.ts'

/** What a hover may ask while it is written: how things are wired, and how to point at them. */
export interface View {
  readonly graph: Graph
  /** A Markdown link to the place: `[web.yaml:12](file:///repo/web.yaml#L12)`, or `[line 12](…)` in the hovered file. */
  link(document: DocumentId, span: Span): string
  /** The text of a span as it is written, for values that are not known. */
  written(document: DocumentId, span: Span): string
}

interface Places {
  readonly graph: Graph
  locate(place: Place): Location
  lines(uri: Uri): LineIndex | undefined
  textOf(uri: Uri): string | undefined
}

/** @param here the file whose places need no name; none for text that is read elsewhere */
export function viewFrom(workspace: Places, here?: Uri): View {
  const { graph } = workspace
  return {
    graph,
    link(document, span) {
      const { uri, span: at } = workspace.locate({ document, span })
      const line = (workspace.lines(uri)?.positionAt(at.start).line ?? 0) + 1
      const label = uri === here ? `line ${line}` : `${shortened(graph.describe({ document, span }))}:${line}`
      return `[${linkText(label)}](${uri.replace(/[()<>\s]/g, percentEncoded)}#L${line})`
    },
    written(document, span) {
      const { uri, span: at } = workspace.locate({ document, span })
      return workspace.textOf(uri)?.slice(at.start, at.end) ?? ''
    },
  }
}

/** `Deployment api`, with the name as code. A resource whose name is made later is called by its kind alone. */
export function called(resource: Resource): string {
  const name = valueOf(resource.name)
  return name === undefined ? `this ${resource.kind}` : `${resource.kind} ${code(name)}`
}

/** A value as code: what is known, or the text as written. */
export function shown(view: View, document: DocumentId, field: Known<string | number | boolean>): string {
  if (field.kind === 'known') return code(String(field.value))
  if (field.kind === 'absent') return code('')
  return code(view.written(document, field.span))
}

/** The end of a long path: enough to recognise the file. */
function shortened(path: string): string {
  const segments = path.split('/')
  return path.length <= 40 || segments.length <= 2 ? path : `…/${segments.slice(-2).join('/')}`
}

/** `encodeURIComponent` leaves parentheses alone, which would end the link. */
function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`
}
