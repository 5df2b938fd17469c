import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { type IgnoreFile, parseIgnoreFile } from '../../core/config/ignore.ts'
import { UsageError } from '../exitCodes.ts'

/** A file to check. */
export interface FoundFile {
  /** Absolute. */
  readonly path: string
  /** True when the user named this very file: then it is read whatever its name, and it is a failure if it cannot be. */
  readonly named: boolean
}

/** Something that could not be read. `message` has no path in it. */
export type OnProblem = (path: string, message: string) => void

/**
 * The files that a command line means, each once, in a stable order. A file that is named is always in. Of a folder,
 * everything below that looks like a manifest by its name, without
 *
 * - folders named `.git` and `node_modules`;
 * - what a `.gitignore` of the folder, of those below, or of those above up to the repository's root leaves out;
 * - symbolic links: what they point at is checked where it lives, so nothing is checked twice and loops do no harm;
 * - what is neither file nor folder, because reading from a pipe or a device may never end.
 *
 * @throws UsageError when a path does not exist
 */
export function findFiles(paths: readonly string[], cwd: string, onProblem: OnProblem): FoundFile[] {
  const found = new Map<string, FoundFile>()
  for (const path of paths) {
    const absolute = resolve(cwd, path)
    if (isFolder(absolute, path)) {
      for (const file of walk(absolute, ignoreFilesAbove(absolute), onProblem)) {
        if (!found.has(file)) found.set(file, { path: file, named: false })
      }
    } else found.set(absolute, { path: absolute, named: true })
  }
  return [...found.values()]
}

/** The nearest folder at or above `path` that holds a `.git`, or `undefined` outside of any repository. */
export function repositoryOf(path: string): string | undefined {
  for (let folder = path; ; folder = dirname(folder)) {
    if (exists(join(folder, '.git'))) return folder
    if (folder === dirname(folder)) return undefined
  }
}

function isFolder(absolute: string, asNamed: string): boolean {
  try {
    return statSync(absolute).isDirectory()
  } catch (error) {
    throw new UsageError(`cannot check ${asNamed}: ${reasonOf(error)}`)
  }
}

/** A `.gitignore` with the folder it counts from. */
interface Ignoring {
  readonly folder: string
  readonly file: IgnoreFile
}

function* walk(folder: string, above: readonly Ignoring[], onProblem: OnProblem): Generator<string> {
  const entries = entriesOf(folder, onProblem)
  const ignoring = entries.some(entry => entry.name === '.gitignore') ? withIgnoreFileOf(folder, above) : above
  const inside = folder.endsWith(sep) ? folder : `${folder}${sep}`
  for (const entry of entries) {
    const path = `${inside}${entry.name}`
    if (entry.isDirectory()) {
      if (!neverEntered.has(entry.name) && !isIgnored(path, true, ignoring)) yield* walk(path, ignoring, onProblem)
    } else if (entry.isFile() && mayBeManifest(entry.name) && !isIgnored(path, false, ignoring)) yield path
  }
}

const neverEntered: ReadonlySet<string> = new Set(['.git', 'node_modules'])

/** By the name alone. A `.json` file is looked into before it is believed. */
function mayBeManifest(name: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(name) || name === 'Kustomization'
}

function entriesOf(folder: string, onProblem: OnProblem): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  } catch (error) {
    onProblem(folder, reasonOf(error))
    return []
  }
}

/** Nearest last, as `withIgnoreFileOf` adds them. */
function ignoreFilesAbove(folder: string): readonly Ignoring[] {
  const root = repositoryOf(folder)
  if (root === undefined) return []
  const steps = relative(root, folder).split(sep).filter(Boolean)
  const folders = steps.map((_, index) => join(root, ...steps.slice(0, index)))
  return folders.reduce<readonly Ignoring[]>((above, each) => withIgnoreFileOf(each, above), [])
}

function withIgnoreFileOf(folder: string, above: readonly Ignoring[]): readonly Ignoring[] {
  try {
    return [...above, { folder, file: parseIgnoreFile(readFileSync(join(folder, '.gitignore'), 'utf8')) }]
  } catch {
    return above
  }
}

/** The nearest `.gitignore` that has a word on it decides. */
function isIgnored(path: string, folder: boolean, ignoring: readonly Ignoring[]): boolean {
  for (let i = ignoring.length - 1; i >= 0; i--) {
    const at = ignoring[i]
    const word = at?.file(relative(at.folder, path).replaceAll(sep, '/'), folder)
    if (word) return word === 'ignored'
  }
  return false
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined
}

/** An error of the file system in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return reasons[code] ?? (error instanceof Error ? error.message : String(error))
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  ENOTDIR: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'symbolic links lead in a circle',
  EMFILE: 'too many open files',
  ENAMETOOLONG: 'the name is too long',
}
