import { type OriginMap } from '../base/origin.ts'
import type { Location, Uri } from '../base/place.ts'
import { type BuildCache, Builder, sortOf } from './build.ts'
import { defaultConfig } from './config.ts'
import type { Files, Reads } from './files.ts'
import type { Id } from './id.ts'
import { listOf } from './kustomization.ts'
import { at, Node } from './node.ts'
import { BuildError, type Problem } from './problem.ts'
import type { ResMap } from './resMap.ts'
import { metadataMap, normalizeAnnotations, type Resource } from './resource.ts'
import { hashNames } from './transform/hashNames.ts'
import { fixNameReferences } from './transform/nameReferences.ts'
import { addPairs } from './transform/pairs.ts'
import { sortLegacy } from './transform/sort.ts'
import { resolveVariables } from './transform/variables.ts'
import { originsOf, writeObject } from './write.ts'

/** One object of a build. */
export interface BuiltResource {
  /** As kustomize prints it. */
  readonly text: string
  readonly id: Id
  /** All files that had a part in it. */
  readonly files: ReadonlySet<Uri>
  /** Where each part of the text was written. Computed when it is asked for. */
  readonly origins: OriginMap
}

export interface Build {
  readonly resources: readonly BuiltResource[]
  readonly problems: readonly Problem[]
  /** Those of the problems that hide objects: remote bases, plugins, missing files. What is missing there nobody knows. */
  readonly holes: readonly Problem[]
  readonly reads: Reads
}

/**
 * Builds a kustomization as `kubectl kustomize` does, and goes on where that would give up: what is wrong is said, what is not
 * in view is a hole, the rest is built.
 */
export function buildKustomization(folder: Uri, files: Files, cache?: BuildCache): Build {
  const builder = new Builder(files, { isLenient: true, ...(cache ? { cache } : {}) })
  try {
    const resources = finish(builder, folder, true)
    const problems = builder.problems
    return { resources, problems, holes: problems.filter(({ kind }) => HOLES.has(kind)), reads: builder.reads }
  } catch (error) {
    const problem = problemOf(error, folder)
    const problems = [...builder.problems, problem]
    return { resources: [], problems, holes: problems.filter(({ kind }) => HOLES.has(kind)), reads: builder.reads }
  }
}

const HOLES: ReadonlySet<Problem['kind']> = new Set([
  'missing-file',
  'remote',
  'plugin',
  'helm',
  'outside-root',
  'cycle',
  'limit',
])

/**
 * The text that `kubectl kustomize` prints for a folder.
 *
 * @throws BuildError where kubectl refuses, for the same reason
 */
export function renderKustomization(folder: Uri, files: Files, cache?: BuildCache): string {
  const builder = new Builder(files, { isLenient: false, ...(cache ? { cache } : {}) })
  return finish(builder, folder, false)
    .map(({ text }) => text)
    .join('---\n')
}

function problemOf(error: unknown, folder: Uri): Problem {
  if (!(error instanceof BuildError)) throw error
  const { kind, message, at = { uri: folder, span: { start: 0, end: 0 } } } = error
  return { kind, message, at, entry: at }
}

function finish(builder: Builder, folder: Uri, isLenient: boolean): readonly BuiltResource[] {
  const { kustomization, accumulated } = builder.root(folder)
  const { map, config, variables } = accumulated
  const { root } = kustomization
  builder.attempt(root, () => hashNames(map))
  builder.attempt(root, () => fixNameReferences(map, (config ?? defaultConfig).nameReference))
  builder.attempt(root, () => resolveVariables(map, variables, (config ?? defaultConfig).varReference))
  for (const resource of map.list) builder.attempt(resource.node, () => requireMetadata(resource))
  map.keep(({ node }) => (metadataMap(node, 'annotations').get(LOCAL_CONFIG) ?? 'false') === 'false')
  builder.attempt(root, () => sort(map, root))
  if (listOf(root, 'buildMetadata').some(({ value }) => value === 'managedByLabel')) addManagedBy(map, root)
  return map.list.flatMap(resource => {
    normalizeAnnotations(resource.node)
    dropOwnAnnotations(resource.node)
    if (!isLenient) return [new Built(resource)]
    const built = builder.attempt(resource.node, () => new Built(resource))
    return built ? [built] : []
  })
}

/** What every object must still have in the end. */
function requireMetadata({ kind, name, node }: Resource): void {
  if (kind === '') throw new BuildError('transformer', 'missing kind in object', node.place)
  if (name === '' && !kind.endsWith('List'))
    throw new BuildError('transformer', `missing metadata.name in object ${kind}`, node.place)
}

class Built implements BuiltResource {
  readonly text: string
  readonly id: Id
  readonly files: ReadonlySet<Uri>
  readonly #node: Node
  #origins: OriginMap | undefined

  constructor(resource: Resource) {
    this.#node = resource.node
    this.text = writeObject(resource.node)
    this.id = resource.id
    this.files = resource.files
  }

  get origins(): OriginMap {
    this.#origins ??= originsOf(this.#node)
    return this.#origins
  }
}

const LOCAL_CONFIG = 'config.kubernetes.io/local-config'

function sort(map: ResMap, root: Node): void {
  const { order, legacy } = sortOf(root)
  const place: Location = root.get('sortOptions')?.place ?? root.place
  if (order !== undefined && order !== 'fifo' && order !== 'legacy')
    throw new BuildError('kustomization', "the field 'sortOptions.order' must be one of [fifo, legacy]", place)
  if (order === 'fifo') {
    if (legacy)
      throw new BuildError(
        'kustomization',
        "the field 'sortOptions.legacySortOptions' is set but the selected sort order is 'fifo', not 'legacy'",
        place,
      )
    return
  }
  if (!legacy) sortLegacy(map)
  else
    sortLegacy(
      map,
      listOf(legacy, 'orderFirst').map(({ value }) => value),
      listOf(legacy, 'orderLast').map(({ value }) => value),
    )
}

function addManagedBy(map: ResMap, root: Node): void {
  const { source } = root.get('buildMetadata') ?? root
  const pairs = Node.map(source)
  pairs.put('app.kubernetes.io/managed-by', Node.string('kustomize-v5.8.1', source))
  addPairs(map, pairs, [{ group: '', version: '', kind: '', path: 'metadata/labels', create: true }])
}

/** Annotations that kustomize keeps for itself, when files have them. */
const ownAnnotations = [
  'config.kubernetes.io/path',
  'config.kubernetes.io/index',
  'config.k8s.io/id',
  'config.kubernetes.io/origin',
  'alpha.config.kubernetes.io/transformations',
  'kustomize.config.k8s.io/id',
]

function dropOwnAnnotations(node: Node): void {
  const annotations = at(node, 'metadata', 'annotations')
  if (!annotations) return
  for (const key of [...annotations.entries.keys()])
    if (key.startsWith('internal.config.kubernetes.io/') || ownAnnotations.includes(key))
      annotations.entries.delete(key)
  if (annotations.entries.size === 0) at(node, 'metadata')?.entries.delete('annotations')
}
