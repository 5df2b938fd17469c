import type { Uri } from '../base/place.ts'
import { fileNameOf, folderOf, joinPath } from '../base/uri.ts'
import { isChartFile } from '../deploy/chartFiles.ts'
import { ChartFolders, ciValuesIn } from '../deploy/charts.ts'
import { helmProducer } from '../deploy/helmProducer.ts'
import type { Kustomization } from '../deploy/kustomization.ts'
import { Kustomizations } from '../deploy/kustomizations.ts'
import { kustomizeProducer } from '../deploy/kustomizeProducer.ts'
import type { Producer } from '../deploy/producer.ts'
import type { UnitId } from '../deploy/unit.ts'
import { ChartMemory } from '../helm/chart/memory.ts'
import { defaultProfile } from '../helm/profile.ts'
import { BuildCache } from '../kustomize/build.ts'
import type { DocumentState } from './document.ts'
import type { Sources } from './sources.ts'
import type { Units } from './units.ts'

/**
 * Decides what is made in the workspace: a build for each kustomization that nothing else includes, and each chart that is no part
 * of another, with its defaults and with each file of values in `ci/`.
 */
export class Producers {
  readonly #units: Units
  readonly #sources: Sources
  readonly #kustomizations = new Kustomizations()
  readonly #charts = new ChartFolders()
  readonly #written = new Map<Uri, Kustomization>()
  readonly #cache = new BuildCache()
  readonly #memory = new ChartMemory()
  /** The units of each chart. */
  readonly #ofChart = new Map<string, ReadonlySet<UnitId>>()

  constructor(units: Units, sources: Sources) {
    this.#units = units
    this.#sources = sources
  }

  /** True for a file that a kustomization lists as a patch. */
  isPatchFile(uri: Uri): boolean {
    return this.#kustomizations.isPatchFile(uri)
  }

  /** True for what a build made with a patch, whether it stands in a file of its own or in the kustomization. */
  isPatched(document: DocumentState | undefined): boolean {
    if (document?.home.unit === undefined) return false
    return [...document.origin.uris].some(
      uri => this.isPatchFile(uri) || (this.#written.get(uri)?.patches.length ?? 0) > 0,
    )
  }

  /**
   * Takes over what a file says now.
   *
   * @param text `undefined` where the file is gone
   * @returns units that are not made any more
   */
  update(uri: Uri, text: string | undefined, documents: readonly DocumentState[]): readonly UnitId[] {
    return [...this.#updateKustomization(uri, documents), ...this.#updateCharts(uri, text !== undefined)]
  }

  #updateKustomization(uri: Uri, documents: readonly DocumentState[]): readonly UnitId[] {
    const before = this.#written.get(uri)
    const after = documents.find(({ facts }) => facts.kustomization)?.facts.kustomization
    if (before === after) return []
    if (after) this.#written.set(uri, after)
    else this.#written.delete(uri)
    const gone: UnitId[] = []
    for (const folder of this.#kustomizations.update(uri, before, after)) {
      const producer = kustomizeProducer(joinPath(folder, '.'), this.#cache)
      const isMade = this.#units.has(producer.unit.id)
      if (this.#kustomizations.isRoot(folder) === isMade) continue
      if (isMade) gone.push(producer.unit.id)
      else this.#units.add(producer)
    }
    return gone
  }

  #updateCharts(uri: Uri, exists: boolean): readonly UnitId[] {
    if (isChartFile(fileNameOf(uri))) {
      const folder = folderOf(uri)
      if (this.#charts.has(folder) === exists) return []
      return this.#charts.update(folder, exists).flatMap(each => this.#profilesOf(each))
    }
    const chart = this.#charts.withValues(uri)
    return chart === undefined ? [] : this.#profilesOf(chart)
  }

  /** Brings the units of a chart in step with its files of values. @returns those that are not made any more */
  #profilesOf(folder: string): readonly UnitId[] {
    const before = this.#ofChart.get(folder) ?? new Set<UnitId>()
    const producers = this.#charts.isRoot(folder) ? this.#producersOf(folder) : []
    const after = new Set(producers.map(({ unit }) => unit.id))
    if (after.size > 0) this.#ofChart.set(folder, after)
    else this.#ofChart.delete(folder)
    for (const producer of producers) if (!before.has(producer.unit.id)) this.#units.add(producer)
    return [...before].filter(id => !after.has(id))
  }

  #producersOf(folder: string): readonly Producer[] {
    const ci = ciValuesIn(folder, each => this.#sources.list(each))
    const profiles = [
      defaultProfile,
      ...ci.map(uri => ({ ...defaultProfile, name: `ci/${fileNameOf(uri)}`, valueFiles: [uri] })),
    ]
    return profiles.map(profile => helmProducer(joinPath(folder, '.'), profile, this.#memory))
  }
}
