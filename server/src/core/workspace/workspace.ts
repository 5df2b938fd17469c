import type { DocumentId, Location, Place, Uri } from '../base/place.ts'
import type { LineIndex } from '../base/lines.ts'
import type { Graph } from '../graph/graph.ts'
import type { Applied, FileChange, FileStatus, LocatedFinding, LocatedFix, OpenDocument, Statistics } from './types.ts'

export interface WorkspaceOptions {
  /** Folders that are open, so that places can be called by short names. */
  readonly folders?: readonly Uri[]
}

/** SKELETON (being built): the one mutable thing in core. */
export declare class Workspace {
  constructor(options?: WorkspaceOptions)
  /** Brings files up to date. Cost depends on what changed, not on the workspace. */
  apply(changes: readonly FileChange[]): Applied
  /** The same in steps of a few milliseconds: the host may do other things between two steps. Ends with the result of `apply`. */
  applyInSteps(changes: readonly FileChange[]): Generator<void, Applied>
  setFolders(folders: readonly Uri[]): void
  /** Rule levels from settings: `{ 'node-port-range': 'off' }`. Affects every file. */
  configure(settings: { readonly rules?: Readonly<Record<string, 'off' | 'hint' | 'information' | 'warning' | 'error'>> }): Applied
  readonly revision: number
  /** Files that hold something Portolan looks at, sorted. */
  files(): readonly Uri[]
  statusOf(uri: Uri): FileStatus | undefined
  /** Findings of one file, sorted by position and rule. */
  findings(uri: Uri): readonly LocatedFinding[]
  fixesOf(finding: LocatedFinding): readonly LocatedFix[]
  /** Files wired to this one: whose resources select, are selected by or share ports with its resources. */
  wiredTo(uri: Uri): readonly Uri[]
  documentAt(uri: Uri, offset: number): OpenDocument | undefined
  documentsOf(uri: Uri): readonly OpenDocument[]
  document(id: DocumentId): OpenDocument | undefined
  locate(place: Place): Location
  lines(uri: Uri): LineIndex | undefined
  textOf(uri: Uri): string | undefined
  readonly graph: Graph
  statistics(): Statistics
}
