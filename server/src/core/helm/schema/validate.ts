import { Validator } from '@cfworker/json-schema'
import type { Location } from '../../base/place.ts'
import type { MapValue, Value } from '../../template/value.ts'
import type { ChartFile, PlacedChart } from '../chart/chart.ts'
import type { FlavourFacts } from '../flavour.ts'
import { ChartRefusal } from '../refusal.ts'
import type { Json } from './json.ts'
import { prepareSchema } from './prepare.ts'

/** A value that a schema does not allow. */
export interface SchemaProblem {
  /** As Helm begins it: the name of the chart, then what is wrong where. */
  readonly message: string
  /** The value, or the schema when the schema is at fault. */
  readonly at: Location | undefined
}

/** Holds the values of a chart and of all charts below it against their `values.schema.json`. */
export function validateValues(
  placed: PlacedChart,
  values: MapValue,
  facts: Pick<FlavourFacts, 'schemaDraft'>,
): readonly SchemaProblem[] {
  const found: SchemaProblem[] = []
  const { schema } = placed.chart
  if (schema) found.push(...validateOne(placed.name, schema, values, facts))
  for (const sub of placed.charts) {
    const inner = values.entries.get(sub.name)?.value
    if (inner?.kind === 'map') found.push(...validateValues(sub, inner, facts))
  }
  return found
}

function validateOne(
  name: string,
  { text, uri }: ChartFile,
  values: MapValue,
  { schemaDraft }: Pick<FlavourFacts, 'schemaDraft'>,
): readonly SchemaProblem[] {
  try {
    const { schema, draft } = prepareSchema(text, schemaDraft)
    const result = new Validator(schema, draft, false).validate(jsonOf(values))
    // The list ends with the keyword that fails deepest inside; before it stand those around it.
    const deepest = result.errors.at(-1)
    if (result.valid || !deepest) return []
    const path = deepest.instanceLocation.replace(/^#/, '')
    return [{ message: `${name}:\n- at '${path}': ${deepest.error}`, at: locationAt(values, path) }]
  } catch (error) {
    const at = { uri, span: { start: 0, end: text.length } }
    if (error instanceof ChartRefusal) return [{ message: `${name}:\n${error.message}`, at }]
    // A pointer that leads nowhere: Go refuses the schema, too.
    const [line = ''] = error instanceof Error ? error.message.split('\n') : []
    return [{ message: `${name}:\n${line}`, at }]
  }
}

function jsonOf(value: Value): Json {
  switch (value.kind) {
    case 'map':
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, jsonOf(entry.value)]))
    case 'list':
      return value.items.map(jsonOf)
    case 'string':
      return value.text
    case 'bool':
    case 'float':
    case 'int':
      return value.value
    default:
      return null
  }
}

/** The place of the value at a JSON pointer, or of the nearest one around it. */
function locationAt(values: MapValue, pointer: string): Location | undefined {
  let at: Location | undefined = values.at
  let value: Value | undefined = values
  for (const step of pointer.split('/').slice(1)) {
    const key = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~')
    if (value?.kind === 'map') value = value.entries.get(key)?.value
    else if (value?.kind === 'list') value = value.items[Number(key)]
    at = (value && locationOf(value)) ?? at
  }
  return at
}

function locationOf(value: Value): Location | undefined {
  switch (value.kind) {
    case 'map':
    case 'list':
    case 'nil':
      return value.at
    case 'string':
      return value.runs?.[0]?.from
    case 'bool':
    case 'float':
    case 'int':
      return value.written?.runs?.[0]?.from
    default:
      return undefined
  }
}
