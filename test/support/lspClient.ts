import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionRequest,
  CodeActionResolveRequest,
  type CodeLens,
  CodeLensRefreshRequest,
  CodeLensRequest,
  CodeLensResolveRequest,
  ConfigurationRequest,
  createProtocolConnection,
  type Diagnostic,
  DiagnosticRefreshRequest,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  type DocumentDiagnosticReport,
  DocumentDiagnosticRequest,
  ExitNotification,
  type FileChangeType,
  type Hover,
  HoverRequest,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  type InlayHint,
  InlayHintRefreshRequest,
  InlayHintRequest,
  type Position,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Range,
  type Registration,
  RegistrationRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  WorkDoneProgressCreateRequest,
} from 'vscode-languageserver-protocol/node'
import { type InitializationOptions, type StatusParams, statusNotification } from '../../server/src/lsp/protocol.ts'

export interface ClientOptions {
  /** Files of the workspace by path; the first part of a path is the name of a workspace folder. */
  readonly files?: Readonly<Record<string, string>>
  /** Names of the folders to open. Default: every first part of a path. */
  readonly folders?: readonly string[]
  readonly capabilities?: ClientCapabilities
  readonly settings?: unknown
  readonly options?: InitializationOptions
}

/** As much as VS Code says, where it matters to the server. */
export const richCapabilities: ClientCapabilities = {
  workspace: {
    configuration: true,
    workspaceFolders: true,
    didChangeWatchedFiles: { dynamicRegistration: true },
    didChangeConfiguration: { dynamicRegistration: true },
    diagnostics: { refreshSupport: true },
    inlayHint: { refreshSupport: true },
    codeLens: { refreshSupport: true },
    workspaceEdit: { documentChanges: true, snippetEditSupport: true },
  },
  textDocument: {
    diagnostic: { relatedInformation: true, codeDescriptionSupport: true },
    hover: { contentFormat: ['markdown', 'plaintext'] },
    codeAction: {
      codeActionLiteralSupport: { codeActionKind: { valueSet: [] } },
      resolveSupport: { properties: ['edit'] },
      dataSupport: true,
    },
  },
}

/** What an editor of some years ago says: no pulling, no resolving, no settings to ask for. */
export const plainCapabilities: ClientCapabilities = {
  textDocument: {
    publishDiagnostics: { relatedInformation: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: [] } } },
  },
}

/** Where the built server is, and the Node that runs it: another one can be given, to try the oldest that is supported. */
export const serverPath = join(import.meta.dirname, '../../dist/server/node.cjs')
const node = process.env.PORTOLAN_NODE ?? process.execPath

/** An editor as far as a server can tell: talks to the built server over stdio and keeps what it hears. */
export class LspClient {
  readonly connection: ProtocolConnection
  readonly root: string
  readonly result: InitializeResult
  readonly registrations: Registration[] = []
  readonly published = new Map<string, PublishDiagnosticsParams>()
  refreshes = 0
  hintRefreshes = 0
  lensRefreshes = 0
  status: StatusParams | undefined
  settings: unknown
  /** Settings of single documents, where they differ. */
  readonly settingsOf = new Map<string, unknown>()
  readonly #process: ChildProcess
  readonly #exit: Promise<number | null>
  readonly #texts = new Map<string, { text: string; version: number }>()
  #waiting: (() => void)[] = []

