import { compareBytes } from '../template/keys.ts'
import { type MapValue, map, string, type Value } from '../template/value.ts'
import type { ChartFile, PlacedChart } from './chart/chart.ts'
import type { FlavourFacts } from './flavour.ts'
import { chartObject } from './objects/chartObject.ts'
import { filesObject } from './objects/files.ts'
import { mapIn } from './values/maps.ts'

/** A template of a chart or of one of its dependencies, with what `.` is at its start. */
export interface PlacedTemplate {
  /** As Helm names it: `shop/charts/db/templates/service.yaml`. */
  readonly name: string
  readonly basePath: string
  readonly file: ChartFile
  readonly dot: MapValue
  /** Not rendered: it only defines what others include. */
  readonly isPartial: boolean
}

/** What all templates of one rendering share. */
export interface SharedObjects {
  readonly release: Value
  readonly capabilities: Value
  readonly facts: FlavourFacts
}

/**
 * All templates in the order in which Helm parses and renders them: the deepest first, so that what a parent defines replaces
 * what its dependencies define (engine/engine.go).
 */
export function placeTemplates(root: PlacedChart, values: MapValue, shared: SharedObjects): readonly PlacedTemplate[] {
  const found = new Map<string, PlacedTemplate>()
  collect(root, '', values, shared, found)
  return [...found.values()]
    .map(template => ({ template, depth: template.name.split('/').length }))
    .sort((a, b) => b.depth - a.depth || compareBytes(b.template.name, a.template.name))
    .map(({ template }) => template)
}

function collect(
  placed: PlacedChart,
  parent: string,
  values: MapValue,
  shared: SharedObjects,
  found: Map<string, PlacedTemplate>,
): MapValue {
  const { chart, name } = placed
  const path = parent === '' ? name : `${parent}/charts/${name}`
  const inner = parent === '' ? placed.innerName : `${parent}/charts/${placed.innerName}`
  const subcharts = map()
  const dot: MapValue = {
    ...map([
      ['Chart', chartObject(placed, shared.facts)],
      ['Files', filesObject(chart.files)],
      ['Release', shared.release],
      ['Capabilities', shared.capabilities],
      ['Values', values],
      ['Subcharts', subcharts],
    ]),
    type: `${shared.facts.valuesPackage}.Values`,
    shared: true,
  }
  for (const sub of placed.charts) {
    const own = mapIn(values, sub.name) ?? map()
    const subDot = collect(sub, inner, { ...own, type: dot.type ?? '' }, shared, found)
    subcharts.entries.set(sub.name, { key: string(sub.name), value: subDot })
  }
  const isLibrary = chart.metadata.type.text.toLowerCase() === 'library'
  for (const file of chart.templates) {
    const isPartial = file.name.slice(file.name.lastIndexOf('/') + 1).startsWith('_')
    if (isLibrary && !isPartial) continue
    const full = `${path}/${file.name}`
    found.set(full, { name: full, basePath: `${path}/templates`, file, dot, isPartial })
  }
  return dot
}
