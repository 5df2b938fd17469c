import type { Known } from '../base/known.ts'
import type { Uri } from '../base/place.ts'
import type { Kustomization } from '../k8s/facts.ts'
import type { Resource } from '../k8s/resource.ts'
import { folderOf, joinPath } from './paths.ts'

/** One `kustomization.yaml` with all that it builds. */
export interface Build {
  /** The folder of the kustomization. */
  readonly folder: string
  readonly kustomization: Kustomization
  /** Files that end up in the build, through other kustomizations too. */
  readonly files: ReadonlySet<Uri>
  /** The kustomizations that take part, itself first. */
  readonly parts: readonly Kustomization[]
  /** Files that are patches in this build. */
  readonly patchFiles: ReadonlySet<Uri>
  /** True when something outside the workspace takes part. */
  readonly open: boolean
  /** Differs when anything differs that matters to the resources of the build. */
  readonly fingerprint: string
}

/** What Kustomize would build from which files. Recomputed when a kustomization changes; manifests do not matter here. */
export class Builds {
  readonly #byFile = new Map<Uri, Build[]>()
  readonly #byPatchFile = new Map<Uri, Build[]>()
  readonly #byFolder = new Map<string, Build>()

  constructor(kustomizations: ReadonlyMap<Uri, Kustomization>) {
    const byFolder = new Map<string, Kustomization>()
    for (const [uri, kustomization] of kustomizations) byFolder.set(folderOf(uri), kustomization)
    for (const folder of byFolder.keys()) {
      const build = buildOf(folder, byFolder)
      if (!build) continue
      this.#byFolder.set(folder, build)
      for (const file of build.files) append(this.#byFile, file, build)
      for (const file of build.patchFiles) append(this.#byPatchFile, file, build)
    }
    for (const builds of this.#byFile.values())
      builds.sort((a, b) => a.files.size - b.files.size || (a.folder < b.folder ? -1 : 1))
  }

  /** The builds that hold a file, smallest first. */
  of(uri: Uri): readonly Build[] {
    return this.#byFile.get(uri) ?? []
  }

  /** Files whose resources are patches of others. */
  get patchFiles(): { has(uri: Uri): boolean; [Symbol.iterator](): Iterator<Uri> } {
    const files = this.#byPatchFile
    return { has: uri => files.has(uri), [Symbol.iterator]: () => files.keys() }
  }

  patchedBy(uri: Uri): readonly Build[] {
    return this.#byPatchFile.get(uri) ?? []
  }

  /** The smallest build that holds both files. */
  shared(a: Uri, b: Uri): Build | undefined {
    return this.of(a).find(build => build.files.has(b))
  }

  folders(): Iterable<string> {
    return this.#byFolder.keys()
  }

  in(folder: string): Build | undefined {
    return this.#byFolder.get(folder)
  }
}

function append(map: Map<Uri, Build[]>, key: Uri, build: Build): void {
  const builds = map.get(key)
  if (builds) builds.push(build)
  else map.set(key, [build])
}

function buildOf(root: string, byFolder: ReadonlyMap<string, Kustomization>): Build | undefined {
  const files = new Set<Uri>()
  const patchFiles = new Set<Uri>()
  const parts: Kustomization[] = []
  const seen = new Set<string>()
  let open = false
  const visit = (folder: string): void => {
    const kustomization = byFolder.get(folder)
    if (!kustomization || seen.has(folder)) return
    seen.add(folder)
    parts.push(kustomization)
    open ||= kustomization.open
    for (const file of kustomization.patchFiles) patchFiles.add(joinPath(folder, file))
    for (const entry of kustomization.resources) {
      if (entry.kind !== 'known') continue
      const path = joinPath(folder, entry.value)
      if (byFolder.has(path)) visit(path)
      else files.add(path)
    }
  }
  visit(root)
  const kustomization = byFolder.get(root)
  const fingerprint = JSON.stringify([
    [...files],
    [...patchFiles],
    open,
    parts.map(part => [part.selectorLabels, part.templateLabels, textOf(part.namespace), part.patches]),
  ])
  return kustomization && { folder: root, kustomization, files, parts, patchFiles, open, fingerprint }
}

function textOf(field: Known<string>): string {
  return field.kind === 'known' ? field.value : field.kind
}

/** True when a patch of the build may change ports, containers or labels of this resource. */
export function isPatched(
  build: Build,
  resource: Resource,
  patchResources: (uri: Uri) => readonly Resource[],
): boolean {
  const name = resource.name.kind === 'known' ? resource.name.value : undefined
  for (const part of build.parts) {
    for (const patch of part.patches) {
      if (!patch.touchesPorts) continue
      if (patch.kind !== undefined && patch.kind !== resource.kind) continue
      if (patch.name !== undefined && name !== undefined && !new RegExp(`^(?:${safePattern(patch.name)})$`).test(name))
        continue
      return true
    }
  }
  for (const file of build.patchFiles) {
    for (const patch of patchResources(file)) {
      if (patch.kind !== resource.kind) continue
      if (patch.name.kind === 'known' && name !== undefined && patch.name.value !== name) continue
      return true
    }
  }
  return false
}

/** Kustomize takes patch targets as anchored regular expressions; one that does not compile matches only itself. */
function safePattern(pattern: string): string {
  try {
    new RegExp(pattern)
    return pattern
  } catch {
    return pattern.replace(/[^\w-]/g, '\\$&')
  }
}
