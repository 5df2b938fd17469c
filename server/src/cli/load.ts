import { relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Uri } from '../core/base/place.ts'
import { fileUri, folderUri } from '../core/base/uri.ts'
import type { Settings } from '../core/config/settings.ts'
import type { RuleFailure } from '../core/rules/run/run.ts'
import type { FileChange } from '../core/workspace/types.ts'
import { Workspace } from '../core/workspace/workspace.ts'
import { keepMemoryLow } from './engine.ts'
import { type FoundFile, findFiles } from './files/find.ts'
import { readManifest } from './files/read.ts'
import { progressOn } from './progress.ts'
import type { Terminal } from './terminal.ts'

/** A workspace with everything that the paths mean. */
export interface Loaded {
  readonly workspace: Workspace
  readonly files: readonly Uri[]
  /** What those are called that were named, and not found in a folder. */
  readonly named: ReadonlySet<string>
  /** How many files could not be read. */
  readonly unread: number
  /** How a file is called in the output: relative to the working directory, with `/` on every system. */
  pathOf(uri: Uri): string
  /** True when something that somebody counts on did not happen: a named file was not read, a rule broke. It was told on stderr. */
  failed(): boolean
}

/** @throws UsageError when a path does not exist */
export function loadWorkspace(paths: readonly string[], terminal: Terminal, settings: Partial<Settings> = {}): Loaded {
  const { cwd } = terminal
  const pathOf = (uri: Uri) => displayName(fileURLToPath(uri), cwd)
  const tell = (name: string, message: string) => terminal.stderr.write(`portolan: ${name}: ${message}\n`)
  let failed = false
  let unread = 0
  const workspace = new Workspace({
    folders: foldersOf(paths, cwd),
    onRuleFailure: once(({ rule, error }) => {
      failed = true
      tell(rule, `this rule broke and found nothing: ${error instanceof Error ? error.message : String(error)}`)
    }),
  })
  workspace.configure(settings)

  const { checked, deciding } = findFiles(paths, cwd, (path, message) => tell(displayName(path, cwd), message))
  const onUnread = ({ uri, named }: FoundFile, message: string) => {
    tell(pathOf(uri), message)
    failed ||= named
    unread++
  }
  fill(workspace, deciding, { onUnread })
  const progress = progressOn(terminal)
  const files = fill(workspace, checked, { onUnread, onPortion: done => progress.at(done, checked.length) })
  progress.end()

  for (const { at, message } of workspace.configurationProblems()) {
    const position = workspace.lines(at.uri)?.positionAt(at.span.start) ?? { line: 0, character: 0 }
    tell(`${pathOf(at.uri)}:${position.line + 1}:${position.character + 1}`, message)
  }
  for (const uri of files) {
    const status = workspace.statusOf(uri)
    if (status?.kind === 'limit') tell(pathOf(uri), status.message)
  }
  const named = new Set(checked.filter(file => file.named).map(({ uri }) => pathOf(uri)))
  return { workspace, files, named, unread, pathOf, failed: () => failed }
}

/** Texts are handed over in portions, so that files without anything for us are forgotten before the next are read. */
const portionChars = 8_000_000

interface FillEvents {
  readonly onUnread: (file: FoundFile, message: string) => void
  readonly onPortion?: (done: number) => void
}

function fill(workspace: Workspace, files: readonly FoundFile[], { onUnread, onPortion }: FillEvents): readonly Uri[] {
  const uris: Uri[] = []
  let portion: FileChange[] = []
  let size = 0
  const handOver = () => {
    workspace.apply(portion)
    portion = []
    size = 0
  }
  for (const [index, file] of files.entries()) {
    if (index % 50 === 0) keepMemoryLow()
    const { uri } = file
    const read = readManifest(fileURLToPath(uri))
    if (read.kind === 'problem') onUnread(file, read.message)
    if (read.kind !== 'text') continue
    uris.push(uri)
    portion.push({ uri, text: read.text })
    size += read.text.length
    if (size < portionChars) continue
    handOver()
    onPortion?.(index + 1)
  }
  if (portion.length > 0) handOver()
  return uris
}

/** The folders that files are named relative to: the working directory, and what is checked outside of it. */
function foldersOf(paths: readonly string[], cwd: string): readonly Uri[] {
  const folders = paths.map(path => {
    const absolute = resolve(cwd, path)
    return isInside(absolute, cwd) ? cwd : absolute
  })
  return [...new Set(folders)].map(path => folderUri(fileUri(path)))
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`)
}

function displayName(path: string, cwd: string): string {
  return relative(cwd, path).replaceAll(sep, '/') || '.'
}

/** A rule that breaks breaks often: the first time tells enough. */
function once(listener: (failure: RuleFailure) => void): (failure: RuleFailure) => void {
  const seen = new Set<string>()
  return failure => {
    if (seen.has(failure.rule)) return
    seen.add(failure.rule)
    listener(failure)
  }
}
