import type { YamlDocument } from './node.ts'

/** SKELETON (being built). One document of a stream, as text with its offset in the file. */
export interface Segment {
  readonly start: number
  readonly text: string
}

/** Cuts a stream exactly where documents end. Segments follow each other without a gap: joined, they are the file. */
export declare function splitDocuments(text: string): readonly Segment[]

/** Never throws. Spans of the result are relative to the start of `text`. */
export declare function parseDocument(text: string): YamlDocument
