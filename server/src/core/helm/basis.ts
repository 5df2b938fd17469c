import type { Execution } from '../template/execution.ts'
import type { ParsedTemplate } from '../template/parse.ts'
import { type MapValue, map } from '../template/value.ts'
import type { Chart } from './chart/chart.ts'
import type { RenderedText } from './manifests.ts'
import type { MissingDependency } from './missing.ts'
import type { RenderProfile } from './profile.ts'
import { readsSame } from './values/changes.ts'

interface Surroundings {
  readonly chart: Chart
  readonly profile: RenderProfile
  readonly missing: readonly MissingDependency[]
}

/** What a rendering rests on, so that the next one can tell which of its templates would print the same. */
export class Basis {
  readonly #parsed: ReadonlyMap<string, ParsedTemplate>
  readonly #values: MapValue
  readonly #surroundings: Surroundings | undefined

  constructor(parsed: readonly ParsedTemplate[] = [], values: MapValue = map(), surroundings?: Surroundings) {
    this.#parsed = new Map(parsed.map(each => [each.source.name, each]))
    this.#values = values
    this.#surroundings = surroundings
  }

  /**
   * The renderings that hold now as they did before: nothing that they read has changed. None where templates change values
   * that others see, since then their order counts.
   */
  keptFrom<T extends RenderedText & Execution>({
    templates,
    basis: before,
  }: {
    readonly templates: readonly T[]
    readonly basis: Basis
  }): ReadonlyMap<string, T> {
    const kept = new Map<string, T>()
    if (templates.some(({ writes }) => writes) || !this.#isAmongTheSame(before)) return kept
    const changed = this.#changedNames(before)
    for (const rendering of templates) {
      const { name, reads } = rendering
      if (changed.has(name) || reads.calls.size > 0) continue
      if ([...reads.templates].some(each => changed.has(each))) continue
      if (readsSame(reads, before.#values, this.#values)) kept.set(name, rendering)
    }
    return kept
  }

  #isAmongTheSame(before: Basis): boolean {
    const now = this.#surroundings
    const then = before.#surroundings
    if (!now || !then || now.profile !== then.profile || now.missing.length !== then.missing.length) return false
    return isSameTree(now.chart, then.chart)
  }

  /** Names of the files that changed, and of what they define or defined. */
  #changedNames(before: Basis): ReadonlySet<string> {
    const names = new Set<string>()
    for (const name of new Set([...this.#parsed.keys(), ...before.#parsed.keys()])) {
      const now = this.#parsed.get(name)
      const then = before.#parsed.get(name)
      if (now === then) continue
      names.add(name)
      for (const { name: defined } of [...(now?.definitions ?? []), ...(then?.definitions ?? [])]) names.add(defined)
    }
    return names
  }
}

function isSameTree(a: Chart, b: Chart): boolean {
  return (
    a.metadata === b.metadata &&
    a.charts.length === b.charts.length &&
    a.charts.every((chart, index) => {
      const other = b.charts[index]
      return other !== undefined && isSameTree(chart, other)
    })
  )
}
