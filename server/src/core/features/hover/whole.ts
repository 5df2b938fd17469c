import type { Service, ServicePort } from '../../k8s/facts/service.ts'
import {
  connectCommand,
  endpointsCommand,
  isTcp,
  outsideCommand,
  plainPort,
  podsCommand,
  serviceCommand,
} from './commands.ts'
import { exposureOf, isSelectorless } from './exposure.ts'
import { pointersAt, pointersAtWhole } from './reference.ts'
import { type Body, type Command, listed } from './render.ts'
import { say } from './sentence.ts'
import { serviceFacts as facts } from './sentences/service.ts'
import { exposureLead } from './serviceLead.ts'
import { symptomsOf } from './symptoms.ts'
import { called, type View } from './view.ts'
import { wayPicture } from './way.ts'

/** Hover of a Service as a whole, or of one entry of its ports: the whole way, and what a client sees where it is broken. */
export function wholeBody(view: View, service: Service, ports: readonly ServicePort[]): Body {
  const [first] = ports
  const isOne = ports.length === 1 && service.ports.items.length > 1
  return {
    lead: [exposureLead(view, service, 'type'), ...picks(view, service)],
    picture: first ? wayPicture(view, service, ports) : [],
    notes: isOne && first ? pointersAt(view, service, first) : pointersAtWhole(view, service),
    symptoms: symptomsOf(view, service, ports),
    verify: first ? verify(service, first) : [],
  }
}

function picks(view: View, service: Service): readonly string[] {
  const selection = view.graph.selection(service)
  if (selection.status !== 'selected' || exposureOf(service) === 'external-name') return []
  const pods = selection.pods.map(
    ({ pod, workload }) => `${called(workload)} (${view.link(pod.document, pod.labels.span ?? pod.span)})`,
  )
  return [say(facts.picks, { pods: listed(pods, 4) })]
}

function verify(service: Service, port: ServicePort): readonly Command[] {
  const exposure = exposureOf(service)
  if (exposure === 'external-name') return [serviceCommand(service, 'the name behind it')]
  return [
    endpointsCommand(service),
    ...(isSelectorless(service) ? [] : [podsCommand(service, service.selector, 'whether they are ready, and where')]),
    ...(isTcp(port) && exposure !== 'headless' ? [connectCommand(service, plainPort(port.port))] : []),
    ...(isTcp(port) && exposure === 'node-port'
      ? [outsideCommand('<node-ip>', plainPort(port.nodePort, 'nodePort'))]
      : []),
  ]
}
