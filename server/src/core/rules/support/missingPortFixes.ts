import { valueOf } from '../../base/known.ts'
import { nearest } from '../../base/similar.ts'
import type { Graph } from '../../graph/graph.ts'
import { dnsLabelProblem, isPortNumber, type PortNumberOrName } from '../../k8s/facts/port.ts'
import type { Reference } from '../../k8s/facts/reference.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import type { Service, ServicePort } from '../../k8s/facts/service.ts'
import type { Fix, FixContext } from '../run/rule.ts'
import { addEntry, addItem, fixWith } from './edits.ts'
import { changeNumberOrName } from './referenceEdits.ts'
import { wantedAt } from './references.ts'
import { allServedPorts, selectedBy } from './selection.ts'
import { servicePortText } from './servicePorts.ts'
import { resourceText } from './text.ts'
import { meantBy } from './wrongServicePort.ts'

/** A port that is pointed at, and that none of the Services has. */
export interface MissingPort {
  readonly reference: Reference
  readonly resource: Resource
  readonly port: PortNumberOrName
  readonly services: readonly Service[]
  readonly graph: Graph
}

/** Another port where it is pointed at, or what is missing at the Service. */
export function* missingPortFixes(context: FixContext, missing: MissingPort): Generator<Fix> {
  const { reference, resource, port, services, graph } = missing
  const takes = wantedAt(reference)
  const entries = services.flatMap(service => service.ports.items)
  const meant = meantBy(port, services, graph)?.entry
  const near = nearest(String(port), entries.flatMap(entry => formOf(entry, port, takes)).map(String))
  const choices = new Map<PortNumberOrName, string>()
  const nearby = entries.find(entry => String(formOf(entry, port, takes)[0]) === near)
  for (const entry of meant ? [meant] : [nearby, ...entries].filter(each => each !== undefined)) {
    const [value] = formOf(entry, port, takes)
    if (value !== undefined && !choices.has(value)) choices.set(value, servicePortText(entry))
  }
  if (choices.size > 3) return
  let first = true
  for (const [value, text] of choices) {
    const preferred = first && (choices.size === 1 || nearby !== undefined)
    const title =
      reference.port.kind === 'absent'
        ? `Add port: ${value} to ${resourceText(resource)}`
        : `Change to Service port ${text}`
    yield* fixWith(
      { title, applicability: 'unsafe', ...(preferred ? { preferred } : {}) },
      ...changeNumberOrName(context, resource.document, reference, value),
    )
    first = false
  }
  if (meant) return
  yield* nameUnnamed(context, port, services)
  yield* addToService(context, missing)
}

/** Where the only port of the Service has no name, it may get the one that is asked for. */
function* nameUnnamed(context: FixContext, port: PortNumberOrName, services: readonly Service[]): Generator<Fix> {
  const [service, another] = services
  const [entry, second] = service?.ports.items ?? []
  if (!service || !entry || another || second || typeof port !== 'string' || entry.name.kind !== 'absent') return
  if (dnsLabelProblem(port) !== undefined) return
  yield* fixWith(
    { title: `Name the port of ${resourceText(service)} ${port}`, applicability: 'unsafe' },
    addEntry(context, service.document, entry.span, { key: 'name', value: port }),
  )
}

/** How the place would give the port: in the form that is there, in the other where only that can be. */
function formOf(
  entry: ServicePort,
  written: PortNumberOrName,
  takes: { readonly number: boolean; readonly name: boolean } | undefined,
): readonly PortNumberOrName[] {
  const number = valueOf(entry.port)
  const name = valueOf(entry.name)
  if (takes?.name && (typeof written === 'string' || !takes.number) && name !== undefined) return [name]
  return takes?.number && isPortNumber(number) ? [number] : []
}

/** Offered where the pods declare such a port and no Service port leads there. */
function* addToService(context: FixContext, { reference, port, services, graph }: MissingPort): Generator<Fix> {
  const [service, another] = services
  if (!service?.ports.span || another || reference.port.kind === 'absent') return
  if (service.ports.items.some(({ name }) => name.kind !== 'known')) return
  const declared = allServedPorts(selectedBy(service, graph)?.pods ?? []).find(each =>
    typeof port === 'number' ? valueOf(each.port.containerPort) === port : valueOf(each.port.name) === port,
  )
  const number = declared && valueOf(declared.port.containerPort)
  const name = typeof port === 'string' ? port : declared && (valueOf(declared.port.name) ?? `port-${port}`)
  if (!isPortNumber(number) || name === undefined || valueOf(declared?.port.protocol ?? reference.port) === 'UDP')
    return
  if (service.ports.items.some(each => valueOf(each.name) === name || valueOf(each.port) === number)) return
  yield* fixWith(
    { title: `Add port ${number} (${name}) to ${resourceText(service)}`, applicability: 'unsafe' },
    addItem(context, service.document, service.ports.span, {
      name,
      port: number,
      targetPort: name === port ? name : number,
    }),
  )
}
