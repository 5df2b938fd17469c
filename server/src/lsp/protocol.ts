/**
 * What client and server say to each other beyond the Language Server Protocol. Shared as names and plain types, so that
 * the two halves may bundle different versions of the protocol library. Every part is opt-in: a client that knows nothing
 * of it gets a plain language server.
 */
export interface InitializationOptions {
  /** The client answers `listFolder`, `fileExists` and `readFile`, for folders that the server cannot read itself. */
  readonly clientFiles?: boolean
  /** The client shows `status`. */
  readonly status?: boolean
  /**
   * A command of the client that selects a range of a document, to be run after an edit: `(uri, range)`. It is preferred to
   * snippets, whose lines VS Code indents anew, or not, depending on where the edit is applied.
   */
  readonly selectCommand?: string | undefined
  /**
   * A command of the client that shows places next to where it stands: `(uri, position, locations)`. Code lenses are sent to
   * clients only that have this and `explainCommand`.
   */
  readonly peekCommand?: string | undefined
  /** A command of the client that shows what `explainPort` answers: `(uri, position)`. */
  readonly explainCommand?: string | undefined
  /**
   * A command of the client that asks what the thing at a place shall be called, and renames it: `(uri, position)`. Without it
   * refactorings that need a new number propose one.
   */
  readonly renameCommand?: string | undefined
  /** Something else completes the words that the schema of the Kubernetes API lists: they are left out. */
  readonly schemaWords?: boolean
  /** Where a client shows the documentation of a rule: a URI with `{rule}` in the place of the rule's id. */
  readonly ruleDocs?: string | undefined
}

/** Server to client: what is in a folder. */
export const listFolderRequest = 'portolan/listFolder'

export interface ListFolderParams {
  readonly folder: string
}

export interface ListFolderResult {
  /** `null` when there is no such folder, or it may not be read. */
  readonly entries: readonly ListedEntry[] | null
}

export interface ListedEntry {
  readonly name: string
  /** `other`: symbolic links, and what is neither file nor folder. */
  readonly kind: 'file' | 'folder' | 'other'
}

/** Server to client: whether there is a file or folder. */
export const fileExistsRequest = 'portolan/fileExists'

export interface FileExistsParams {
  readonly uri: string
}

export interface FileExistsResult {
  readonly exists: boolean
}

/** Server to client: the text of a file. */
export const readFileRequest = 'portolan/readFile'

export interface ReadFileParams {
  readonly uri: string
}

export interface ReadFileResult {
  /** `null` when there is no such file, or it is no text. */
  readonly text: string | null
}

/** Client to server: the documentation of a rule. */
export const ruleDocsRequest = 'portolan/ruleDocs'

export interface RuleDocsParams {
  readonly rule: string
}

export interface RuleDocsResult {
  /** Markdown, or `null` when there is no such rule. */
  readonly markdown: string | null
}

/** A place in a document. */
export interface PortParams {
  readonly textDocument: { readonly uri: string }
  readonly position: { readonly line: number; readonly character: number }
}

/** Client to server: a page about the port at a place. */
export const explainPortRequest = 'portolan/explainPort'

/** `null` where nothing is about ports. */
export type ExplainPortResult = { readonly title: string; readonly markdown: string } | null

/** Client to server: kubectl commands that show in a cluster whether the traffic of a place arrives. */
export const kubectlCommandsRequest = 'portolan/kubectlCommands'

export interface KubectlCommandsResult {
  /** Lines for a shell, or `null` where nothing is about ports. */
  readonly script: string | null
}

/** Client to server: from now on findings of all files are shown, whatever the setting says. */
export const checkWorkspaceRequest = 'portolan/checkWorkspace'

/** Client to server: what is to be said about one file. */
export const fileStatusRequest = 'portolan/fileStatus'

export interface FileStatusParams {
  readonly uri: string
}

/** `null` for a file that holds nothing Portolan looks at. */
export type FileStatusResult = {
  readonly resources: number
  readonly findings: {
    readonly error: number
    readonly warning: number
    readonly information: number
    readonly hint: number
  }
  /** Folders of the Kustomize builds that hold the file, smallest first, relative to the workspace folder. */
  readonly builds: readonly string[]
  readonly folder: string
} | null

/** Server to client: how things stand. Sent when it changes. */
export const statusNotification = 'portolan/status'

export interface StatusParams {
  /** True while folders are being read: nothing is said about other files until then. */
  readonly loading: boolean
  readonly files: number
  readonly resources: number
  /** Files that were recognised and left alone. */
  readonly skipped: number
  /** Open documents that are not checked, with the reason in words. */
  readonly leftAlone: readonly LeftAlone[]
}

export interface LeftAlone {
  readonly uri: string
  readonly kind: 'helm-template' | 'limit' | 'not-yaml' | 'incomplete'
  readonly message: string
}
