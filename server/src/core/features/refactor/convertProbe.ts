import { valueOf } from '../../base/known.ts'
import { overlaps, type Span } from '../../base/span.ts'
import type { Graph } from '../../graph/graph.ts'
import type { Container, Probe, ProbeHandler } from '../../k8s/facts/container.ts'
import type { PodTemplate } from '../../k8s/facts/workload.ts'
import { type PortSpeech, portNumberOf, speaksHttp } from '../../k8s/knowledge/httpEvidence.ts'
import { type HandlerConversion, httpGetToTcpSocket, toGrpc } from '../../rules/support/convertHandler.ts'
import { httpGetFix } from '../../rules/support/httpGetFix.ts'
import type { OpenDocument } from '../../workspace/types.ts'
import type { Refactoring, RefactoringContext } from './refactoring.ts'

/**
 * What the handler of the probe under the cursor may be turned into: tcpSocket into httpGet and back, and both into grpc where the
 * port speaks gRPC. Databases, caches and brokers are never asked over HTTP.
 */
export function convertProbe({ open, at, graph }: RefactoringContext): readonly Refactoring[] {
  return probesAt(open, at).flatMap(probe => conversionsOf(open, probe, graph))
}

interface ProbeAt {
  readonly pod: PodTemplate
  readonly container: Container
  readonly probe: Probe
  readonly handler: ProbeHandler
}

/** The handler under the cursor; the probe's key stands for its handler. An anchored probe belongs to its first container. */
function probesAt({ facts }: OpenDocument, at: Span): readonly ProbeAt[] {
  const found: ProbeAt[] = []
  for (const resource of facts.resources) {
    if (resource.is !== 'workload') continue
    for (const pod of resource.pods) {
      for (const container of pod.containers) {
        for (const probe of container.probes) {
          const [handler, second] = probe.handlers
          if (!handler || second || found.some(each => each.handler.keySpan.start === handler.keySpan.start)) continue
          if (overlaps(handler.span, at) || overlaps(probe.keySpan, at)) found.push({ pod, container, probe, handler })
        }
      }
    }
  }
  return found
}

function conversionsOf(open: OpenDocument, at: ProbeAt, graph: Graph): readonly Refactoring[] {
  const { container, handler, pod, probe } = at
  const port = valueOf(handler.port)
  if (port === undefined || probe.of === 'postStart' || probe.of === 'preStop') return []
  const own = handler.host.kind === 'absent'
  const speech = own ? speaksHttp(container, port, pod, graph.servicesOf(pod), probe) : undefined
  if (handler.type === 'tcpSocket') return [...toHttp(open, at, speech), ...grpcOf(open, at, speech)]
  if (handler.type === 'httpGet') {
    return [
      ...named(open, 'tcpSocket', 'httpGet', httpGetToTcpSocket(open.tree, handler.keySpan)),
      ...grpcOf(open, at, speech),
    ]
  }
  return []
}

function toHttp(open: OpenDocument, at: ProbeAt, speech: PortSpeech | undefined): readonly Refactoring[] {
  if (speech && !speech.http) return []
  const mends = speech?.certainty === 'likely'
  return httpGetFix(open.tree, { ...at, speech }).map(fix => ({ ...fix, mends }))
}

/** `grpc.port` is an integer, so a named port must be one that the container declares with a number. */
function grpcOf(
  open: OpenDocument,
  { container, handler }: ProbeAt,
  speech: PortSpeech | undefined,
): readonly Refactoring[] {
  if (!speech || speech.http || speech.speaks !== 'gRPC') return []
  const port = valueOf(handler.port)
  const number = port === undefined ? undefined : portNumberOf(container, port)
  if (number === undefined) return []
  return named(open, `grpc on ${number}`, handler.type, toGrpc(open.tree, handler.keySpan, number))
}

function named(
  open: OpenDocument,
  to: string,
  from: string,
  conversion: HandlerConversion | undefined,
): readonly Refactoring[] {
  if (!conversion) return []
  const lost = conversion.dropped.length > 0 ? `, without ${conversion.dropped.join(', ')}` : ''
  const edits = conversion.edits.map(edit => ({ ...edit, document: open.id }))
  return [{ title: `Convert ${from} to ${to}${lost}`, applicability: 'unsafe', mends: false, edits }]
}
