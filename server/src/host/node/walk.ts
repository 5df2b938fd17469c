import type { Dirent } from 'node:fs'
import { access, readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { configFileName } from '../../core/config/file.ts'
import { type IgnoreFile, parseIgnoreFile } from '../../core/config/ignore.ts'
import { type Excluded, mayBeManifest, neverEntered } from '../../lsp/files/fileSystem.ts'

/**
 * Paths below a folder, with `/`, of what may be a manifest by its name. Symbolic links are not followed: what they point
 * at is read where it lives, so nothing is read twice and loops do no harm.
 */
export async function walk(root: string, excluded: Excluded): Promise<readonly string[]> {
  const found: string[] = []
  await enter(root, '', { found, excluded, root }, await ignoreFilesAbove(root))
  return found
}

/** Whether `walk` would list this path. */
export async function accepts(root: string, path: string, excluded: Excluded): Promise<boolean> {
  const parts = path.split('/')
  if (!mayBeManifest(parts.at(-1) ?? '')) return false
  let ignoring = await ignoreFilesAbove(root)
  for (const [index, part] of parts.entries()) {
    const isFolder = index < parts.length - 1
    const at = parts.slice(0, index + 1).join('/')
    ignoring = await withIgnoreFileOf(join(root, ...parts.slice(0, index)), ignoring)
    if (isFolder && neverEntered.has(part)) return false
    if (excluded(at, isFolder) || isIgnored(join(root, at), isFolder, ignoring)) return false
  }
  return true
}

/**
 * Files above a folder that decide how what is in it is read: each `.portolan.yaml` up to the root of the repository, and
 * each `Chart.yaml` that makes a folder a Helm chart. Nothing outside of a repository.
 */
export async function contextFiles(root: string): Promise<readonly string[]> {
  const repository = await repositoryOf(root)
  if (repository === undefined) return []
  const found: string[] = []
  for (let folder = root; folder !== repository; ) {
    folder = dirname(folder)
    for (const name of [configFileName, 'Chart.yaml']) {
      if (await isThere(join(folder, name))) found.push(join(folder, name))
    }
  }
  return found
}

interface Walk {
  readonly root: string
  readonly found: string[]
  readonly excluded: Excluded
}

/** A `.gitignore` with the folder it counts from. */
interface Ignoring {
  readonly folder: string
  readonly file: IgnoreFile
}

async function enter(folder: string, path: string, walk: Walk, above: readonly Ignoring[]): Promise<void> {
  const entries = await entriesOf(folder)
  const ignoring = entries.some(entry => entry.name === '.gitignore') ? await withIgnoreFileOf(folder, above) : above
  const folders: string[] = []
  for (const entry of entries) {
    const isFolder = entry.isDirectory()
    if (isFolder ? neverEntered.has(entry.name) : !(entry.isFile() && mayBeManifest(entry.name))) continue
    const at = path === '' ? entry.name : `${path}/${entry.name}`
    if (walk.excluded(at, isFolder) || isIgnored(join(folder, entry.name), isFolder, ignoring)) continue
    if (isFolder) folders.push(entry.name)
    else walk.found.push(at)
  }
  await Promise.all(
    folders.map(name => enter(join(folder, name), path === '' ? name : `${path}/${name}`, walk, ignoring)),
  )
}

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch(() => [])
}

/** Nearest last. */
async function ignoreFilesAbove(root: string): Promise<readonly Ignoring[]> {
  const repository = await repositoryOf(root)
  if (repository === undefined) return []
  let ignoring: readonly Ignoring[] = []
  const steps = relative(repository, root).split(sep).filter(Boolean)
  for (const index of steps.keys())
    ignoring = await withIgnoreFileOf(join(repository, ...steps.slice(0, index)), ignoring)
  return ignoring
}

async function withIgnoreFileOf(folder: string, above: readonly Ignoring[]): Promise<readonly Ignoring[]> {
  const text = await readFile(join(folder, '.gitignore'), 'utf8').catch(() => undefined)
  return text === undefined ? above : [...above, { folder, file: parseIgnoreFile(text) }]
}

/** The nearest `.gitignore` that has a word on it decides. */
function isIgnored(path: string, isFolder: boolean, ignoring: readonly Ignoring[]): boolean {
  for (const { folder, file } of ignoring.toReversed()) {
    const word = file(relative(folder, path).replaceAll(sep, '/'), isFolder)
    if (word) return word === 'ignored'
  }
  return false
}

/** The nearest folder at or above `path` that holds a `.git`. */
async function repositoryOf(path: string): Promise<string | undefined> {
  for (let folder = path; ; folder = dirname(folder)) {
    if (await isThere(join(folder, '.git'))) return folder
    if (folder === dirname(folder)) return undefined
  }
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}
