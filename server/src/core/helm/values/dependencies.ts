import { isInRange } from '../../base/semver.ts'
import type { MapValue, Value } from '../../template/value.ts'
import type { Chart, PlacedChart, PlacedDependency } from '../chart/chart.ts'
import type { Dependency } from '../chart/metadata.ts'
import type { FlavourFacts } from '../flavour.ts'
import { type Coalescing, coalesceValues, mergeUnder } from './coalesce.ts'
import { copyDeep, emptyMap, mapAt } from './maps.ts'

/**
 * Decides which charts take part, under which names, and with which defaults: aliases, tags, conditions, then values that
 * parents import (Helm, pkg/chart/v2/util/dependencies.go).
 *
 * @param given the values that are given from outside
 */
export function placeCharts(chart: Chart, given: MapValue, facts: PlacingFacts): PlacedChart {
  const root = place(chart, chart.metadata.name.text, true, facts)
  switchDependencies(root, given, '', facts)
  importFromDependencies(root, facts)
  return root
}

type PlacingFacts = Coalescing['facts'] & Pick<FlavourFacts, 'aliasNamesInner'>

function place(chart: Chart, name: string, isRoot: boolean, facts: PlacingFacts): PlacedChart {
  const { metadata } = chart
  const keepsName = !facts.aliasNamesInner && metadata.dependencies.length === 0
  return {
    chart,
    name,
    innerName: keepsName ? metadata.name.text : name,
    isRoot,
    values: chart.values,
    dependencies: chart.metadata.dependencies.map(written => ({
      written,
      name: written.name.text,
      enabled: written.enabled,
    })),
    charts: chart.charts.map(each => place(each, each.metadata.name.text, false, facts)),
  }
}

/** @param path of the chart in the values of the root, with a dot at its end */
function switchDependencies(placed: PlacedChart, values: MapValue, path: string, facts: PlacingFacts): void {
  const { dependencies } = placed.chart.metadata
  if (dependencies.length === 0) return
  const isListed = ({ chart }: PlacedChart) => dependencies.some(dependency => fits(chart, dependency))
  const charts = placed.charts.filter(each => !isListed(each))
  for (const dependency of dependencies) {
    const found = placed.charts.find(({ chart }) => fits(chart, dependency))
    if (found) charts.push(place(found.chart, dependency.alias.text || found.name, false, facts))
  }
  placed.charts = charts
  const switched = dependencies.map(
    (written): PlacedDependency => ({ written, name: written.alias.text || written.name.text, enabled: true }),
  )
  const all = coalesceValues(placed, values, { facts, keepsNulls: false })
  for (const dependency of switched) {
    dependency.enabled = conditionOf(dependency.written, all, path) ?? !isSwitchedOffByTags(dependency.written, all)
  }
  const off = new Set(switched.filter(({ enabled }) => !enabled).map(({ name }) => name))
  placed.charts = charts.filter(({ name }) => !off.has(name))
  for (const each of placed.charts) switchDependencies(each, all, `${path}${each.name}.`, facts)
  placed.dependencies = switched.filter(({ name }) => !off.has(name))
}

function fits(chart: Chart, { name, version }: Dependency): boolean {
  return chart.metadata.name.text === name.text && isInRange(version.text, chart.metadata.version.text)
}

/** What the first condition says that is a boolean in the values. */
function conditionOf({ condition }: Dependency, values: MapValue, path: string): boolean | undefined {
  for (const each of condition.text.trim().split(',')) {
    if (each === '') continue
    const value = scalarAt(values, `${path}${each}`)
    if (value?.kind === 'bool') return value.value
  }
  return undefined
}

function isSwitchedOffByTags({ tags }: Dependency, values: MapValue): boolean {
  const given = mapAt(values, ['tags'])
  const said = tags.flatMap(({ text }) => {
    const value = given?.entries.get(text)?.value
    return value?.kind === 'bool' ? value.value : []
  })
  return said.includes(false) && !said.includes(true)
}

function scalarAt(values: MapValue, path: string): Value | undefined {
  const steps = path.split('.')
  const key = steps.pop() ?? ''
  const value = mapAt(values, steps)?.entries.get(key)?.value
  return value?.kind === 'map' ? undefined : value
}

/** Children first, so that what they import can be imported further up. */
function importFromDependencies(placed: PlacedChart, facts: PlacingFacts): void {
  for (const each of placed.charts) importFromDependencies(each, facts)
  if (placed.dependencies.length === 0) return
  const own = coalesceValues(placed, emptyMap(), { facts, keepsNulls: true })
  const how = { facts, keepsNulls: true }
  const imported = emptyMap()
  for (const { written, name } of placed.dependencies) {
    for (const { child, parent } of written.importValues) {
      const values = mapAt(own, [name, ...child.split('.')])
      if (values) mergeUnder(imported, wrap(values, parent), how)
    }
  }
  placed.values = mergeUnder(copyDeep(own), imported, how)
}

/** Puts values under a path. */
function wrap(values: MapValue, path: string): MapValue {
  if (path === '.') return values
  return path.split('.').reduceRight<MapValue>(
    (inner, key) => ({
      kind: 'map',
      entries: new Map([[key, { key: { kind: 'string', text: key }, value: inner }]]),
    }),
    values,
  )
}
