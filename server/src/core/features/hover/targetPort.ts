import { valueOf } from '../../base/known.ts'
import { isPortNumber } from '../../k8s/facts/port.ts'
import { protocolOf, type Service, type ServicePort } from '../../k8s/facts/service.ts'
import { capital } from '../../rules/support/text.ts'
import { endpointsCommand, listenCommand, plainName, serviceFieldCommand } from './commands.ts'
import {
  declaredOf,
  destinationOf,
  type End,
  linkTo,
  numberOf,
  podsOf,
  protocolWord,
  workloadsOf,
} from './destination.ts'
import { exposureOf, isSelectorless } from './exposure.ts'
import { pathNotes, pathPicture } from './path.ts'
import { numberLines } from './ranges.ts'
import { type Body, code } from './render.ts'
import { say } from './sentence.ts'
import { servicePortFacts as facts } from './sentences/servicePort.ts'
import { called, type View } from './view.ts'
import { address, external, portName, recordsText } from './words.ts'

/** Hover of `targetPort`. */
export function targetPortBody(view: View, service: Service, port: ServicePort): Body {
  const exposure = exposureOf(service)
  const picture = pathPicture(view, service, port, 'targetPort')
  if (exposure === 'external-name')
    return { lead: [external(view, service, port, 'targetPort')], picture, notes: pathNotes(service) }
  if (isSelectorless(service)) {
    return {
      lead: [say(facts.targetPortSelectorless, { service: called(service) })],
      picture,
      mustMatch: say(facts.sliceMatch, { name: portName(port), service: plainName(service) }),
      verify: [endpointsCommand(service)],
    }
  }
  const value = valueOf(port.targetPort)
  if (typeof value === 'string' && /^\d+$/.test(value))
    return { lead: [say(facts.targetPortQuoted, { value: code(`"${value}"`) })] }
  if (typeof value === 'number' && !isPortNumber(value))
    return { lead: [say(facts.targetInvalid, { value: code(value) })] }
  const destination = destinationOf(view, service, port)
  const lead =
    exposure === 'headless'
      ? say(facts.targetPortHeadless, {
          records: recordsText(port),
          service: called(service),
          destination: destination.phrase,
        })
      : say(facts.targetPort, { address: address(service, port), destination: destination.phrase })
  const [first] = destination.ends
  const main =
    first && (declaredOf(first.resolution)?.container ?? first.selected.pod.containers.find(c => c.role === 'main'))
  return {
    lead: [...(port.targetPort.kind === 'absent' ? [say(facts.targetPortEmpty)] : []), lead],
    picture,
    mustMatch: mustMatch(port),
    number: numberLines(onlyNumber(destination.ends) ?? value, 'process'),
    notes: targetPortNotes(view, service, port),
    verify: [
      serviceFieldCommand(service, port, 'targetPort'),
      endpointsCommand(service),
      ...(first && main
        ? [listenCommand(first.selected.workload, first.selected.pod, main, protocolOf(port) === 'UDP')]
        : []),
    ],
  }
}

/** What is odd about where the targetPort leads: pods left out, numbers that nobody declares. */
export function targetPortNotes(view: View, service: Service, port: ServicePort): readonly string[] {
  const { ends } = destinationOf(view, service, port)
  const name = code(valueOf(port.targetPort) ?? '')
  const notes: string[] = []
  const missing = ends.filter(end => end.resolution.status === 'missing')
  if (missing.length > 0 && missing.length === ends.length)
    notes.push(say(exposureOf(service) === 'headless' ? facts.missingAllHeadless : facts.missingAll))
  else if (missing.length > 0) {
    const pods = podsOf(missing.map(end => end.selected))
    notes.push(say(facts.missingSome, { pods: capital(pods), protocol: protocolWord(port), name }))
  }
  for (const { selected, resolution } of missing.slice(0, 1)) {
    if (resolution.status !== 'missing') continue
    const { otherProtocol, initOnly } = resolution
    if (otherProtocol) {
      notes.push(
        say(facts.otherProtocol, {
          name,
          other: protocolOf(otherProtocol.port) ?? 'another protocol',
          link: linkTo(view, selected, otherProtocol),
        }),
      )
    }
    if (initOnly) notes.push(say(facts.initOnly, { name, link: linkTo(view, selected, initOnly) }))
  }
  const undeclared = ends.filter(
    end => end.resolution.status === 'number' && !end.resolution.declared && end.selected.complete,
  )
  const number = undeclared[0] && numberOf(undeclared[0].resolution)
  if (number !== undefined) {
    notes.push(
      say(facts.undeclared, {
        workloads: workloadsOf(undeclared.map(end => end.selected)),
        number: code(number),
      }),
    )
  }
  const numbers = ends.map(end => numberOf(end.resolution)).filter(each => each !== undefined)
  if (new Set(numbers).size > 1) notes.push(say(facts.differs))
  return notes
}

function mustMatch(port: ServicePort): string {
  if (port.targetPort.kind === 'unknown') return say(facts.targetUnknownMatch)
  if (typeof valueOf(port.targetPort) !== 'string') return say(facts.targetNumberMatch)
  return say(facts.targetNameMatch, { protocol: protocolWord(port) })
}

/** The number that all pods agree on. */
function onlyNumber(ends: readonly End[]): number | undefined {
  const [number, ...more] = new Set(ends.map(end => numberOf(end.resolution)))
  return more.length === 0 ? number : undefined
}
