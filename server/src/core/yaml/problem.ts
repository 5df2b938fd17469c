/** Why no reader of Kubernetes takes a document: the first thing in it that none of them accepts. */
export interface YamlProblem {
  /** Offset in the text of the document. */
  readonly at: number
  /** Goes on after "not valid YAML: ". @example 'this line is not indented like those that it stands with' */
  readonly reason: string
}

/** What finds problems while it reads. */
export interface Finder {
  problem: YamlProblem | undefined
}

/** Of several the first in the text counts: the others may come of it. */
export function refuse(finder: Finder, at: number, reason: string): void {
  if (!finder.problem || at < finder.problem.at) finder.problem = { at, reason }
}

/** Reasons that several places give. */
export const reasons = {
  indentation: 'this line is not indented like those that it stands with',
  deeper: 'this line is indented too deep, or the one above lacks a ":"',
  misplaced: 'this cannot stand here',
  tab: 'a tab cannot stand where indentation counts',
  comma: 'a comma is missing or one too many',
  key: 'a key stands on one line, and ":" after it on the same',
} as const
