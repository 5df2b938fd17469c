import type { Location } from '../base/place.ts'
import { isInRange } from '../base/semver.ts'
import { execute } from '../template/execute.ts'
import type { Limits } from '../template/execution.ts'
import type { GoFunction } from '../template/function.ts'
import type { ParsedTemplate } from '../template/parse.ts'
import { Templates } from '../template/templates.ts'
import { type MapValue, map, string } from '../template/value.ts'
import { Basis } from './basis.ts'
import type { Chart, PlacedChart } from './chart/chart.ts'
import { ChartMemory } from './chart/memory.ts'
import type { ChartSource } from './files/source.ts'
import { type FlavourFacts, flavourFacts } from './flavour.ts'
import { type ChartDocument, sortManifests } from './manifests.ts'
import { type MissingDependency, missingIn, openMaps, refusalsIn } from './missing.ts'
import { capabilitiesObject, readKubeVersion, releaseObject } from './objects/capabilities.ts'
import type { RenderProfile } from './profile.ts'
import { ChartRefusal } from './refusal.ts'
import { checkReleaseName } from './releaseName.ts'
import type { ChartProblem, ChartRendering, Rendering } from './rendering.ts'
import { validateValues } from './schema/validate.ts'
import { type PlacedTemplate, placeTemplates } from './templates.ts'
import { coalesceValues } from './values/coalesce.ts'
import { placeCharts } from './values/dependencies.ts'
import { givenValues } from './values/given.ts'
import { sealValues } from './values/seal.ts'

export interface RenderOptions {
  /** `exact`: as `helm template`, up to the first problem. `judged`: as far as possible, with unknowns instead of guesses. */
  readonly mode: 'exact' | 'judged'
  readonly source: ChartSource
  readonly functions: ReadonlyMap<string, GoFunction>
  readonly memory?: ChartMemory
  readonly limits?: Partial<Limits>
  /** The last rendering of this chart in this profile: what did not change is taken from it. */
  readonly previous?: ChartRendering
}

/** Renders a chart. Never throws: what Helm would refuse is a problem, and in exact mode the last thing that is looked at. */
export function renderChart(chart: Chart, profile: RenderProfile, options: RenderOptions): ChartRendering {
  return new Renderer(chart, profile, options).render()
}

interface Run {
  readonly values: MapValue
  readonly missing: readonly MissingDependency[]
  readonly previous: ChartRendering | undefined
}

interface Ran {
  readonly templates: readonly Rendering[]
  readonly basis: Basis
  readonly isOutOfOrder: boolean
}

class Renderer {
  readonly #chart: Chart
  readonly #profile: RenderProfile
  readonly #options: RenderOptions
  readonly #facts: FlavourFacts
  readonly #memory: ChartMemory
  #problems: ChartProblem[] = []

  constructor(chart: Chart, profile: RenderProfile, options: RenderOptions) {
    this.#chart = chart
    this.#profile = profile
    this.#options = options
    this.#facts = flavourFacts[profile.flavour]
    this.#memory = options.memory ?? new ChartMemory()
  }

  render(): ChartRendering {
    try {
      return this.#render()
    } catch (error) {
      if (!(error instanceof ChartRefusal)) throw error
      this.#problems.push({ kind: 'chart', message: error.message, at: error.at })
      return this.#result([], [], [], map(), new Basis())
    }
  }

