import { PositionEncodingKind, type ServerCapabilities, TextDocumentSyncKind } from 'vscode-languageserver'
import type { ClientFacts } from './client.ts'
import { codeActionKinds } from './requests/codeAction.ts'
import { showsLenses } from './requests/codeLens.ts'
import { completionTriggers } from './requests/completion.ts'
import { source } from './toProto.ts'

export function capabilitiesFor(client: ClientFacts): ServerCapabilities {
  return {
    positionEncoding: PositionEncodingKind.UTF16,
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    hoverProvider: true,
    completionProvider: {
      triggerCharacters: completionTriggers,
      resolveProvider: true,
      completionItem: { labelDetailsSupport: true },
    },
    definitionProvider: true,
    typeDefinitionProvider: true,
    implementationProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    callHierarchyProvider: true,
    documentSymbolProvider: true,
    workspaceSymbolProvider: true,
    documentLinkProvider: {},
    renameProvider: client.prepareRename ? { prepareProvider: true } : true,
    inlayHintProvider: true,
    codeActionProvider: { codeActionKinds, resolveProvider: client.codeActionResolve },
    ...(showsLenses(client) && { codeLensProvider: { resolveProvider: true } }),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    ...(client.pullDiagnostics && {
      diagnosticProvider: { identifier: source, interFileDependencies: true, workspaceDiagnostics: true },
    }),
  }
}
