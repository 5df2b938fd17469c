import { valueOf } from '../../base/known.ts'
import type { Graph } from '../../graph/graph.ts'
import { isPortNumber } from '../../k8s/facts/port.ts'
import type { Reference } from '../../k8s/facts/reference.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import { podsPointedAt, servicesPointedAt, wantedAt } from '../../rules/support/references.ts'
import { servedPorts } from '../../rules/support/selection.ts'
import { code } from '../hover/render.ts'
import { say } from '../hover/sentence.ts'
import { hintFacts } from '../hover/sentences/hint.ts'
import { isUnsure } from './ends.ts'
import type { HintContext, LocalHint, LocalPart } from './hint.ts'

/** The number behind a port name of an Ingress backend, a monitor, a policy: where all that it leads to agree. */
export function* referenceHints(from: Resource, { view, wants }: HintContext): Generator<LocalHint> {
  for (const reference of from.references) {
    const { port } = reference
    if (port.kind !== 'known' || port.via || typeof port.value !== 'string') continue
    if (!wants('portNumber', port.span)) continue
    const wanted = wantedAt(reference)
    if (!wanted?.name) continue
    const isService = wanted.of === 'service'
    const found = onlyNumber(
      isService
        ? servicePortsNamed(port.value, reference, from, view.graph)
        : containerPortsNamed(port.value, reference, from, view.graph),
    )
    if (!found?.target) continue
    yield {
      kind: 'portNumber',
      offset: port.span.end,
      parts: [{ text: '→ ' }, found],
      tooltip: say(isService ? hintFacts.servicePort : hintFacts.podPort, {
        name: code(port.value),
        number: code(found.text),
        link: view.link(found.target.document, found.target.span),
      }),
    }
  }
}

/** One number per Service, or `undefined` for one that has no such port: then nothing is agreed on. */
function servicePortsNamed(name: string, reference: Reference, from: Resource, graph: Graph): readonly Found[] {
  return (servicesPointedAt(reference, from, graph) ?? []).map(({ ports, document }) => {
    const entry = ports.items.find(each => valueOf(each.name) === name)
    const number = entry && valueOf(entry.port)
    return entry && isPortNumber(number) ? { text: String(number), target: { document, span: entry.span } } : undefined
  })
}

function containerPortsNamed(name: string, reference: Reference, from: Resource, graph: Graph): readonly Found[] {
  return (podsPointedAt(reference, from, graph) ?? []).map(({ pod, workload }) => {
    if (isUnsure(workload, graph)) return undefined
    const served = servedPorts(pod).find(({ port }) => valueOf(port.name) === name)
    const number = served && valueOf(served.port.containerPort)
    if (!served || !isPortNumber(number)) return undefined
    return { text: String(number), target: { document: pod.document, span: served.port.span } }
  })
}

type Found = LocalPart | undefined

function onlyNumber(found: readonly Found[]): Found {
  const [first] = found
  return found.every(each => each?.text === first?.text) ? first : undefined
}
