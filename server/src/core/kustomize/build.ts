import type { Location, Uri } from '../base/place.ts'
import { Accumulated } from './accumulated.ts'
import { defaultConfig, mergeConfigs, readConfig } from './config.ts'
import { customSchemas } from './customSchema.ts'
import { type Files, Loader, Reads } from './files.ts'
import { absorb, generate } from './generate.ts'
import { type Kustomization, listOf, readKustomization } from './kustomization.ts'
import { isEmpty, Node, text } from './node.ts'
import { pluginOf } from './plugins.ts'
import { BuildError, type Problem } from './problem.ts'
import { readNode, readObjects } from './read.ts'
import { ResMap } from './resMap.ts'
import { Resource } from './resource.ts'
import { Schemas } from './schema.ts'
import { fileSource } from './source.ts'
import { inlineObjects, pluginSteps, type Step, type StepContext, stepsOf } from './steps.ts'
import { bindVariable, variableOf } from './transform/variables.ts'

/** What folders came to, kept for the builds that take them in. It holds as long as what was read is the same. */
export class BuildCache {
  readonly #kept = new Map<Uri, Kept>()

  get(folder: Uri, files: Files): Kept | undefined {
    const kept = this.#kept.get(folder)
    return kept?.reads.stillHold(files) ? kept : undefined
  }

  put(folder: Uri, kept: Kept): void {
    this.#kept.set(folder, kept)
  }
}

interface Kept {
  readonly accumulated: Accumulated
  readonly reads: Reads
  readonly problems: readonly Problem[]
}

export interface BuildOptions {
  /** Goes on where kustomize gives up, without the part that is wrong. */
  readonly isLenient: boolean
  readonly cache?: BuildCache
}

const builtInSchemas = new Schemas()

/** Builds kustomizations within each other, up to where names are put right (api/internal/target/kusttarget.go). */
export class Builder {
  readonly problems: Problem[] = []
  readonly reads = new Reads()
  readonly #files: Files
  readonly #options: BuildOptions
  readonly #choice: { schemas: Schemas | undefined }

  constructor(files: Files, options: BuildOptions, choice: { schemas: Schemas | undefined } = { schemas: undefined }) {
    this.#files = files
    this.#options = options
    this.#choice = choice
  }

  /** The kustomization of a folder with all that it takes in. @throws BuildError */
  root(folder: Uri): { readonly kustomization: Kustomization; readonly accumulated: Accumulated } {
    const loader = new Loader(this.#files, folder, undefined)
    try {
      const kustomization = this.#kustomization(loader)
      return { kustomization, accumulated: this.#target(kustomization, loader, new Accumulated()) }
    } finally {
      this.reads.add(loader.reads)
    }
  }

  /** Runs a part of the build. In a lenient one an error is noted, and only this part is missing. */
  attempt<T>(entry: { readonly place: Location }, act: () => T): T | undefined {
    try {
      return act()
    } catch (error) {
      if (!(error instanceof BuildError)) throw error
      const { kind, message, meant, at = entry.place } = error
      if (!this.#options.isLenient) throw new BuildError(kind, message, at, meant)
      this.problems.push({ kind, message, at, entry: entry.place, ...(meant === undefined ? {} : { meant }) })
      return undefined
    }
  }

  #kustomization(loader: Loader): Kustomization {
    const { uri, text: content } = loader.kustomizationFile()
    const kustomization = readKustomization(uri, fileSource(uri, content))
    this.#chooseSchema(kustomization.root, loader)
    return kustomization
  }

  /** The first kustomization that names a schema decides for all. */
  #chooseSchema(root: Node, loader: Loader): void {
    const openapi = root.get('openapi')
    if (!openapi || this.#choice.schemas) return
    this.attempt(openapi, () => {
      const version = text(openapi, 'version')
      const path = text(openapi, 'path')
      if (version !== '' && path !== '')
        throw new BuildError('kustomization', 'openapi takes a version or a path, not both', openapi.place)
      if (version !== '' && version !== 'v1.21.2')
        throw new BuildError('kustomization', 'this version of the OpenAPI schema is not built in', openapi.place)
      if (path === '') return
      const schema = readNode(loader.load(path, openapi.get('path') ?? openapi), 'v2')
      if (schema) this.#choice.schemas = customSchemas(schema)
    })
  }

  #target(kustomization: Kustomization, loader: Loader, accumulated: Accumulated): Accumulated {
    const { root } = kustomization
    for (const entry of kustomization.resources) this.attempt(entry, () => this.#resource(entry, loader, accumulated))
    const config = listOf(root, 'configurations').reduce(
      (merged, entry) =>
        this.attempt(entry, () => mergeConfigs(merged, readConfig(loader.load(entry.value, entry)))) ?? merged,
      defaultConfig,
    )
    accumulated.mergeConfig(config)
    this.#generators(root, loader, accumulated.map)
    let result = accumulated
    for (const entry of listOf(root, 'components'))
      result = this.attempt(entry, () => this.#component(entry, loader, result)) ?? result
    const context = this.#context(loader, result)
    this.#apply(stepsOf(root, context), result.map)
    this.#apply(this.#plugins(root, 'transformers', context), result.map)
    for (const entry of this.#plugins(root, 'validators', context))
      this.attempt(root, () => entry.apply(result.copy().map))
    for (const entry of listOf(root, 'vars')) {
      this.attempt(entry, () => {
        const variable = variableOf(entry)
        bindVariable(result.map, variable)
        result.addVariable(variable)
      })
    }
    return result
  }

  #context(loader: Loader, { config }: Accumulated): StepContext {
    return {
      loader,
      config: config ?? defaultConfig,
      schemas: this.#choice.schemas ?? builtInSchemas,
      attempt: (entry, make) => this.attempt(entry, make),
    }
  }

  #apply(steps: readonly Step[], map: ResMap): void {
    for (const step of steps) {
      this.attempt({ place: step.at }, () => step.apply(map))
      map.keep(resource => !isEmpty(resource.node))
    }
  }

  #resource(entry: Node, loader: Loader, accumulated: Accumulated): void {
    const path = entry.value
    if (loader.has(path)) {
      const of = loader.load(path, entry)
      for (const node of readObjects(of)) accumulated.map.append(withFile(new Resource(node)))
      return
    }
    this.#takeIn(this.#folder(loader.enter(path, entry), entry), accumulated)
  }

  #takeIn(other: Accumulated, accumulated: Accumulated): void {
    for (const resource of other.map.list) accumulated.map.append(resource)
    accumulated.mergeConfig(other.config)
    for (const variable of other.variables.values()) accumulated.addVariable(variable)
  }