  static async start(options: ClientOptions = {}): Promise<LspClient> {
    const root = await mkdtemp(join(tmpdir(), 'portolan-'))
    for (const [path, text] of Object.entries(options.files ?? {})) await write(join(root, path), text)
    const server = spawn(node, [serverPath, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] })
    const connection = createProtocolConnection(
      new StreamMessageReader(server.stdout),
      new StreamMessageWriter(server.stdin),
    )
    const names = options.folders ?? [
      ...new Set(Object.keys(options.files ?? {}).map(path => path.split('/')[0] ?? '')),
    ]
    connection.listen()
    const client = new LspClient(server, connection, root, options.settings)
    const result = await connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: null,
      capabilities: options.capabilities ?? richCapabilities,
      workspaceFolders: names.map(name => ({ name, uri: client.uri(name) })),
      initializationOptions: options.options,
    })
    Object.assign(client.result, result)
    await connection.sendNotification(InitializedNotification.type, {})
    return client
  }

  private constructor(server: ChildProcess, connection: ProtocolConnection, root: string, settings: unknown) {
    this.#process = server
    this.#exit = new Promise(resolve => server.once('exit', code => resolve(code)))
    this.connection = connection
    this.root = root
    this.result = { capabilities: {} }
    this.settings = settings
    connection.onRequest(RegistrationRequest.type, ({ registrations }) =>
      this.#heard(() => this.registrations.push(...registrations)),
    )
    connection.onRequest(ConfigurationRequest.type, ({ items }) =>
      items.map(({ scopeUri }) => this.settingsOf.get(scopeUri ?? '') ?? this.settings ?? null),
    )
    connection.onRequest(DiagnosticRefreshRequest.type, () => this.#heard(() => this.refreshes++))
    connection.onRequest(CodeLensRefreshRequest.type, () => this.#heard(() => this.lensRefreshes++))
    connection.onRequest(InlayHintRefreshRequest.type, () => this.#heard(() => this.hintRefreshes++))
    connection.onRequest(WorkDoneProgressCreateRequest.type, () => undefined)
    connection.onNotification(PublishDiagnosticsNotification.type, params =>
      this.#heard(() => this.published.set(params.uri, params)),
    )
    connection.onNotification(statusNotification, (params: StatusParams) => this.#heard(() => (this.status = params)))
  }

  uri(path: string): string {
    return pathToFileURL(join(this.root, path)).href
  }

  /** Opens a document that is on disk, or not yet. */
  async open(path: string, text: string, languageId = 'yaml'): Promise<void> {
    this.#texts.set(path, { text, version: 1 })
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri: this.uri(path), languageId, version: 1, text },
    })
  }

  /** Replaces the only occurrence of a text by another, as an incremental change. */
  async edit(path: string, before: string, after: string): Promise<void> {
    const document = this.#document(path)
    const range = this.range(path, before)
    document.text = document.text.replace(before, () => after)
    document.version++
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: this.uri(path), version: document.version },
      contentChanges: [{ range, text: after }],
    })
  }

  async close(path: string): Promise<void> {
    this.#texts.delete(path)
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, {
      textDocument: { uri: this.uri(path) },
    })
  }

  pull(path: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument: { uri: this.uri(path) },
      ...(previousResultId === undefined ? {} : { previousResultId }),
    })
  }

  async diagnostics(path: string): Promise<readonly Diagnostic[]> {
    const report = await this.pull(path)
    return report.kind === 'full' ? report.items : []
  }

  /** Hovers at the start of the only occurrence of a text. */
  hover(path: string, text: string): Promise<Hover | null> {
    return this.connection.sendRequest(HoverRequest.type, {
      textDocument: { uri: this.uri(path) },
      position: this.range(path, text).start,
    })
  }

  /** Of the whole document, or of a part of it. */
  async inlayHints(path: string, range = this.#whole(path)): Promise<readonly InlayHint[]> {
    const params = { textDocument: { uri: this.uri(path) }, range }
    return (await this.connection.sendRequest(InlayHintRequest.type, params)) ?? []
  }

  async codeLenses(path: string): Promise<readonly CodeLens[]> {
    const params = { textDocument: { uri: this.uri(path) } }
    return (await this.connection.sendRequest(CodeLensRequest.type, params)) ?? []
  }

  resolveCodeLens(lens: CodeLens): Promise<CodeLens> {
    return this.connection.sendRequest(CodeLensResolveRequest.type, lens)
  }

  async codeActions(
    path: string,
    range: Range,
    only?: string[],
    diagnostics: Diagnostic[] = [],
  ): Promise<CodeAction[]> {
    const found = await this.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: this.uri(path) },
      range,
      context: only ? { diagnostics, only } : { diagnostics },
    })
    return (found ?? []).flatMap(each => ('kind' in each ? [each] : []))
  }

  resolve(action: CodeAction): Promise<CodeAction> {
    return this.connection.sendRequest(CodeActionResolveRequest.type, action)
  }

  /** Writes or (with `undefined`) deletes files on disk and tells the server. */
  async disk(files: Readonly<Record<string, string | undefined>>): Promise<void> {
    const changes: { uri: string; type: FileChangeType }[] = []
    for (const [path, text] of Object.entries(files)) {
      if (text === undefined) await rm(join(this.root, path), { recursive: true })
      else await write(join(this.root, path), text)
      changes.push({ uri: this.uri(path), type: text === undefined ? 3 : 2 })
    }
    await this.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes })
  }

  /** The range of the only occurrence of a text in an open document. */
  range(path: string, text: string): Range {
    const whole = this.#document(path).text
    const start = whole.indexOf(text)
    if (start < 0 || whole.indexOf(text, start + 1) >= 0) throw new Error(`"${text}" is not there exactly once`)
    return { start: positionAt(whole, start), end: positionAt(whole, start + text.length) }
  }

  /** Resolves when something heard from the server makes the condition true; the test's own time limit ends the wait. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>(resolve => this.#waiting.push(resolve))
  }

  /** @returns the exit status of the server */
  async stop(): Promise<number | null> {
    if (this.#process.exitCode === null) {
      await this.connection.sendRequest(ShutdownRequest.type)
      await this.connection.sendNotification(ExitNotification.type)
    }
    const status = await this.#exit
    this.connection.dispose()
    await rm(this.root, { recursive: true, force: true })
    return status
  }

  #whole(path: string): Range {
    const { text } = this.#document(path)
    return { start: { line: 0, character: 0 }, end: positionAt(text, text.length) }
  }

  #document(path: string): { text: string; version: number } {
    const document = this.#texts.get(path)
    if (!document) throw new Error(`${path} is not open`)
    return document
  }

  #heard(take: () => unknown): void {
    take()
    const waiting = this.#waiting
    this.#waiting = []
    for (const resolve of waiting) resolve()
  }
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, text)
}

function positionAt(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split('\n')
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 }
}
