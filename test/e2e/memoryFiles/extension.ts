import * as vscode from 'vscode'

/** Gives a workspace that is on no disk: the files of `files.json`, held in memory. For tests in the web worker host. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const response = await fetch(vscode.Uri.joinPath(context.extensionUri, 'files.json').toString(true))
  const files: Readonly<Record<string, string>> = await response.json()
  const encoder = new TextEncoder()
  const contents = Object.entries(files).map(([path, text]) => [path, encoder.encode(text)] as const)
  context.subscriptions.push(vscode.workspace.registerFileSystemProvider('memory', new MemoryFiles(new Map(contents))))
}

class MemoryFiles implements vscode.FileSystemProvider {
  readonly #files: Map<string, Uint8Array>
  readonly #changes = new vscode.EventEmitter<vscode.FileChangeEvent[]>()
  readonly onDidChangeFile = this.#changes.event

  constructor(files: Map<string, Uint8Array>) {
    this.#files = files
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {})
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const file = this.#files.get(uri.path)
    const type = file ? vscode.FileType.File : vscode.FileType.Directory
    if (!file && this.readDirectory(uri).length === 0) throw vscode.FileSystemError.FileNotFound(uri)
    return { type, ctime: 0, mtime: 0, size: file?.length ?? 0 }
  }

  readDirectory(uri: vscode.Uri): [string, vscode.FileType][] {
    const folder = uri.path.endsWith('/') ? uri.path : `${uri.path}/`
    const below = [...this.#files.keys()].filter(path => path.startsWith(folder)).map(path => path.slice(folder.length))
    const names = new Map(below.map(path => [path.split('/', 1)[0] ?? '', path.includes('/')]))
    return [...names].map(([name, deeper]) => [name, deeper ? vscode.FileType.Directory : vscode.FileType.File])
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const file = this.#files.get(uri.path)
    if (!file) throw vscode.FileSystemError.FileNotFound(uri)
    return file
  }

  writeFile(uri: vscode.Uri, content: Uint8Array): void {
    this.#files.set(uri.path, content)
    this.#changes.fire([{ type: vscode.FileChangeType.Changed, uri }])
  }

  delete(uri: vscode.Uri): void {
    this.#files.delete(uri.path)
  }

  createDirectory(): void {}

  rename(from: vscode.Uri, to: vscode.Uri): void {
    this.writeFile(to, this.readFile(from))
    this.delete(from)
  }
}