  /** What the kustomization of a folder comes to, as a copy of the caller's own. */
  #folder(loader: Loader, entry: Node): Accumulated {
    // What is kept was built with the schema that is built in.
    const cache = this.#choice.schemas ? undefined : this.#options.cache
    const known = cache?.get(loader.folder, this.#files)
    if (known) {
      this.problems.push(...known.problems)
      this.reads.add(known.reads)
      return known.accumulated.copy()
    }
    const inner = new Builder(this.#files, this.#options, this.#choice)
    try {
      const kustomization = inner.#kustomization(loader)
      if (kustomization.isComponent)
        throw new BuildError('kustomization', `${entry.value} is a Component, which belongs in components`, entry.place)
      const accumulated = inner.#target(kustomization, loader, new Accumulated())
      inner.reads.add(loader.reads)
      if (cache && !this.#choice.schemas && !inner.problems.some(({ kind }) => kind === 'cycle')) {
        cache.put(loader.folder, { accumulated, reads: inner.reads, problems: inner.problems })
        return accumulated.copy()
      }
      return accumulated
    } finally {
      inner.reads.add(loader.reads)
      this.reads.add(inner.reads)
      this.problems.push(...inner.problems)
    }
  }

  #component(entry: Node, loader: Loader, accumulated: Accumulated): Accumulated {
    const inner = loader.enter(entry.value, entry)
    try {
      const kustomization = this.#kustomization(inner)
      if (!kustomization.isComponent)
        throw new BuildError('kustomization', `${entry.value} is no Component, so it belongs in resources`, entry.place)
      return this.#target(kustomization, inner, accumulated)
    } finally {
      this.reads.add(inner.reads)
    }
  }

  #generators(root: Node, loader: Loader, map: ResMap): void {
    const globals = root.get('generatorOptions')
    for (const [field, kind] of [
      ['configMapGenerator', 'ConfigMap'],
      ['secretGenerator', 'Secret'],
    ] as const) {
      for (const entry of listOf(root, field))
        this.attempt(entry, () => this.#generate(kind, entry, globals, loader, map))
    }
    for (const entry of [...listOf(root, 'helmCharts'), ...listOf(root, 'helmChartInflationGenerator')]) {
      this.attempt(entry, () => {
        throw new BuildError('helm', 'charts are rendered with --enable-helm only', entry.place)
      })
    }
    for (const { resource, entry } of this.#pluginObjects(root, 'generators', loader)) {
      this.attempt(entry, () => {
        const plugin = pluginOf(resource)
        if (plugin.kind !== 'ConfigMapGenerator' && plugin.kind !== 'SecretGenerator')
          throw new BuildError('plugin', `${plugin.kind} is no generator`, entry.place)
        this.#generate(plugin.kind === 'SecretGenerator' ? 'Secret' : 'ConfigMap', plugin.root, undefined, loader, map)
      })
    }
  }

  #generate(kind: 'ConfigMap' | 'Secret', entry: Node, globals: Node | undefined, loader: Loader, map: ResMap): void {
    const files = new Set<Uri>([entry.place.uri])
    const made = generate(kind, entry, globals, (path, node) => {
      const of = loader.loadRaw(path, node)
      for (const { from } of of.map.pieces.slice(0, 1)) files.add(from.uri)
      return of
    })
    made.contributedBy(files)
    absorb(map, made, entry)
  }

  #plugins(root: Node, field: 'transformers' | 'validators', context: StepContext): readonly Step[] {
    return this.#pluginObjects(root, field, context.loader).flatMap(
      ({ resource, entry }) => this.attempt(entry, () => pluginSteps(pluginOf(resource), context)) ?? [],
    )
  }

  /** The objects that configure plugins: written in place, in files, or built. */
  #pluginObjects(root: Node, field: string, loader: Loader): readonly { resource: Resource; entry: Node }[] {
    return listOf(root, field).flatMap(entry => {
      const accumulated = new Accumulated()
      this.attempt(entry, () => {
        const inline = inlineObjects(entry)
        if (inline) for (const node of inline) accumulated.map.append(new Resource(node))
        else this.#resource(entry, loader, accumulated)
      })
      return accumulated.map.list.map(resource => ({ resource, entry }))
    })
  }
}

function withFile(resource: Resource): Resource {
  resource.contributedBy([resource.node.place.uri])
  return resource
}

/** The order in which the objects of a build come, as a kustomization says. */
export function sortOf(root: Node) {
  const options = root.get('sortOptions')
  const legacy = options?.get('legacySortOptions')
  return { order: options ? text(options, 'order') || '' : undefined, legacy }
}