  get #isExact(): boolean {
    return this.#options.mode === 'exact'
  }

  #result(
    templates: readonly Rendering[],
    documents: readonly ChartDocument[],
    missing: readonly MissingDependency[],
    values: MapValue,
    basis: Basis,
  ): ChartRendering {
    return {
      chart: this.#chart,
      profile: this.#profile,
      templates,
      documents,
      problems: this.#problems,
      missing,
      values,
      basis,
    }
  }

  #render(): ChartRendering {
    const { mode, source } = this.#options
    checkReleaseName(this.#profile.release)
    const kube = readKubeVersion(this.#profile.kubeVersion ?? this.#facts.kubeVersion, this.#facts)
    const given = givenValues(this.#profile, source, this.#memory, this.#facts, mode)
    this.#checkInstallable()
    const root = placeCharts(this.#chart, given.values, this.#facts)
    const missing = missingIn(root)
    const refusals = [...given.refusals, ...refusalsIn(root)]
    for (const { message, at } of refusals) this.#problems.push({ kind: 'values', message, at })
    const values = coalesceValues(root, given.values, { facts: this.#facts, keepsNulls: false })
    if (refusals.length === 0 && missing.length === 0) this.#checkSchemas(root, values)
    this.#checkKubeVersion(kube.version, kube.normalized)
    const before = [...this.#problems]
    const run = (previous: ChartRendering | undefined) => {
      const sealed = sealValues(values, `${this.#facts.valuesPackage}.Values`, openMaps(root, missing))
      const placed = placeTemplates(root, sealed, {
        release: releaseObject(this.#profile.release, this.#profile.namespace),
        capabilities: capabilitiesObject(kube, this.#profile.apiVersions, this.#facts),
        facts: this.#facts,
      })
      return { sealed, ...this.#run(placed, { values: sealed, missing, previous }) }
    }
    let made = run(this.#options.previous)
    if (made.isOutOfOrder) {
      this.#problems = before
      made = run(undefined)
    }
    const { templates, basis, sealed } = made
    if (this.#isExact && this.#problems.length > 0) return this.#result(templates, [], missing, sealed, basis)
    const rendered = [...templates].sort((a, b) => (a.name < b.name ? -1 : 1))
    const { documents, problems } = sortManifests(rendered, this.#facts)
    for (const problem of problems) {
      this.#problems.push({ kind: 'manifest', problem, message: problem.message })
    }
    return this.#result(templates, documents, missing, sealed, basis)
  }

  #checkInstallable(): void {
    const { type, apiVersion } = this.#chart.metadata
    if (this.#facts.chartApiVersions?.includes(apiVersion.text) === false)
      this.#refuse('chart', 'invalid chart apiVersion', apiVersion.runs?.[0]?.from)
    if (type.text === 'library') this.#refuse('chart', 'library charts are not installable', type.runs?.[0]?.from)
    const missing = this.#chart.missing.map(({ name }) => name.text)
    if (missing.length > 0 && this.#isExact) {
      throw new ChartRefusal(
        "an error occurred while checking for chart dependencies. You may need to run 'helm dependency build' to fetch " +
          `missing dependencies: found in Chart.yaml, but missing in charts/ directory: ${missing.join(', ')}`,
        this.#chart.missing[0]?.name.runs?.[0]?.from,
      )
    }
  }

  #checkSchemas(root: PlacedChart, values: MapValue): void {
    const found = validateValues(root, values, this.#facts)
    if (this.#isExact && found.length > 0) {
      throw new ChartRefusal(
        "values don't meet the specifications of the schema(s) in the following chart(s):\n" +
          found.map(({ message }) => message).join('\n'),
        found[0]?.at,
      )
    }
    for (const { message, at } of found) this.#problems.push({ kind: 'schema', message, at })
  }

  #checkKubeVersion(version: string, normalized: string): void {
    const wanted = this.#chart.metadata.kubeVersion
    if (wanted.text === '' || isInRange(wanted.text, normalized)) return
    this.#refuse(
      'chart',
      `chart requires kubeVersion: ${wanted.text} which is incompatible with Kubernetes ${version}`,
      wanted.runs?.[0]?.from,
    )
  }

  #refuse(kind: 'chart', message: string, at: Location | undefined): void {
    if (this.#isExact) throw new ChartRefusal(message, at)
    this.#problems.push({ kind, message, at })
  }

  /** `isOutOfOrder`: a template changes values that others see, and some of those were taken over from before. */
  #run(placed: readonly PlacedTemplate[], { values, missing, previous }: Run): Ran {
    const { functions, mode, limits } = this.#options
    const templates = new Templates(name => functions.has(name))
    const parsed = placed.map(template => this.#parse(template))
    const [broken] = parsed.filter(({ problems }) => problems.length > 0)
    const [problem] = broken?.problems ?? []
    if (broken && problem && this.#isExact) {
      this.#problems.push({ kind: 'parse', name: broken.source.name, problem, text: broken.source.text })
      return { templates: [], basis: new Basis(), isOutOfOrder: false }
    }
    for (const each of parsed) templates.add(each)
    const basis = new Basis(parsed, values, { chart: this.#chart, profile: this.#profile, missing })
    const kept = previous ? basis.keptFrom(previous) : new Map<string, Rendering>()
    const rendered: Rendering[] = []
    for (const [index, { name, file, dot, basePath, isPartial }] of placed.entries()) {
      if (isPartial) continue
      const before = kept.get(name)
      if (before) {
        rendered.push(before)
        this.#note(before)
        continue
      }
      const own = map([
        ['Name', string(name)],
        ['BasePath', string(basePath)],
      ])
      dot.entries.set('Template', { key: string('Template'), value: { ...own, type: dot.type ?? '' } })
      const execution = execute(templates, name, dot, functions, { mode, ...(limits ? { limits } : {}) })
      if (!execution) continue
      const rendering = { ...execution, name, uri: file.uri, parseProblems: parsed[index]?.problems ?? [] }
      rendered.push(rendering)
      this.#note(rendering)
      if (this.#isExact && execution.problems.length > 0) break
    }
    const isOutOfOrder = kept.size > 0 && rendered.some(({ writes }) => writes)
    return { templates: rendered, basis, isOutOfOrder }
  }

  #parse({ name, file }: PlacedTemplate): ParsedTemplate {
    return this.#memory.template({ uri: file.uri, name, text: file.text }, this.#options.functions)
  }

  #note({ name, problems, parseProblems, text }: Rendering): void {
    for (const problem of parseProblems) this.#problems.push({ kind: 'parse', name, problem, text })
    for (const problem of problems) this.#problems.push({ kind: 'execution', name, problem })
  }
}
