import { type InitializeParams, InsertTextMode } from 'vscode-languageserver'
import type { Uri } from '../core/base/place.ts'
import { folderUri } from '../core/base/uri.ts'
import type { InitializationOptions } from './protocol.ts'
import { fieldOf, textIn } from './sent.ts'

/** What the client can do, as far as it matters here. */
export interface ClientFacts {
  readonly folders: readonly Uri[]
  readonly options: InitializationOptions
  readonly configuration: boolean
  readonly configurationChanges: boolean
  readonly workspaceFolders: boolean
  readonly watching: boolean
  readonly pullDiagnostics: boolean
  readonly refreshCodeLenses: boolean
  readonly refreshDiagnostics: boolean
  readonly refreshInlayHints: boolean
  readonly relatedInformation: boolean
  readonly codeDescription: boolean
  readonly markdownHover: boolean
  readonly codeActionLiterals: boolean
  readonly codeActionResolve: boolean
  readonly versionedEdits: boolean
  readonly snippetEdits: boolean
  readonly workDoneProgress: boolean
  readonly definitionLinks: boolean
  readonly prepareRename: boolean
  readonly changeAnnotations: boolean
  readonly typeDefinitionLinks: boolean
  readonly implementationLinks: boolean
  readonly completionLabelDetails: boolean
  readonly completionAsIs: boolean
  readonly markdownCompletion: boolean
}

export function clientFacts(params: InitializeParams): ClientFacts {
  const { workspace, textDocument, window } = params.capabilities
  const published = textDocument?.publishDiagnostics
  const pulled = textDocument?.diagnostic
  const completed = textDocument?.completion?.completionItem
  const hoverFormats = textDocument?.hover?.contentFormat
  return {
    folders: foldersOf(params),
    options: optionsOf(params.initializationOptions),
    configuration: workspace?.configuration ?? false,
    configurationChanges: workspace?.didChangeConfiguration?.dynamicRegistration ?? false,
    workspaceFolders: workspace?.workspaceFolders ?? false,
    watching: workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false,
    pullDiagnostics: pulled !== undefined,
    refreshCodeLenses: workspace?.codeLens?.refreshSupport ?? false,
    refreshDiagnostics: workspace?.diagnostics?.refreshSupport ?? false,
    refreshInlayHints: workspace?.inlayHint?.refreshSupport ?? false,
    relatedInformation: pulled?.relatedInformation ?? published?.relatedInformation ?? false,
    codeDescription: pulled?.codeDescriptionSupport ?? published?.codeDescriptionSupport ?? false,
    markdownHover: hoverFormats === undefined || hoverFormats.includes('markdown'),
    codeActionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    codeActionResolve: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') ?? false,
    versionedEdits: workspace?.workspaceEdit?.documentChanges ?? false,
    snippetEdits: workspace?.workspaceEdit?.snippetEditSupport ?? false,
    workDoneProgress: window?.workDoneProgress ?? false,
    prepareRename: textDocument?.rename?.prepareSupport ?? false,
    changeAnnotations: workspace?.workspaceEdit?.changeAnnotationSupport !== undefined,
    definitionLinks: textDocument?.definition?.linkSupport ?? false,
    typeDefinitionLinks: textDocument?.typeDefinition?.linkSupport ?? false,
    implementationLinks: textDocument?.implementation?.linkSupport ?? false,
    completionLabelDetails: completed?.labelDetailsSupport ?? false,
    completionAsIs: completed?.insertTextModeSupport?.valueSet.includes(InsertTextMode.asIs) ?? false,
    markdownCompletion: completed?.documentationFormat?.includes('markdown') ?? false,
  }
}

function foldersOf({ workspaceFolders, rootUri }: InitializeParams): readonly Uri[] {
  if (workspaceFolders) return workspaceFolders.map(folder => folderUri(folder.uri))
  return rootUri ? [folderUri(rootUri)] : []
}

/** Other clients send what they like: unknown values are ignored. */
function optionsOf(sent: unknown): InitializationOptions {
  return {
    clientFiles: fieldOf(sent, 'clientFiles') === true,
    status: fieldOf(sent, 'status') === true,
    schemaWords: fieldOf(sent, 'schemaWords') === true,
    ruleDocs: textIn(sent, 'ruleDocs'),
    explainCommand: textIn(sent, 'explainCommand'),
    peekCommand: textIn(sent, 'peekCommand'),
    renameCommand: textIn(sent, 'renameCommand'),
    selectCommand: textIn(sent, 'selectCommand'),
  }
}
