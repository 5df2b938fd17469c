import { archiveUri } from '../../base/archiveUri.ts'
import type { Uri } from '../../base/place.ts'
import { childUri } from '../../base/uri.ts'
import { decodeUtf8 } from '../../base/utf8.ts'
import { unknown } from '../../template/unknown.ts'
import type { MapValue } from '../../template/value.ts'
import { maxFiles } from '../files/archive.ts'
import { type IgnoreRules, isIgnored, readIgnoreRules } from '../files/ignore.ts'
import type { ChartSource } from '../files/source.ts'
import { BadPattern } from '../files/wildcards.ts'
import { ChartRefusal } from '../refusal.ts'
import { emptyMap } from '../values/maps.ts'
import type { ValuesFacts } from '../values/read.ts'
import type { Chart, ChartFile } from './chart.ts'
import { checkLock } from './lock.ts'
import { ChartMemory } from './memory.ts'
import type { Dependency, Metadata } from './metadata.ts'

export interface LoadOptions {
  readonly facts: ValuesFacts
  /**
   * `exact`: what Helm refuses is refused. `judged`: a subchart that cannot be loaded is missing, and dependencies that are not
   * in `charts/` are looked for elsewhere.
   */
  readonly mode: 'exact' | 'judged'
  /**
   * The folder or archive of a chart that fits a dependency, when the host knows of one. Asked in judged mode only.
   *
   * @param from the Chart.yaml that names the dependency
   */
  readonly locate?: (dependency: Dependency, from: Uri) => Uri | undefined
  readonly memory?: ChartMemory
}

/**
 * Loads the chart in a folder or a `.tgz`, with everything below its `charts/`.
 *
 * @throws ChartRefusal for what Helm cannot load: no Chart.yaml, invalid metadata, broken values
 */
export function loadChart(source: ChartSource, uri: Uri, options: LoadOptions): Chart {
  return new Loader(source, options).at(uri, [])
}

/** A file on its way into a chart; what nobody asks for is not read. */
interface Found {
  readonly name: string
  readonly uri: Uri
  readonly read: () => string | Uint8Array
}

/** Charts in charts in charts: Helm has no such limit, and no chart comes near. */
const deepest = 20

interface Inside {
  /** What was located on the way here. */
  readonly within: readonly Uri[]
  readonly depth: number
  readonly refusals: ChartRefusal[]
}

class Loader {
  readonly #source: ChartSource
  readonly #options: LoadOptions
  readonly #memory: ChartMemory

  constructor(source: ChartSource, options: LoadOptions) {
    this.#source = source
    this.#options = options
    this.#memory = options.memory ?? new ChartMemory()
  }

  /** @param within the charts that this one is part of, so that none is looked for in itself */
  at(uri: Uri, within: readonly Uri[]): Chart {
    const files = uri.endsWith('.tgz') ? this.#archived(uri, this.#read(uri)) : this.#folder(uri)
    return this.#build(files, [...within, uri])
  }

