import { valueOf } from '../../base/known.ts'
import { dnsLabelProblem, portNameProblem } from '../../k8s/facts/port.ts'
import { protocolOf, type Service, type ServicePort } from '../../k8s/facts/service.ts'
import { endpointsCommand, plainName, serviceFieldCommand } from './commands.ts'
import { destinationOf } from './destination.ts'
import { exposureOf, isSelectorless } from './exposure.ts'
import { pathPicture } from './path.ts'
import { rangeFacts } from './ranges.ts'
import { type Body, code } from './render.ts'
import { say } from './sentence.ts'
import { servicePortFacts as facts } from './sentences/servicePort.ts'
import { targetPortNotes } from './targetPort.ts'
import { called, shown, type View } from './view.ts'
import { address, external, hostOf, portName, recordsText } from './words.ts'

/** Hover of a Service port's `protocol`. */
export function protocolBody(view: View, service: Service, port: ServicePort): Body {
  const exposure = exposureOf(service)
  if (port.protocol.kind === 'known' && protocolOf(port) === undefined) {
    return { lead: [say(facts.protocolInvalid, { value: code(port.protocol.value) })] }
  }
  if (exposure === 'external-name')
    return { lead: [say(facts.protocolExternal, { service: called(service), host: hostOf(view, service) })] }
  const target = valueOf(port.targetPort)
  const protocol = shown(view, service.document, port.protocol)
  const phrase = isSelectorless(service)
    ? 'to endpoints that are written by hand or by another controller'
    : destinationOf(view, service, port).phrase
  return {
    lead: [
      exposure === 'headless'
        ? say(facts.protocolHeadless, {
            records: recordsText(port),
            service: called(service),
            protocol,
            destination: phrase,
          })
        : say(facts.protocol, { address: address(service, port), protocol, destination: phrase }),
    ],
    picture: pathPicture(view, service, port, 'protocol'),
    mustMatch: isSelectorless(service)
      ? say(facts.sliceMatch, { name: portName(port), service: plainName(service) })
      : typeof target === 'string'
        ? say(facts.protocolNameMatch, { name: code(target) })
        : say(port.targetPort.kind === 'unknown' ? facts.protocolUnknownMatch : facts.protocolNumberMatch),
    notes: [
      ...(isSelectorless(service) ? [] : targetPortNotes(view, service, port)),
      say(facts.protocolTwice),
      ...(protocolOf(port) === 'TCP' ? [say(rangeFacts.exhaustion)] : []),
      ...(exposure === 'load-balancer' ? [say(facts.protocolMixed)] : []),
    ],
    verify: [serviceFieldCommand(service, port, 'protocol'), endpointsCommand(service)],
  }
}

/** Hover of a Service port's `name`. */
export function nameBody(view: View, service: Service, port: ServicePort): Body {
  const name = valueOf(port.name)
  const problem = name === undefined ? undefined : dnsLabelProblem(name)
  const ingress = name === undefined || problem ? undefined : portNameProblem(name)
  const namespace = valueOf(service.namespace) ?? '<namespace>'
  const protocol = (protocolOf(port) ?? '<protocol>').toLowerCase()
  const srv = code(`_${name ?? '<name>'}._${protocol}.${plainName(service)}.${namespace}.svc.cluster.local`)
  const isAlias = exposureOf(service) === 'external-name'
  if (isAlias) return { lead: [external(view, service, port, 'name')], notes: [say(facts.nameRule)] }
  if (problem) {
    return { lead: [say(facts.nameInvalid, { name: code(name ?? ''), problem })], notes: [say(facts.nameRule)] }
  }
  return {
    lead: [
      say(facts.name, {
        port: shown(view, service.document, port.port),
        name: shown(view, service.document, port.name),
      }),
    ],
    picture: pathPicture(view, service, port, 'name'),
    mustMatch: isSelectorless(service)
      ? say(facts.sliceMatch, { name: portName(port), service: plainName(service) })
      : say(facts.nameMatch),
    notes: [
      say(facts.nameRule),
      ...(ingress ? [say(facts.nameNoIngress, { problem: ingress })] : []),
      say(exposureOf(service) === 'headless' ? facts.nameSrvHeadless : facts.nameSrv, { srv }),
    ],
    verify: [endpointsCommand(service)],
  }
}

/** Hover of `appProtocol`. */
export function appProtocolBody(view: View, service: Service, port: ServicePort): Body {
  return {
    lead: [
      say(facts.appProtocol, {
        address: address(service, port),
        value: shown(view, service.document, port.appProtocol),
      }),
    ],
    mustMatch: say(facts.appProtocolMatch),
    verify: [serviceFieldCommand(service, port, 'appProtocol')],
  }
}
