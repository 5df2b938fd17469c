import { type Known, valueOf } from '../../base/known.ts'
import type { Uri } from '../../base/place.ts'
import { type Span, touches } from '../../base/span.ts'
import type { Graph } from '../../graph/graph.ts'
import type { Reference } from '../../k8s/facts/reference.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import type { Service } from '../../k8s/facts/service.ts'
import type { Workload } from '../../k8s/facts/workload.ts'
import type { At } from '../../workspace/types.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import { behind, inContainer, podsOf, pointedAt } from './ends.ts'
import { listenersOf } from './listeners.ts'
import type { How, PortSymbol } from './symbol.ts'

/** What stands under the cursor: a declaration, or a use with everything it may mean. */
export interface PointedAt {
  /** The value under the cursor, absolute in the file. */
  readonly span: Span
  readonly role: 'declaration' | 'use'
  readonly how: How
  /** Empty where it leads nowhere that is in view. */
  readonly symbols: readonly PortSymbol[]
  readonly in: Resource
  readonly value: Known<string | number>
}

/** @param offset absolute in the file */
export function symbolAt(workspace: Workspace, uri: Uri, offset: number): PointedAt | undefined {
  if (workspace.statusOf(uri)?.kind !== 'analysed') return undefined
  const [here] = workspace.at(uri, offset)
  return here && symbolIn(workspace, here)
}

/** The same in every build and chart that is made from the text. */
export function symbolsAt(workspace: Workspace, uri: Uri, offset: number): readonly PointedAt[] {
  if (workspace.statusOf(uri)?.kind !== 'analysed') return []
  return workspace.everywhereAt(uri, offset).flatMap(here => symbolIn(workspace, here) ?? [])
}

function symbolIn(workspace: Workspace, { document, offset }: At): PointedAt | undefined {
  for (const resource of document.facts.resources) {
    if (!touches(resource.span, offset)) continue
    for (const word of wordsOf(resource, workspace.graph)) {
      if (touches(word.span, offset)) {
        const { span, role, how, value } = word
        const written = workspace.locate({ document: document.id, span })
        return { span: written.span, role, how, value, symbols: word.means(), in: resource }
      }
    }
  }
  return undefined
}

/** A value that declares a symbol or means some, found out when it is asked for. */
interface Word extends Pick<PointedAt, 'role' | 'how' | 'value'> {
  readonly span: Span
  means(): readonly PortSymbol[]
}

function* wordsOf(resource: Resource, graph: Graph): Generator<Word> {
  for (const reference of resource.references) yield* wordsOfReference(reference, resource, graph)
  if (resource.is === 'service') yield* wordsOfService(resource, graph)
  else if (resource.is === 'workload') yield* wordsOfWorkload(resource, graph)
}

function* word(
  field: Known<string | number>,
  role: PointedAt['role'],
  how: How,
  means: () => readonly PortSymbol[],
): Generator<Word> {
  if (field.kind !== 'absent')
    yield { span: (field.kind === 'known' && field.via) || field.span, role, how, value: field, means }
}

/** The pods or the Services that the selector of a policy or a monitor picks. */
function selectedBy(reference: Reference, from: Resource, graph: Graph): readonly PortSymbol[] {
  const end = graph.follow(reference, from)
  if (end.status === 'services') return end.services.map(service => ({ is: 'service', service }))
  return end.status === 'pods' ? end.pods.map(({ workload, pod }) => ({ is: 'pods', workload, pod })) : []
}

function* wordsOfService(service: Service, graph: Graph): Generator<Word> {
  yield* word(service.name, 'declaration', 'name', () => [{ is: 'service', service }])
  for (const port of service.ports.items) {
    const self = (): readonly PortSymbol[] => [{ is: 'service-port', service, port }]
    yield* word(port.port, 'declaration', 'number', self)
    yield* word(port.name, 'declaration', 'name', self)
    yield* word(port.nodePort, 'declaration', 'number', self)
    yield* word(port.targetPort, 'use', typeof valueOf(port.targetPort) === 'string' ? 'name' : 'number', () =>
      behind(service, port, graph),
    )
  }
  for (const pair of service.selector.pairs) {
    yield {
      span: pair.span,
      role: 'use',
      how: 'labels',
      value: pair.value,
      means: () => {
        const selection = graph.selection(service)
        return selection.status === 'selected'
          ? selection.pods.map(({ workload, pod }) => ({ is: 'pods', workload, pod }))
          : []
      },
    }
  }
}

function* wordsOfWorkload(workload: Workload, graph: Graph): Generator<Word> {
  yield* word(workload.name, 'declaration', 'name', () => podsOf(workload))
  yield* word(workload.serviceName, 'use', 'name', () => {
    const name = valueOf(workload.serviceName)
    const found = name === undefined ? undefined : graph.named('service', name, workload)
    return found?.status === 'found' ? found.found.map(service => ({ is: 'service', service })) : []
  })
  const pairs = workload.selector?.matchLabels.pairs ?? []
  for (const pair of pairs)
    yield { span: pair.span, role: 'use', how: 'labels', value: pair.value, means: () => podsOf(workload) }
  for (const pod of workload.pods) {
    for (const pair of pod.labels.pairs)
      yield {
        span: pair.span,
        role: 'declaration',
        how: 'labels',
        value: pair.value,
        means: () => [{ is: 'pods', workload, pod }],
      }
    for (const container of pod.containers) {
      for (const port of container.ports.items) {
        const self = (): readonly PortSymbol[] => [{ is: 'container-port', workload, pod, container, port }]
        yield* word(port.name, 'declaration', 'name', self)
        yield* word(port.containerPort, 'declaration', 'number', self)
      }
      for (const { handlers } of container.probes) {
        for (const { port: field } of handlers) {
          const wanted = valueOf(field)
          yield* word(field, 'use', typeof wanted === 'string' ? 'name' : 'number', () => {
            const port = wanted === undefined ? undefined : inContainer(container, wanted)
            return port ? [{ is: 'container-port', workload, pod, container, port }] : []
          })
        }
      }
    }
  }
}

function* wordsOfReference(reference: Reference, from: Resource, graph: Graph): Generator<Word> {
  const { port, target } = reference
  const listener = (): readonly PortSymbol[] => listenersOf(reference, from, graph)
  const isParent = target.is === 'object'
  yield* word(port, 'use', typeof valueOf(port) === 'string' ? 'name' : 'number', () =>
    isParent ? listener() : pointedAt(reference, from, graph),
  )
  const section = reference.beside['sectionName']
  if (isParent && section && typeof section !== 'undefined' && typeof valueOf(section) === 'string')
    yield {
      span: section.kind === 'absent' ? section.near : section.span,
      role: 'use',
      how: 'name',
      value: port,
      means: listener,
    }
  if (target.is === 'pods' || target.is === 'services') {
    for (const pair of target.selector?.matchLabels.pairs ?? [])
      yield {
        span: pair.span,
        role: 'use',
        how: 'labels',
        value: pair.value,
        means: () => selectedBy(reference, from, graph),
      }
  }
  const name = target.is === 'host' ? target.host : target.is === 'service' ? target.name : undefined
  if (name)
    yield* word(name, 'use', 'name', () => {
      const end = graph.follow(reference, from)
      return end.status === 'services' ? end.services.map(service => ({ is: 'service', service })) : []
    })
}
