import type { Location, Place } from '../../base/place.ts'
import type { Span } from '../../base/span.ts'
import type { View } from '../hover/view.ts'

/** What can be switched on and off, each for itself, under `portolan.inlayHints`. */
export const hintKinds = ['portNumber', 'implicitTargetPort', 'selects', 'nodePortBand', 'usedBy'] as const

export type HintKind = (typeof hintKinds)[number]

/** A few words between the text that is written, where Portolan is sure of them. */
export interface InlayHint {
  readonly kind: HintKind
  /** Absolute in the file: just behind the value that it explains. */
  readonly offset: number
  readonly parts: readonly HintPart[]
  /** Markdown: where the words come from. */
  readonly tooltip: string
}

export interface HintPart {
  readonly text: string
  /** The other end, to go there. */
  readonly target?: Location
}

/** A hint before its places are those of files. Offsets are relative to the document. */
export interface LocalHint {
  readonly kind: HintKind
  readonly offset: number
  readonly parts: readonly LocalPart[]
  readonly tooltip: string
}

export interface LocalPart {
  readonly text: string
  readonly target?: Place
}

/** What the readers of hints may ask. */
export interface HintContext {
  readonly view: View
  /** The text of the document. */
  readonly text: string
  /** Whether a hint of this kind is wanted behind a span of the document: nothing else is worth looking up. */
  wants(kind: HintKind, behind: Span): boolean
  /** Whether anything of a span is in the part that is asked about. */
  shows(span: Span): boolean
}
