import { absent, type Known, known, unknown, valueOf } from '../../base/known.ts'
import type { LabelSelector } from '../facts/labels.ts'
import type { Namespaces, Target } from '../facts/reference.ts'
import { readLabelSelector, readMapSelector } from '../read/labels.ts'
import { field, itemsOf, readBoolean, readString, type Slot, spanOfSlot } from '../read/slot.ts'
import { serviceHost } from './host.ts'
import { type Found, relative } from './path.ts'
import type { TargetRow } from './site.ts'

/** What the place points at, by the row. */
export function targetAt(place: Found, row: TargetRow, text: string, pod: string | undefined): Target {
  switch (row.is) {
    case 'service':
      return {
        is: 'service',
        name: serviceName(readString(relative(place, row.name))),
        namespace: row.namespace ? readString(relative(place, row.namespace)) : absent(spanOfSlot(place.slot)),
      }
    case 'object':
      return {
        is: 'object',
        group: row.group,
        kind: row.kind,
        name: readString(relative(place, row.name)),
        namespace: row.namespace ? readString(relative(place, row.namespace)) : absent(spanOfSlot(place.slot)),
      }
    case 'workload':
      return {
        is: 'workload',
        kind: known(row.kind, spanOfSlot(place.slot)),
        name: readString(relative(place, row.name)),
        namespace: row.namespace ? readString(relative(place, row.namespace)) : absent(spanOfSlot(place.slot)),
      }
    case 'host':
      return hostTarget(readString(relative(place, row.host)))
    case 'services':
    case 'pods':
      return {
        is: row.is,
        selector: selectorAt(relative(place, row.selector), text),
        namespaces: row.namespaces ? namespacesAt(place, row.namespaces) : 'own',
      }
    case 'peers':
      return peersAt(relative(place, row.list), text)
    case 'own-pods':
      return pod === undefined ? { is: 'listener' } : { is: 'own-pods', pod }
    case 'own-service-pods':
    case 'own-service':
    case 'listener':
      return { is: row.is }
  }
}

/** `namespace/name` and the names that controllers make up (`api@internal`) lead where nobody here can follow. */
function serviceName(name: Known<string>): Known<string> {
  return name.kind === 'known' && /[/:]/.test(name.value) ? unknown(name.span, 'type') : name
}

/** A host that can be no Service, or that nobody knows, points at nothing we can follow. */
export function hostTarget(host: Known<string>): Target {
  const name = valueOf(host)
  const service = name === undefined ? undefined : serviceHost(name)
  return service ? { is: 'host', host, ...service } : { is: 'listener' }
}

/** A LabelSelector, or a flat map of labels. An empty one selects everything. */
function selectorAt(slot: Slot, text: string): LabelSelector | undefined {
  const formal = ['matchLabels', 'matchExpressions'].some(key => field(slot, key).is !== 'absent')
  return formal ? readLabelSelector(slot, text) : readMapSelector(slot, text)
}

function namespacesAt(place: Found, path: string): Namespaces {
  if (path === '*') return 'any'
  const slot = relative(place, path)
  if (slot.is === 'absent') return 'own'
  if (valueOf(readBoolean(field(slot, 'any'))) === true) return 'any'
  const names = itemsOf(field(slot, 'matchNames')).map(readString)
  return names.length > 0 ? names : 'own'
}

/** The pods of the one peer of a rule. Several peers, addresses and other namespaces lead to more than can be told. */
function peersAt(list: Slot, text: string): Target {
  const [only, second] = itemsOf(list)
  if (!only || second || field(only, 'ipBlock').is !== 'absent') return { is: 'listener' }
  const pods = field(only, 'podSelector')
  if (pods.is === 'absent') return { is: 'listener' }
  const namespaces = field(only, 'namespaceSelector').is === 'absent' ? 'own' : 'any'
  return { is: 'pods', selector: selectorAt(pods, text), namespaces }
}
