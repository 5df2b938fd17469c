import { absent } from '../../base/known.ts'
import { entryOf } from '../../yaml/node.ts'
import type { Probe, ProbeHandler } from '../facts/container.ts'
import { readFields } from './fields.ts'
import {
  type FilledSlot,
  field,
  hidesEntries,
  isMap,
  readIntOrString,
  readString,
  readTexts,
  type Slot,
} from './slot.ts'

const probeNames = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const
const hookNames = ['postStart', 'preStop'] as const
const handlerTypes = ['httpGet', 'tcpSocket', 'grpc', 'exec', 'sleep'] as const

/** The probes of a container in the order liveness, readiness, startup, then its lifecycle hooks. */
export function readProbes(container: Slot): readonly Probe[] {
  const lifecycle = field(container, 'lifecycle')
  return [
    ...probeNames.flatMap(of => readProbe(of, field(container, of))),
    ...hookNames.flatMap(of => readProbe(of, field(lifecycle, of))),
  ]
}

function readProbe(of: Probe['of'], slot: Slot): readonly Probe[] {
  if (!isMap(slot)) return []
  const handlers = handlerTypes.flatMap(type => readHandler(type, slot))
  return [
    {
      of,
      handlers,
      complete: !hidesEntries(slot.node),
      fields: readFields(slot),
      keySpan: slot.key,
      span: { start: slot.key.start, end: slot.node.span.end },
    },
  ]
}

/** Of `tcpSocket: {port: 80}` the span of the handler runs from the key to the brace. */
function readHandler(type: ProbeHandler['type'], probe: FilledSlot): readonly ProbeHandler[] {
  if (!entryOf(probe.node, type)) return []
  const handler = field(probe, type)
  const nothing = absent(handler.key)
  const takesPort = type === 'httpGet' || type === 'tcpSocket' || type === 'grpc'
  const isHttp = type === 'httpGet'
  const end = handler.is === 'value' ? handler.node.span.end : handler.key.end
  return [
    {
      type,
      port: takesPort ? readIntOrString(field(handler, 'port')) : nothing,
      path: isHttp ? readString(field(handler, 'path')) : nothing,
      scheme: isHttp ? readString(field(handler, 'scheme')) : nothing,
      host: isHttp || type === 'tcpSocket' ? readString(field(handler, 'host')) : nothing,
      fields: readFields(handler),
      command: type === 'exec' ? readTexts(field(handler, 'command')) : [],
      keySpan: handler.key,
      span: { start: handler.key.start, end },
    },
  ]
}
