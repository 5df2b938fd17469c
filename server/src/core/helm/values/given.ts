import type { Uri } from '../../base/place.ts'
import { decodeUtf8 } from '../../base/utf8.ts'
import { unknown } from '../../template/unknown.ts'
import type { MapValue } from '../../template/value.ts'
import type { ChartMemory } from '../chart/memory.ts'
import type { ChartSource } from '../files/source.ts'
import type { RenderProfile } from '../profile.ts'
import { ChartRefusal } from '../refusal.ts'
import { copyDeep, emptyMap, mergeMaps } from './maps.ts'
import { readValues, type ValuesFacts } from './read.ts'
import { setValues } from './set.ts'

export interface GivenValues {
  readonly values: MapValue
  /** What could not be read. In judged mode only: such values are unknown. */
  readonly refusals: readonly ChartRefusal[]
}

/**
 * Puts together what a profile gives besides the defaults of the chart.
 *
 * @throws ChartRefusal in exact mode
 */
export function givenValues(
  profile: RenderProfile,
  source: ChartSource,
  memory: ChartMemory,
  facts: ValuesFacts,
  mode: 'exact' | 'judged',
): GivenValues {
  let values = emptyMap()
  let isOpen = false
  const refusals: ChartRefusal[] = []
  const attempt = (what: () => void) => {
    try {
      what()
    } catch (error) {
      if (!(error instanceof ChartRefusal) || mode === 'exact') throw error
      refusals.push(error)
      isOpen = true
    }
  }
  for (const uri of profile.valueFiles) {
    attempt(() => {
      values = mergeMaps(values, readFile(uri, source, memory, facts))
    })
  }
  const { inline } = profile
  if (inline) {
    attempt(() => {
      values = mergeMaps(values, readValues(inline.uri, inline.text, facts, inline.offset))
    })
  }
  values = copyDeep(values)
  for (const line of profile.set) attempt(() => setValues(line, values, 'typed'))
  for (const line of profile.setString) attempt(() => setValues(line, values, 'text'))
  return { values: isOpen ? { ...values, open: unknown({ why: 'value-missing' }) } : values, refusals }
}

function readFile(uri: Uri, source: ChartSource, memory: ChartMemory, facts: ValuesFacts): MapValue {
  const content = source.read(uri)
  const name = uri.slice(uri.lastIndexOf('/') + 1)
  if (content === undefined) throw new ChartRefusal(`open ${name}: no such file or directory`)
  const text = typeof content === 'string' ? content : decodeUtf8(content)
  try {
    return memory.values(uri, text.replace(/^\uFEFF/, ''), facts)
  } catch (error) {
    if (error instanceof ChartRefusal) throw new ChartRefusal(`failed to parse ${name}: ${error.message}`, error.at)
    throw error
  }
}
