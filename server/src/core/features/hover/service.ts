import { assertNever } from '../../base/assert.ts'
import { valueOf } from '../../base/known.ts'
import type { SelectedPod } from '../../graph/graph.ts'
import { isHeadless, type Service } from '../../k8s/facts/service.ts'
import { endpointsCommand, podsCommand, serviceCommand } from './commands.ts'
import { selectorText } from './destination.ts'
import { type Exposure, exposureOf, isExternal, isSelectorless, trafficPolicy } from './exposure.ts'
import { addressSeen, localNotes, pathNotes, pathPicture } from './path.ts'
import { aPod, readinessOf } from './readiness.ts'
import { type Body, code, listed } from './render.ts'
import { say } from './sentence.ts'
import { serviceFacts as facts } from './sentences/service.ts'
import { exposureLead } from './serviceLead.ts'
import type { ServiceField } from './target.ts'
import { called, shown, type View } from './view.ts'
import { wholeBody } from './whole.ts'
import { wrongSelectorOf } from './wrongSelector.ts'

/** Hover of a Service's own fields. */
export function serviceBody(view: View, service: Service, field: ServiceField): Body {
  switch (field) {
    case 'type':
    case 'clusterIP':
      return exposureBody(view, service, field)
    case 'externalTrafficPolicy':
      return policyBody(view, service)
    case 'selector':
      return selectorBody(view, service)
    case 'whole':
      return wholeBody(view, service, service.ports.items)
    default:
      return assertNever(field)
  }
}

function exposureBody(view: View, service: Service, field: 'type' | 'clusterIP'): Body {
  const exposure = exposureOf(service)
  const first = service.ports.items[0]
  if (exposure === 'unknown' || (isHeadless(service) && isExternal(exposure))) {
    return { lead: [exposureLead(view, service, field)] }
  }
  const notes = [...pathNotes(service, first)]
  if (exposure === 'load-balancer') notes.push(say(facts.balancerDirect))
  if (exposure === 'cluster-ip') notes.push(say(facts.sourceKept))
  return {
    lead: [exposureLead(view, service, field)],
    picture: first ? pathPicture(view, service, first, undefined) : [],
    notes,
    verify: [
      serviceCommand(service, whatItShows(exposure)),
      ...(exposure === 'external-name' ? [] : [endpointsCommand(service)]),
    ],
  }
}

function whatItShows(exposure: Exposure): string {
  if (exposure === 'external-name') return 'the name behind it'
  return isExternal(exposure) ? 'its addresses and nodePorts' : 'its address'
}

function policyBody(view: View, service: Service): Body {
  const exposure = exposureOf(service)
  const policy = trafficPolicy(service)
  const isRefused =
    (exposure === 'cluster-ip' && !service.externalIPs) || exposure === 'external-name' || exposure === 'headless'
  if (isRefused) return { lead: [say(facts.policyRefused)] }
  const first = service.ports.items[0]
  return {
    lead: policyLead(view, service),
    picture:
      first && isExternal(exposure) ? pathPicture(view, service, first, undefined) : [addressSeen(service, exposure)],
    ...(policy === 'Local' ? { mustMatch: say(facts.policyMatch, { one: aPod(service) }) } : {}),
    notes: [
      ...localNotes(service),
      ...(exposure === 'load-balancer' ? [say(facts.policyDirect)] : []),
      ...(policy === 'Local' ? [say(facts.policyInside)] : []),
      ...(policy === 'Cluster' ? [say(facts.policyClusterPods, { outside: outsideText(exposure) })] : []),
      ...(readinessOf(service) === 'counts' ? [say(facts.policyTerminating)] : []),
    ],
    verify: [podsCommand(service, service.selector, 'the nodes that have a pod'), endpointsCommand(service)],
  }
}

function policyLead(view: View, service: Service): readonly string[] {
  switch (trafficPolicy(service)) {
    case 'Local':
      return [say(facts.policyLocal), say(facts.policyAddress)]
    case 'Cluster':
      return [say(facts.policyCluster)]
    default:
      return [say(facts.policyOther, { value: shown(view, service.document, service.externalTrafficPolicy) })]
  }
}

/** What clients outside dial. */
function outsideText(exposure: Exposure): string {
  switch (exposure) {
    case 'node-port':
      return 'a nodePort'
    case 'load-balancer':
      return 'a nodePort or the address of the load balancer'
    default:
      return 'one of the externalIPs'
  }
}

function selectorBody(view: View, service: Service): Body {
  if (exposureOf(service) === 'external-name') return { lead: [say(facts.selectorIgnored)] }
  if (isSelectorless(service))
    return { lead: [say(facts.selectorEmpty, { service: called(service) })], verify: [endpointsCommand(service)] }
  const said = { service: called(service), pairs: selectorText(service) }
  const selection = view.graph.selection(service)
  const notes: string[] = []
  let lead = say(facts.selectorUnknown, said)
  if (selection.status === 'selected') {
    lead = say(facts.selector, {
      ...said,
      pods: listed(
        selection.pods.map(pod => linked(view, pod)),
        4,
      ),
    })
  } else if (selection.status === 'nothing') {
    const mistake = wrongSelectorOf(view, service)
    lead = mistake
      ? say(facts.selectorWrong, { ...said, wrong: code(mistake.wrong), instead: mistake.instead })
      : say(facts.selectorNothing, said)
    const near = mistake?.miss ?? selection.nearMiss
    if (near) {
      const { pod, workload } = near.pod
      const labels = pod.labels.pairs.map(pair => `${pair.key}=${valueOf(pair.value) ?? '…'}`).join(',')
      const link = view.link(pod.document, pod.labels.span ?? pod.span)
      notes.push(say(facts.selectorNear, { workload: called(workload), link, found: code(labels) }))
    }
  }
  return {
    lead: [lead],
    mustMatch: say(facts.selectorMatch),
    notes: [...notes, ...(exposureOf(service) === 'headless' ? [] : [refusedText(service)])],
    verify: [podsCommand(service, service.selector, 'the pods it picks'), endpointsCommand(service)],
  }
}

function refusedText(service: Service): string {
  return say(readinessOf(service) === 'counts' ? facts.selectorRefused : facts.selectorRefusedNone)
}

function linked(view: View, { pod, workload }: SelectedPod): string {
  return `${called(workload)} (${view.link(pod.document, pod.labels.span ?? pod.span)})`
}
