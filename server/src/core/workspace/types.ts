import type { TextEdit } from '../base/edit.ts'
import type { DocumentId, Location, Uri } from '../base/place.ts'
import type { Span } from '../base/span.ts'
import type { Home, UnitId } from '../deploy/unit.ts'
import type { Facts } from '../documents/facts.ts'
import type { Finding, Fix } from '../rules/run/rule.ts'
import type { YamlDocument } from '../yaml/node.ts'

/** What the host tells: the text that counts now (the open editor's before the disk's), or `undefined` when the file is gone. */
export interface FileChange {
  readonly uri: Uri
  readonly text: string | undefined
}

export interface Applied {
  readonly revision: number
  /** Files whose findings may differ from before, the changed ones included. */
  readonly affected: ReadonlySet<Uri>
}

/** Why a file is not analysed, or only partly. */
export type FileStatus =
  | {
      readonly kind: 'analysed'
      /** True for templates and values of a chart: they are checked as what they are rendered to. */
      readonly rendered?: true
    }
  /** Nothing in it that Portolan looks at. */
  | { readonly kind: 'irrelevant' }
  /** A template of a Helm chart: recognised and left alone. `message` is for the user. */
  | { readonly kind: 'helm-template'; readonly message: string }
  /** Over a limit: size, nesting, aliases. */
  | { readonly kind: 'limit'; readonly message: string }

/** A finding whose places are files and absolute spans. */
export interface LocatedFinding extends Omit<Finding, 'at' | 'related' | 'fixes'> {
  readonly at: Location
  readonly related: readonly { readonly at: Location; readonly message: string }[]
  /** The finding it was made from, to ask the workspace for fixes. */
  readonly origin: Finding
  /** The builds and charts in which it holds, sorted; absent for what is deployed as it is written. */
  readonly units?: readonly UnitId[]
  /** The others that are made from the same text, in which it does not hold. */
  readonly notIn?: readonly UnitId[]
}

export interface LocatedFix extends Omit<Fix, 'edits'> {
  readonly edits: readonly FileEdit[]
}

export interface FileEdit extends TextEdit {
  readonly uri: Uri
  readonly select?: { readonly start: number; readonly end: number }
}

/** One document as features see it. Where its text was written only the workspace knows. */
export interface OpenDocument {
  readonly id: DocumentId
  /** The file that the document stands in, or that wrote the most of what a producer made; and the unit it belongs to. */
  readonly home: Home
  readonly text: string
  readonly facts: Facts
  /** Parsed when it is asked for: of most documents facts are all that is kept. */
  readonly tree: YamlDocument
}

/** An offset in a document: what a written offset became there. */
export interface At {
  readonly document: OpenDocument
  readonly offset: number
}

/** A part of a document: what became of a part of a file. */
export interface Part {
  readonly document: OpenDocument
  /** May reach beyond the document on both sides, as the part of the file does. */
  readonly span: Span
}

/** What a file is deployed with. Paths are relative to the workspace folder, `.` for that folder itself. */
export interface Unit {
  /** The folders of the Kustomize builds that hold it, smallest build first. */
  readonly builds: readonly string[]
  readonly folder: string
}

/** A document of a file that is no YAML, and so is not checked. */
export interface Unreadable {
  /** The first place that no reader takes. */
  readonly at: Location
  readonly reason: string
  /** True where nothing else of the file is checked either. */
  readonly whole: boolean
  /** True for what shows no more than ConfigMaps and Secrets, which have no ports: often sheets that are still to be filled in. */
  readonly portless: boolean
}

/** A build of which something cannot be seen: a file that is missing, a remote base, a chart, a plugin. */
export interface IncompleteBuild {
  /** The folder of its kustomization. */
  readonly folder: string
  readonly missing: readonly {
    /** The entry that asks for it. */
    readonly at: Location
    /** What is so, as the second half of a sentence. @example "there is no file web.yaml" */
    readonly reason: string
  }[]
}

export interface Statistics {
  readonly files: number
  readonly documents: number
  readonly resources: number
  /** Files that are not checked, or not in all their parts: Helm templates, files over a limit, and what is no YAML. */
  readonly skipped: number
}
