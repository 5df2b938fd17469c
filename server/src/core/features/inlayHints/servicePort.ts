import { sameSpan } from '../../base/span.ts'
import { isPortNumber } from '../../k8s/facts/port.ts'
import type { Service, ServicePort } from '../../k8s/facts/service.ts'
import { destinationOf } from '../hover/destination.ts'
import { exposureOf, isExternal, isSelectorless } from '../hover/exposure.ts'
import { numberLines } from '../hover/ranges.ts'
import { say } from '../hover/sentence.ts'
import { servicePortFacts as facts } from '../hover/sentences/servicePort.ts'
import { address } from '../hover/words.ts'
import { agreedNumber, declaredPart, isUnsure } from './ends.ts'
import type { HintContext, LocalHint } from './hint.ts'

/** Hints in the ports of a Service. */
export function* servicePortHints(service: Service, context: HintContext): Generator<LocalHint> {
  if (service.ports.span && !context.shows(service.ports.span)) return
  for (const port of service.ports.items) {
    yield* portNumber(service, port, context)
    yield* implicitTargetPort(service, port, context)
    yield* nodePortBand(service, port, context)
  }
}

/** `targetPort: http` → 8080, where every selected pod has the name and all of them give it the same number. */
function* portNumber(service: Service, port: ServicePort, { view, wants }: HintContext): Generator<LocalHint> {
  const { targetPort } = port
  if (targetPort.kind !== 'known' || targetPort.via || typeof targetPort.value !== 'string') return
  if (!wants('portNumber', targetPort.span) || hasNoTarget(service) || isUnsure(service, view.graph)) return
  const { ends, phrase } = destinationOf(view, service, port)
  const number = agreedNumber(ends, view.graph)
  if (number === undefined) return
  yield {
    kind: 'portNumber',
    offset: targetPort.span.end,
    parts: [{ text: '→ ' }, declaredPart(String(number), ends)],
    tooltip: say(facts.targetPort, { address: address(service, port), destination: phrase }),
  }
}

/** The targetPort that the API server fills in. */
function* implicitTargetPort(service: Service, port: ServicePort, { view, wants }: HintContext): Generator<LocalHint> {
  const { targetPort, port: number } = port
  // `targetPort: 0` and `targetPort: ""` are written, and mean the same: their `near` is the value itself.
  if (targetPort.kind !== 'absent' || !sameSpan(targetPort.near, port.span)) return
  if (number.kind !== 'known' || number.via || !isPortNumber(number.value)) return
  if (!wants('implicitTargetPort', number.span)) return
  if (hasNoTarget(service) || exposureOf(service) === 'unknown' || isUnsure(service, view.graph)) return
  const { ends, phrase } = destinationOf(view, service, port)
  yield {
    kind: 'implicitTargetPort',
    offset: number.span.end,
    parts: [{ text: 'targetPort: ' }, declaredPart(String(number.value), ends)],
    tooltip: `${say(facts.portIsTarget)} ${say(facts.targetPort, { address: address(service, port), destination: phrase })}`,
  }
}

/** In which of the two bands a nodePort lies. Outside of both it is a finding. */
function* nodePortBand(service: Service, { nodePort }: ServicePort, { wants }: HintContext): Generator<LocalHint> {
  if (nodePort.kind !== 'known' || nodePort.via || !isPortNumber(nodePort.value)) return
  if (!wants('nodePortBand', nodePort.span) || !isExternal(exposureOf(service))) return
  const number = nodePort.value
  if (number < 30000 || number > 32767) return
  yield {
    kind: 'nodePortBand',
    offset: nodePort.span.end,
    parts: [{ text: number <= 30085 ? 'kept for manual choice' : 'may be assigned to another Service' }],
    tooltip: numberLines(number, 'node-port').join(' '),
  }
}

/** Services whose targetPort counts for nobody. */
function hasNoTarget(service: Service): boolean {
  return exposureOf(service) === 'external-name' || isSelectorless(service)
}
