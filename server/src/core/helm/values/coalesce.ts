import { type MapValue, nil } from '../../template/value.ts'
import type { PlacedChart } from '../chart/chart.ts'
import type { FlavourFacts } from '../flavour.ts'
import { ChartRefusal } from '../refusal.ts'
import { copyDeep, copyShallow, emptyMap, setIn } from './maps.ts'

/** How values are put together. */
export interface Coalescing {
  readonly facts: Pick<FlavourFacts, 'cleansNullDefaults' | 'keepsForeignNulls'>
  /** Nulls are kept, because the result will be put together with others once more. */
  readonly keepsNulls: boolean
}

/**
 * Puts given values over the defaults of a chart and of all charts below it, as Helm does (pkg/chart/common/util/coalesce.go):
 * maps level by level, everything else as a whole, globals from the parent down. Maps of globals are shared between charts as
 * they are in Helm, so what one chart adds to them another may see.
 *
 * @returns a new map; neither `given` nor the chart's own values change
 * @throws ChartRefusal when something else than a map stands where the values of a subchart belong
 */
export function coalesceValues(chart: PlacedChart, given: MapValue, how: Coalescing): MapValue {
  return coalesce(chart, copyDeep(given), how)
}

function coalesce(chart: PlacedChart, into: MapValue, how: Coalescing): MapValue {
  addDefaults(chart, into, how)
  for (const sub of chart.charts) {
    const value = into.entries.get(sub.name)?.value ?? emptyMap()
    if (value.kind !== 'map') {
      throw new ChartRefusal(`type mismatch on ${sub.name}: ${value.kind}`, 'at' in value ? value.at : undefined)
    }
    setIn(into, sub.name, value)
    handDownGlobals(value, into)
    setIn(into, sub.name, coalesce(sub, value, how))
  }
  return into
}

function addDefaults(chart: PlacedChart, into: MapValue, how: Coalescing): void {
  const { keepsNulls, facts } = how
  const cleans = !keepsNulls && facts.cleansNullDefaults
  for (const [key, entry] of copyDeep(chart.values).entries) {
    const given = into.entries.get(key)?.value
    const { value } = entry
    if (given === undefined) {
      if (cleans && value.kind === 'nil') continue
      if (cleans && value.kind === 'map') removeNulls(value)
      setIn(into, key, value, entry)
    } else if (given.kind === 'nil' && !keepsNulls) {
      into.entries.delete(key)
    } else if (given.kind === 'map' && value.kind === 'map') {
      const isOfSubchart = chart.charts.some(({ name }) => name === key)
      if (cleans && !isOfSubchart) removeNulls(value)
      mergeUnder(given, value, { facts, keepsNulls: keepsNulls || isOfSubchart })
    }
  }
}

/**
 * Adds to a map what only the other one has, level by level. A null over a value takes the key away, unless nulls are kept.
 * The other one may be changed, and parts of it become parts of the first.
 */
export function mergeUnder(over: MapValue, under: MapValue, how: Coalescing): MapValue {
  const { keepsNulls, facts } = how
  const valued = new Set<string>()
  for (const [key, { value }] of under.entries) if (value.kind !== 'nil') valued.add(key)
  if (facts.keepsForeignNulls) {
    for (const [key, entry] of over.entries) if (entry.value.kind === 'nil') setIn(under, key, nil, entry)
  }
  for (const [key, entry] of under.entries) {
    const given = over.entries.get(key)?.value
    if (given === undefined) setIn(over, key, entry.value, entry)
    else if (given.kind === 'nil' && !keepsNulls) {
      if (!facts.keepsForeignNulls || valued.has(key)) over.entries.delete(key)
    } else if (given.kind === 'map' && entry.value.kind === 'map') mergeUnder(given, entry.value, how)
  }
  return over
}

function handDownGlobals(into: MapValue, from: MapValue): void {
  const given = from.entries.get(global)?.value ?? emptyMap()
  const own = into.entries.get(global)?.value ?? emptyMap()
  if (own.kind !== 'map' || given.kind !== 'map') return
  for (const [key, entry] of given.entries) {
    const { value } = entry
    const before = own.entries.get(key)?.value
    if (value.kind !== 'map') {
      if (before?.kind !== 'map') setIn(own, key, value, entry)
      continue
    }
    if (before !== undefined && before.kind !== 'map') continue
    const handed = copyShallow(value)
    if (before) mergeUnder(handed, before, { facts: nullsKept, keepsNulls: true })
    setIn(own, key, handed, entry)
  }
  setIn(into, global, own)
}

const global = 'global'
const nullsKept = { cleansNullDefaults: false, keepsForeignNulls: true }

/** In place, also in the maps inside. */
export function removeNulls(map: MapValue): void {
  for (const [key, { value }] of map.entries) {
    if (value.kind === 'nil') map.entries.delete(key)
    else if (value.kind === 'map') removeNulls(value)
  }
}