  #read(uri: Uri): string | Uint8Array {
    return this.#source.read(uri) ?? ''
  }

  #archived(uri: Uri, content: string | Uint8Array): readonly Found[] {
    if (typeof content === 'string') throw new ChartRefusal('gzip: invalid header', { uri, span: { start: 0, end: 0 } })
    return this.#memory
      .archive(uri, content)
      .map(({ name, bytes }) => ({ name, uri: archiveUri(uri, name), read: () => bytes }))
  }

  #folder(folder: Uri): readonly Found[] {
    const found: Found[] = []
    const hasRules = this.#source.list(folder).some(({ name, kind }) => name === '.helmignore' && kind === 'file')
    const rules = this.#rules(hasRules ? textOf(this.#read(childUri(folder, '.helmignore'))) : undefined)
    this.#walk(folder, '', rules, found, 0)
    return found
  }

  #rules(text: string | undefined): IgnoreRules {
    try {
      return readIgnoreRules(text)
    } catch (error) {
      if (error instanceof BadPattern) throw new ChartRefusal(error.message)
      throw error
    }
  }

  #walk(folder: Uri, path: string, rules: IgnoreRules, found: Found[], depth: number): void {
    if (depth > maxFolders) throw new ChartRefusal(`folders are nested deeper than ${maxFolders} levels`)
    for (const { name, kind } of this.#source.list(folder)) {
      if (kind === 'other') continue
      const uri = childUri(folder, name)
      const at = path === '' ? name : `${path}/${name}`
      if (isIgnored(rules, at, kind === 'folder')) continue
      if (kind === 'folder') this.#walk(uri, at, rules, found, depth + 1)
      else found.push({ name: at, uri, read: () => this.#read(uri) })
      if (found.length > maxFiles) throw new ChartRefusal(`chart has more than ${maxFiles} files`)
    }
  }

  #build(found: readonly Found[], within: readonly Uri[], depth = 0): Chart {
    if (within.length + depth > deepest) throw new ChartRefusal(`charts are nested deeper than ${deepest} levels`)
    const { uri, metadata } = this.#metadata(found)
    const templates: ChartFile[] = []
    const files: ChartFile[] = []
    const packed = new Map<string, Found[]>()
    const refusals: ChartRefusal[] = []
    let values = emptyMap()
    let schema: ChartFile | undefined
    for (const file of found) {
      const { name } = file
      if (name.endsWith('.lock')) this.#checkLock(file)
      if (name === 'Chart.yaml' || name === 'Chart.lock') continue
      if (name === 'values.yaml') values = this.#values(file, refusals)
      else if (name === 'values.schema.json') schema = chartFile(file)
      else if (name === 'requirements.yaml' || name === 'requirements.lock') {
        if (metadata.apiVersion.text === 'v1') files.push(chartFile(file))
      } else if (name.startsWith('templates/')) templates.push(chartFile(file))
      else if (name.startsWith('charts/') && !name.endsWith('.prov')) addTo(packed, file)
      else files.push(chartFile(file))
    }
    const charts = this.#subcharts(metadata, packed, { within, depth: depth + 1, refusals })
    const missing: Dependency[] = []
    for (const dependency of metadata.dependencies) {
      if (charts.some(chart => chart.metadata.name.text === dependency.name.text)) continue
      const located = this.#locate(dependency, uri, within)
      if (located) charts.push(located)
      else missing.push(dependency)
    }
    return { uri, metadata, values, schema, templates, files, charts, missing, refusals }
  }

  #metadata(found: readonly Found[]): { uri: Uri; metadata: Metadata } {
    const chart = found.find(({ name }) => name === 'Chart.yaml')
    if (!chart) throw new ChartRefusal('Chart.yaml file is missing')
    const requirements = found.find(({ name }) => name === 'requirements.yaml')
    const metadata = this.#memory.metadata(
      { uri: chart.uri, text: textOf(chart.read()) },
      requirements && { uri: requirements.uri, text: textOf(requirements.read()) },
    )
    return { uri: chart.uri, metadata }
  }

  /** Nobody reads it here; Helm refuses the chart when it cannot. */
  #checkLock({ name, uri, read }: Found): void {
    if (this.#options.mode === 'exact' && (name === 'Chart.lock' || name === 'requirements.lock'))
      checkLock(uri, textOf(read()), name)
  }

  #values(file: Found, refusals: ChartRefusal[]): MapValue {
    const text = textOf(file.read())
    try {
      return this.#memory.values(file.uri, text, this.#options.facts)
    } catch (error) {
      if (!(error instanceof ChartRefusal)) throw error
      const refusal = new ChartRefusal(`cannot load values.yaml: ${error.message}`, error.at)
      if (this.#options.mode === 'exact') throw refusal
      refusals.push(refusal)
      return { ...emptyMap(), open: unknown({ why: 'value-missing' }) }
    }
  }

  #subcharts(metadata: Metadata, packed: ReadonlyMap<string, readonly Found[]>, state: Inside): Chart[] {
    const charts: Chart[] = []
    for (const [folder, files] of [...packed].sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (folder.startsWith('_') || folder.startsWith('.')) continue
      try {
        charts.push(this.#subchart(folder, files, state.within, state.depth))
      } catch (error) {
        if (!(error instanceof ChartRefusal)) throw error
        const { text } = metadata.name
        const message = `error unpacking subchart ${folder} in ${text}: ${error.message}`
        const refusal = new ChartRefusal(message, error.at)
        if (this.#options.mode === 'exact') throw refusal
        state.refusals.push(refusal)
      }
    }
    return charts
  }

  #subchart(folder: string, files: readonly Found[], within: readonly Uri[], depth: number): Chart {
    const [first] = files
    if (folder.endsWith('.tgz')) {
      if (first?.name !== folder) throw new ChartRefusal(`expected ${folder}, got ${first?.name}`)
      return this.#build(this.#archived(first.uri, first.read()), within, depth)
    }
    const inside = files.flatMap(file => {
      const slash = file.name.indexOf('/')
      return slash < 0 ? [] : { ...file, name: file.name.slice(slash + 1) }
    })
    return this.#build(inside, within, depth)
  }

  #locate(dependency: Dependency, from: Uri, within: readonly Uri[]): Chart | undefined {
    if (this.#options.mode === 'exact') return undefined
    const uri = this.#options.locate?.(dependency, from)
    if (!uri || within.includes(uri)) return undefined
    try {
      const chart = this.at(uri, within)
      return chart.metadata.name.text === dependency.name.text ? chart : undefined
    } catch (error) {
      if (error instanceof ChartRefusal) return undefined
      throw error
    }
  }
}

const maxFolders = 100

function addTo(packed: Map<string, Found[]>, file: Found): void {
  const name = file.name.slice('charts/'.length)
  const [folder = ''] = name.split('/', 1)
  const files = packed.get(folder)
  const inside = { ...file, name }
  if (files) files.push(inside)
  else packed.set(folder, [inside])
}

function chartFile({ name, uri, read }: Found): ChartFile {
  let text: string | undefined
  return {
    name,
    uri,
    get text() {
      text ??= textOf(read())
      return text
    },
  }
}

function textOf(content: string | Uint8Array): string {
  const text = typeof content === 'string' ? content : decodeUtf8(content)
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}
