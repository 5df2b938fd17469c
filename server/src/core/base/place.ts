import type { Span } from './span.ts'

/** A document URI as the editor spells it, for example `file:///repo/shop/web.yaml`. */
export type Uri = string & { readonly __uri: never }

/** Identity of one YAML document in a workspace. It survives edits to the documents around it. */
export type DocumentId = number & { readonly __document: never }

/** A span in one YAML document, relative to that document's start. */
export interface Place {
  readonly document: DocumentId
  readonly span: Span
}

/** A span in one file, relative to the file's start: what the outside world gets. */
export interface Location {
  readonly uri: Uri
  readonly span: Span
}
