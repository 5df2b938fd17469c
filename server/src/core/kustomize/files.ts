import { OriginMap } from '../base/origin.ts'
import type { Uri } from '../base/place.ts'
import { fileNameOf, joinPath } from '../base/uri.ts'
import { kustomizationNames } from './kustomization.ts'
import type { Node } from './node.ts'
import { BuildError } from './problem.ts'
import { fileSource, type SourceText, whole } from './source.ts'

/** The files of the host, as they are now. */
export interface Files {
  /**
   * The text of a file, or `undefined` when there is none. Bytes that are no UTF-8 come as `decodeUtf8` reads them, so that a
   * picture in a ConfigMap goes through.
   */
  text(uri: Uri): string | undefined
  /** Names of what a folder holds, or `undefined` when there is no such folder. */
  list(folder: Uri): readonly string[] | undefined
}

/** What a build asked the host for, with the answers: as long as they are the same, so is the build. */
export class Reads {
  readonly texts = new Map<Uri, string | undefined>()
  readonly folders = new Map<Uri, boolean>()
  /** Those of the files that were read as patches, whether they can be applied or not. */
  readonly patches = new Set<Uri>()

  add({ texts, folders, patches }: Reads): void {
    for (const uri of patches) this.patches.add(uri)
    for (const [uri, text] of texts) this.texts.set(uri, text)
    for (const [folder, isThere] of folders) this.folders.set(folder, isThere)
  }

  stillHold(files: Files): boolean {
    for (const [uri, text] of this.texts) if (files.text(uri) !== text) return false
    for (const [folder, isThere] of this.folders) if ((files.list(folder) !== undefined) !== isThere) return false
    return true
  }
}

/** The folder of a kustomization, and what leads from it to files and other folders (api/internal/loader). */
export class Loader {
  readonly folder: Uri
  readonly reads = new Reads()
  readonly #files: Files
  readonly #above: Loader | undefined
  readonly #depth: number

  constructor(files: Files, folder: Uri, above: Loader | undefined) {
    this.folder = folder
    this.#files = files
    this.#above = above
    this.#depth = above ? above.#depth + 1 : 0
  }

  text(uri: Uri): string | undefined {
    const text = this.#files.text(uri)
    this.reads.texts.set(uri, text)
    return text
  }

  /** The one file that makes the folder a kustomization. */
  kustomizationFile(): { readonly uri: Uri; readonly text: string } {
    const found = kustomizationNames.flatMap(name => {
      const uri = joinPath(this.folder, name)
      const text = this.text(uri)
      return text === undefined ? [] : [{ uri, text }]
    })
    const [first, ...more] = found
    if (!first) throw new BuildError('missing-file', `no kustomization is in folder ${fileNameOf(this.folder)}`)
    if (more.length > 0)
      throw new BuildError('kustomization', 'its folder holds more than one kustomization', {
        uri: first.uri,
        span: { start: 0, end: 0 },
      })
    return first
  }

  /** A file of YAML that an entry names. @throws BuildError */
  load(path: string, entry: Node): SourceText {
    const { uri, text } = this.#read(path, entry)
    return fileSource(uri, text)
  }

  /** The same for a patch. @throws BuildError */
  loadPatch(path: string, entry: Node): SourceText {
    const { uri, text } = this.#read(path, entry)
    this.reads.patches.add(uri)
    return fileSource(uri, text)
  }

  /** A file whose bytes count, line ends and all. @throws BuildError */
  loadRaw(path: string, entry: Node): SourceText {
    const { uri, text } = this.#read(path, entry)
    return text === '' ? whole('', entry.place) : { text, map: OriginMap.whole(uri, 0, text.length) }
  }

  /** True when a path names a file that can be read. */
  has(path: string): boolean {
    return !isRemote(path) && !path.startsWith('/') && this.text(joinPath(this.folder, path)) !== undefined
  }

  /** Another kustomization. @throws BuildError when it is none, or one that is being built already */
  enter(path: string, entry: Node): Loader {
    if (isRemote(path))
      throw new BuildError('remote', `${path} is not in this repository and is not fetched`, entry.place)
    if (path === '' || path.startsWith('/'))
      throw new BuildError(
        'missing-file',
        `${path === '' ? 'an entry without a path' : path} is no relative path`,
        entry.place,
      )
    const folder = joinPath(this.folder, path)
    const isThere = this.#files.list(folder) !== undefined
    this.reads.folders.set(folder, isThere)
    if (!isThere) throw new BuildError('missing-file', `there is no file or folder ${path}`, entry.place)
    if (this.#isWithin(folder))
      throw new BuildError('cycle', `${path} leads back to a kustomization that it is a part of`, entry.place)
    if (this.#depth >= DEEPEST)
      throw new BuildError('limit', `more than ${DEEPEST} kustomizations stand within each other`, entry.place)
    return new Loader(this.#files, folder, this)
  }

  /** True when this folder, or one that led here, is the other or lies in it. */
  #isWithin(folder: Uri): boolean {
    if (this.folder === folder || this.folder.startsWith(`${folder}/`)) return true
    return this.#above ? this.#above.#isWithin(folder) : false
  }

  #read(path: string, entry: Node): { readonly uri: Uri; readonly text: string } {
    if (isRemote(path))
      throw new BuildError('remote', `${path} is not in this repository and is not fetched`, entry.place)
    const uri = joinPath(this.folder, path)
    const isWithin = uri.startsWith(`${this.folder}/`) && !path.startsWith('/')
    const text = isWithin ? this.text(uri) : this.#files.text(uri)
    if (text === undefined) throw new BuildError('missing-file', `there is no file ${path}`, entry.place)
    if (!isWithin)
      throw new BuildError('outside-root', `file ${path} is outside of the folder of the kustomization`, entry.place)
    return { uri, text }
  }
}

/** Each takes some of the stack. Nobody has a tenth of it. */
const DEEPEST = 200

/** What kustomize would clone or fetch (api/internal/git/repospec.go). */
export function isRemote(path: string): boolean {
  return (
    /^(?:git::)?(?:https?|ssh|git|file):\/\//i.test(path) ||
    /^(?:git::|gh:|git@|github\.com[:/])/i.test(path) ||
    /^[\w.-]+@[\w.-]+:/.test(path) ||
    /[?&](?:ref|version|timeout|submodules)=/.test(path)
  )
}
