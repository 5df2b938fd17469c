import type { Span } from '../../base/span.ts'
import type { Graph } from '../../graph/graph.ts'
import type { Fix, FixContext } from '../../rules/run/rule.ts'
import type { OpenDocument } from '../../workspace/types.ts'

/** A change that nothing calls for, or (`mends`) one that a rule would suggest if it were on. */
export interface Refactoring extends Fix {
  readonly mends: boolean
}

/** Where the cursor is, and what may be asked there. */
export interface RefactoringContext extends FixContext {
  readonly open: OpenDocument
  /** Relative to the document. */
  readonly at: Span
  readonly graph: Graph
}
