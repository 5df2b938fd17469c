import { valueOf } from '../../base/known.ts'
import { shift } from '../../base/span.ts'
import type { Graph } from '../../graph/graph.ts'
import { addEntry } from '../../rules/support/edits.ts'
import { addBackendPort, changePort } from '../../rules/support/referenceEdits.ts'
import type { Occurrence, PortSymbol } from '../symbol/symbol.ts'
import type { Group, RenamedPlace } from './change.ts'
import type { Closure } from './closure.ts'
import { groupOf } from './groups.ts'

type Of<K extends PortSymbol['is']> = Extract<PortSymbol, { is: K }>

/**
 * Another number for a container port: its declaration, numeric targetPorts, probes, policies and annotations, what its process is told to
 * listen on, and its hostPort on the host network. Service ports stay, also where they are the same number.
 */
export function containerNumberPlaces(
  { symbols, occurrences }: Closure<Of<'container-port'>>,
  number: number,
  graph: Graph,
): readonly RenamedPlace[] {
  return [
    ...occurrences.flatMap(each => (each.how === 'default' ? implicitTarget(each, number) : byNumber(each, number))),
    ...symbols.flatMap(symbol => [...toldToListen(symbol, number, graph), ...onTheHost(symbol, number)]),
  ]
}

function byNumber(occurrence: Occurrence, number: number): readonly RenamedPlace[] {
  const { how, place, value } = occurrence
  return how === 'number' ? [{ group: groupOf(occurrence), document: place.document, value, to: number }] : []
}

/** Without a targetPort the Service port counts, and that stays what it is; in a URL of a headless Service its scheme counted. */
function implicitTarget(occurrence: Occurrence, number: number): readonly RenamedPlace[] {
  const { in: service, value, place } = occurrence
  const entry = service.is === 'service' && service.ports.items.find(({ port }) => port === value)
  if (!entry) return byDefault(occurrence, number)
  return [
    {
      group: { label: 'targetPort of Services' },
      edit: context =>
        addEntry(context, place.document, entry.span, { key: 'targetPort', value: number }, { after: 'port' }),
    },
  ]
}

const listening: Group = {
  label: 'What the process is told',
  description: 'Arguments, variables and configuration that say this number.',
  confirm: true,
}

function toldToListen(
  { container, pod, port }: Of<'container-port'>,
  number: number,
  graph: Graph,
): readonly RenamedPlace[] {
  const old = valueOf(port.containerPort)
  return graph
    .listensOf(container, pod)
    .filter(listen => listen.port === old)
    .map(({ at }) => ({
      group: listening,
      edit: context => {
        const written = context.document(at.document).text.slice(at.span.start, at.span.end)
        const start = written.search(new RegExp(`(?<!\\d)${old}(?!\\d)`))
        const span = { start: 0, end: String(old).length }
        return start < 0
          ? undefined
          : { document: at.document, span: shift(span, at.span.start + start), newText: String(number) }
      },
    }))
}

/** On the host network the two have to be the same. */
function onTheHost({ pod, port }: Of<'container-port'>, number: number): readonly RenamedPlace[] {
  if (valueOf(pod.hostNetwork) !== true || port.hostPort.kind !== 'known') return []
  return [{ group: { label: 'hostPort' }, document: pod.document, value: port.hostPort, to: number }]
}

/**
 * Another number for a Service port: whoever dials it by number. Where the Service has no targetPort, the pods keep their number. Container
 * ports, nodePorts and what says the name stay.
 */
export function serviceNumberPlaces(
  { symbols, occurrences }: Closure<Of<'service-port'>>,
  number: number,
): readonly RenamedPlace[] {
  return [
    ...occurrences.flatMap(each =>
      each.how === 'default' && each.role === 'use' ? byDefault(each, number) : byNumber(each, number),
    ),
    ...symbols.flatMap(keepTarget),
  ]
}

function keepTarget({ service, port }: Of<'service-port'>): readonly RenamedPlace[] {
  const old = valueOf(port.port)
  if (port.targetPort.kind !== 'absent' || typeof old !== 'number') return []
  return [
    {
      group: { label: 'targetPort of Services', description: 'The pods go on listening on the old number.' },
      edit: context =>
        addEntry(context, service.document, port.span, { key: 'targetPort', value: old }, { after: 'port' }),
    },
  ]
}

/** What counted because nothing was written has to be written now. */
function byDefault(occurrence: Occurrence, number: number): readonly RenamedPlace[] {
  const { in: from, place } = occurrence
  const reference = from.references.find(
    each => each.port.kind === 'absent' && each.span.start === place.span.start && each.site === occurrence.by,
  )
  if (!reference || (reference.defaultPort === undefined && from.kind !== 'Ingress')) return []
  const group = groupOf(occurrence)
  const { target } = reference
  if (target.is === 'host' && target.host.kind === 'known') {
    const { end } = target.host.span
    return [{ group, edit: () => ({ document: place.document, span: { start: end, end }, newText: `:${number}` }) }]
  }
  return [
    {
      group,
      edit: context =>
        from.kind === 'Ingress'
          ? addBackendPort(context, from, reference, number)
          : changePort(context, place.document, reference, number),
    },
  ]
}
