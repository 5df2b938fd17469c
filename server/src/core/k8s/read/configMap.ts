import { type Known, unknown, valueOf } from '../../base/known.ts'
import type { ResourceBase } from '../facts/base.ts'
import type { ConfigEntry, ConfigMap } from '../facts/configMap.ts'
import { listensInConfiguration } from '../listenAddresses/configuration.ts'
import { portsIn } from './mentions.ts'
import { field, hidesEntries, isMap, readText, type Slot, slotOf, spanOfSlot } from './slot.ts'

/** What a ConfigMap says about ports. Long texts are not kept: their URLs are among the references. */
export function readConfigMap(base: ResourceBase, resource: Slot, text: string): ConfigMap {
  const data = field(resource, 'data')
  const entries = isMap(data) ? data.node.entries : []
  return {
    ...base,
    is: 'configMap',
    data: entries.flatMap(entry =>
      entry.key.placeholder
        ? []
        : [readEntry(String(entry.key.value), slotOf(entry.value, entry.span, entry.key.span), text)],
    ),
    complete: data.is === 'absent' || (isMap(data) && !hidesEntries(data.node)),
  }
}

function readEntry(key: string, slot: Slot, text: string): ConfigEntry {
  const value = readText(slot)
  const typed = slot.is === 'value' && value.kind === 'unknown'
  const span = slot.is === 'value' && slot.node.kind === 'scalar' ? slot.node.span : undefined
  const written = span ? text.slice(span.start, span.end) : ''
  const listens = span ? listensInConfiguration(key, written, span) : []
  const mentions = written.length > longestRead ? undefined : new Set([...portsIn(key), ...portsIn(written)])
  return { key, keySpan: slot.key, value: short(value, slot), typed, listens, mentions }
}

/** Dashboards and bundles are longer; the configuration of a server is not. */
const longestRead = 20_000

/** What an environment variable may take from here. */
function short(text: Known<string>, slot: Slot): Known<string> {
  const value = valueOf(text)
  return value !== undefined && (value.length > longest || value.includes('\n'))
    ? unknown(spanOfSlot(slot), 'type')
    : text
}

const longest = 256
