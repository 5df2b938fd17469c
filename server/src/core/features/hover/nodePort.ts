import { valueOf } from '../../base/known.ts'
import { isPortNumber } from '../../k8s/facts/port.ts'
import { isHeadless, type Service, type ServicePort } from '../../k8s/facts/service.ts'
import { isTcp, nodesCommand, outsideCommand, plainPort, serviceFieldCommand } from './commands.ts'
import { destinationOf } from './destination.ts'
import { exposureOf, isExternal, isSelectorless } from './exposure.ts'
import { localNotes, pathPicture } from './path.ts'
import { numberLines } from './ranges.ts'
import { type Body, code } from './render.ts'
import { say } from './sentence.ts'
import { serviceFacts } from './sentences/service.ts'
import { servicePortFacts as facts } from './sentences/servicePort.ts'
import { called, shown, type View } from './view.ts'

/** Hover of `nodePort`. */
export function nodePortBody(view: View, service: Service, port: ServicePort): Body {
  const exposure = exposureOf(service)
  const value = valueOf(port.nodePort)
  if (exposure === 'external-name') return { lead: [say(facts.nodePortIgnored)] }
  if (port.nodePort.kind === 'absent') return { lead: [say(facts.nodePortZero)] }
  const nodePort = code(view.written(service.document, port.nodePort.span))
  if (value !== undefined && !isPortNumber(value)) return { lead: [say(facts.portInvalid, { value: nodePort })] }
  if (isHeadless(service) && isExternal(exposure)) {
    return { lead: [say(serviceFacts.headlessRefused, { type: shown(view, service.document, service.type) })] }
  }
  if (exposure === 'cluster-ip' || exposure === 'headless') {
    return { lead: [say(facts.nodePortRefused)], number: numberLines(value, 'node-port') }
  }
  const rivals = value !== undefined ? view.graph.nodePortRivals(service, value) : []
  return {
    lead: [nodePortLead(view, service, port, nodePort)],
    picture: pathPicture(view, service, port, 'nodePort'),
    mustMatch: say(facts.nodePortMatch),
    number: numberLines(value, 'node-port'),
    notes: [
      ...rivals.slice(0, 2).map(rival =>
        say(facts.nodePortTaken, {
          service: called(rival.service),
          nodePort,
          link: view.link(rival.service.document, rival.port.span),
        }),
      ),
      say(exposure === 'load-balancer' ? facts.nodePortBypassed : facts.nodePortNoSocket),
      ...localNotes(service),
    ],
    verify: [
      serviceFieldCommand(service, port, 'nodePort'),
      nodesCommand,
      ...(isTcp(port) ? [outsideCommand('<node-ip>', plainPort(port.nodePort, 'nodePort'))] : []),
    ],
  }
}

function nodePortLead(view: View, service: Service, port: ServicePort, nodePort: string): string {
  const exposure = exposureOf(service)
  if (isSelectorless(service)) return say(facts.nodePortSelectorless, { nodePort })
  const destination = destinationOf(view, service, port).phrase
  if (exposure === 'load-balancer') {
    return say(facts.nodePortBalancer, { port: shown(view, service.document, port.port), nodePort, destination })
  }
  return say(exposure === 'node-port' ? facts.nodePort : facts.nodePortUnknownType, { nodePort, destination })
}
