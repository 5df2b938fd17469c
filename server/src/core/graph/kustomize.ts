import type { Uri } from '../base/place.ts'
import { folderOf, joinPath } from '../base/uri.ts'
import type { Kustomization } from '../k8s/facts.ts'
import { fingerprintOf } from './changes.ts'
import { commonFolderOf } from './paths.ts'

/** One `kustomization.yaml` with all that it builds. */
export interface Build {
  /** The folder of the kustomization. */
  readonly folder: string
  /** Files that end up in the build, through other kustomizations too. */
  readonly files: ReadonlySet<Uri>
  /** The deepest folder that holds all of them. */
  readonly top: string
  /** The kustomizations that take part by their folders, itself first. */
  readonly parts: ReadonlyMap<string, Kustomization>
  /** Files that are patches in this build. */
  readonly patchFiles: ReadonlySet<Uri>
  /** Differs when anything differs that matters to the resources of the build. */
  readonly fingerprint: string
}

/** What is different after kustomizations have changed. */
export interface Rebuilt {
  /** Files of builds that are not what they were, and files of patches in them. */
  readonly files: ReadonlySet<Uri>
  /** Files that became patches, or are none any more. */
  readonly patchFiles: readonly Uri[]
}

/** What Kustomize would build from which files. Kept up to date by difference; manifests do not matter here. */
export class Builds {
  /** By folder. Of several in one folder, which Kustomize refuses, the first by name counts. */
  readonly #written = new Map<string, Map<Uri, Kustomization>>()
  readonly #byFolder = new Map<string, Build>()
  /** By the files and folders that a build holds or looks for, smallest first. */
  readonly #byPath = new Map<string, Build[]>()
  readonly #byPatchFile = new Map<Uri, Build[]>()

  /** The builds that hold a file, smallest first. */
  of(uri: Uri): readonly Build[] {
    return this.#byPath.get(uri) ?? []
  }

  /** The builds in which the resources of a file are patches of others. */
  patchedBy(uri: Uri): readonly Build[] {
    return this.#byPatchFile.get(uri) ?? []
  }

  isPatchFile(uri: Uri): boolean {
    return this.#byPatchFile.has(uri)
  }

  /** The smallest build that holds both files. */
  shared(a: Uri, b: Uri): Build | undefined {
    return this.of(a).find(build => build.files.has(b))
  }

  /** Takes over kustomizations that came, changed or (`undefined`) went, and builds anew what they take part in. */
  update(changes: ReadonlyMap<Uri, Kustomization | undefined>): Rebuilt {
    const roots = new Set<string>()
    for (const [uri, kustomization] of changes) {
      const folder = folderOf(uri)
      this.#write(folder, uri, kustomization)
      roots.add(folder)
      for (const build of this.#byPath.get(folder) ?? []) roots.add(build.folder)
    }
    const pairs = [...roots].map(root => ({ before: this.#byFolder.get(root), after: this.#build(root) }))
    const wasPatchFile = new Map<Uri, boolean>()
    const files = new Set<Uri>()
    for (const { before, after } of pairs) {
      for (const build of [before, after]) {
        for (const file of build?.patchFiles ?? []) wasPatchFile.set(file, this.isPatchFile(file))
        if (before?.fingerprint === after?.fingerprint) continue
        for (const file of [...(build?.files ?? []), ...(build?.patchFiles ?? [])]) files.add(file)
      }
    }
    for (const { before } of pairs) if (before) this.#remove(before)
    for (const { after } of pairs) if (after) this.#add(after)
    const patchFiles = [...wasPatchFile].filter(([file, was]) => was !== this.isPatchFile(file)).map(([file]) => file)
    return { files, patchFiles }
  }

  #write(folder: string, uri: Uri, kustomization: Kustomization | undefined): void {
    const here = this.#written.get(folder) ?? new Map<Uri, Kustomization>()
    if (kustomization) here.set(uri, kustomization)
    else here.delete(uri)
    if (here.size > 0) this.#written.set(folder, here)
    else this.#written.delete(folder)
  }

  #kustomizationIn(folder: string): Kustomization | undefined {
    const here = this.#written.get(folder)
    const [first] = [...(here?.keys() ?? [])].sort()
    return first && here?.get(first)
  }

  #build(folder: string): Build | undefined {
    return this.#written.has(folder) ? buildOf(folder, path => this.#kustomizationIn(path)) : undefined
  }

  #add(build: Build): void {
    this.#byFolder.set(build.folder, build)
    for (const path of pathsOf(build)) append(this.#byPath, path, build)
    for (const file of build.patchFiles) append(this.#byPatchFile, file, build)
  }

  #remove(build: Build): void {
    this.#byFolder.delete(build.folder)
    for (const path of pathsOf(build)) take(this.#byPath, path, build)
    for (const file of build.patchFiles) take(this.#byPatchFile, file, build)
  }
}

function pathsOf(build: Build): Iterable<string> {
  return [...build.files, ...build.parts.keys()]
}

function append<K>(map: Map<K, Build[]>, key: K, build: Build): void {
  const builds = map.get(key)
  if (!builds) map.set(key, [build])
  else {
    builds.push(build)
    builds.sort((a, b) => a.files.size - b.files.size || (a.folder < b.folder ? -1 : 1))
  }
}

function take<K>(map: Map<K, Build[]>, key: K, build: Build): void {
  const left = map.get(key)?.filter(each => each !== build) ?? []
  if (left.length > 0) map.set(key, left)
  else map.delete(key)
}

function buildOf(root: string, kustomizationIn: (folder: string) => Kustomization | undefined): Build {
  const files = new Set<Uri>()
  const patchFiles = new Set<Uri>()
  const parts = new Map<string, Kustomization>()
  const visit = (folder: string, kustomization: Kustomization): void => {
    if (parts.has(folder)) return
    parts.set(folder, kustomization)
    for (const file of kustomization.patchFiles) patchFiles.add(joinPath(folder, file))
    for (const entry of kustomization.resources) {
      if (entry.kind !== 'known') continue
      const path = joinPath(folder, entry.value)
      const inner = kustomizationIn(path)
      if (inner) visit(path, inner)
      else files.add(path)
    }
  }
  const kustomization = kustomizationIn(root)
  if (kustomization) visit(root, kustomization)
  const fingerprint = JSON.stringify([[...files], [...patchFiles], [...parts.values()].map(fingerprintOf)])
  return { folder: root, files, top: commonFolderOf(files), parts, patchFiles, fingerprint }
}
