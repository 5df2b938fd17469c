import { assertNever } from '../../base/assert.ts'
import { valueOf } from '../../base/known.ts'
import { isPortNumber } from '../../k8s/facts/port.ts'
import type { Service, ServicePort } from '../../k8s/facts/service.ts'
import { connectCommand, endpointsCommand, isTcp, outsideCommand, plainName, plainPort } from './commands.ts'
import { destinationOf, numberOf, protocolWord } from './destination.ts'
import { exposureOf, isExternal, isSelectorless } from './exposure.ts'
import { nodePortBody } from './nodePort.ts'
import { pathNotes, pathPicture } from './path.ts'
import { appProtocolBody, nameBody, protocolBody } from './portDetails.ts'
import { numberLines } from './ranges.ts'
import { pointersAt } from './reference.ts'
import { type Body, type Command, code } from './render.ts'
import { say } from './sentence.ts'
import { servicePortFacts as facts } from './sentences/servicePort.ts'
import type { ServicePortField } from './target.ts'
import { targetPortBody, targetPortNotes } from './targetPort.ts'
import { called, shown, type View } from './view.ts'
import { wholeBody } from './whole.ts'
import { address, external, portName } from './words.ts'

/** Hover of one field of a Service port. */
export function servicePortBody(view: View, service: Service, port: ServicePort, field: ServicePortField): Body {
  const body = fieldBody(view, service, port, field)
  return service.fragment
    ? { ...body, notes: [say(facts.part, { service: called(service) }), ...(body.notes ?? [])] }
    : body
}

function fieldBody(view: View, service: Service, port: ServicePort, field: ServicePortField): Body {
  switch (field) {
    case 'port':
      return portBody(view, service, port)
    case 'targetPort':
      return targetPortBody(view, service, port)
    case 'nodePort':
      return nodePortBody(view, service, port)
    case 'protocol':
      return protocolBody(view, service, port)
    case 'name':
      return nameBody(view, service, port)
    case 'appProtocol':
      return appProtocolBody(view, service, port)
    case 'item':
      return wholeBody(view, service, [port])
    default:
      return assertNever(field)
  }
}

function portBody(view: View, service: Service, port: ServicePort): Body {
  if (port.port.kind === 'known' && !isPortNumber(port.port.value)) {
    return { lead: [say(facts.portInvalid, { value: code(view.written(service.document, port.port.span)) })] }
  }
  const exposure = exposureOf(service)
  const isDialled = exposure === 'headless' || exposure === 'external-name'
  const number = numberLines(valueOf(port.port), isDialled ? 'other' : 'service')
  const picture = pathPicture(view, service, port, 'port')
  if (exposure === 'external-name')
    return { lead: [external(view, service, port, 'port')], picture, notes: pathNotes(service, port), number }
  if (isSelectorless(service) && exposure !== 'headless') {
    return {
      lead: [
        say(facts.portSelectorless, {
          address: address(service, port),
          name: portName(port),
          protocol: code(protocolWord(port)),
        }),
      ],
      picture,
      mustMatch: say(facts.sliceMatch, { name: portName(port), service: plainName(service) }),
      number,
      notes: pathNotes(service, port),
      verify: [endpointsCommand(service), ...connects(service, port)],
    }
  }
  const destination = isSelectorless(service) ? undefined : destinationOf(view, service, port)
  const said = {
    address: address(service, port),
    destination: destination?.phrase ?? 'to addresses that are written by hand or by another controller',
  }
  if (exposure === 'headless') {
    const target = destination?.ends
      .map(end => numberOf(end.resolution))
      .find(n => n !== undefined && n !== valueOf(port.port))
    return {
      lead: [
        say(facts.portHeadless, { ...said, service: called(service), port: shown(view, service.document, port.port) }),
        ...(target && valueOf(port.port) !== undefined
          ? [say(facts.portHeadlessDiffers, { port: shown(view, service.document, port.port), target: code(target) })]
          : []),
      ],
      picture,
      mustMatch: say(facts.portMatchHeadless),
      number,
      notes: pathNotes(service, port),
      verify: [
        endpointsCommand(service),
        ...(isTcp(port) ? [connectCommand(service, target ?? plainPort(port.port))] : []),
      ],
    }
  }
  return {
    lead: [
      say(exposure === 'unknown' ? facts.portUnknownType : facts.port, said),
      ...(port.targetPort.kind === 'absent' && !service.fragment ? [say(facts.portIsTarget)] : []),
    ],
    picture,
    mustMatch: say(facts.portMatch),
    number,
    notes: [...pointersAt(view, service, port), ...targetPortNotes(view, service, port), ...pathNotes(service, port)],
    verify: [endpointsCommand(service), ...connects(service, port)],
  }
}

function connects(service: Service, port: ServicePort): readonly Command[] {
  if (!isTcp(port)) return []
  const inside = connectCommand(service, plainPort(port.port))
  return isExternal(exposureOf(service)) && exposureOf(service) === 'load-balancer'
    ? [inside, outsideCommand('<load-balancer-ip>', plainPort(port.port))]
    : [inside]
}
