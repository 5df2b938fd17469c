import { valueOf } from '../../base/known.ts'
import type { Service, ServicePort } from '../../k8s/facts/service.ts'
import { plainName } from './commands.ts'
import { destinationOf } from './destination.ts'
import { exposureOf, isExternal, isSelectorless, trafficPolicy } from './exposure.ts'
import { readinessOf, readyWord } from './readiness.ts'
import { code } from './render.ts'
import { type Sentence, say, sentence } from './sentence.ts'
import * as source from './sources.ts'
import type { View } from './view.ts'
import { wrongSelectorOf } from './wrongSelector.ts'

/** What a client sees, and which hop is broken then. */
export interface Symptom {
  readonly sees: string
  readonly why: string
}

/** What may go wrong on the way to a Service, as a client sees it; first what is provably so here. */
export function symptomsOf(view: View, service: Service, ports: readonly ServicePort[]): readonly Symptom[] {
  const exposure = exposureOf(service)
  if (exposure === 'external-name') return []
  const broken = brokenPorts(view, service, ports)
  const readiness = readinessOf(service)
  const mistake = wrongSelectorOf(view, service)
  if (exposure === 'headless') {
    return [
      symptom('noName', readiness === 'ignored' ? symptomFacts.headlessNone : symptomFacts.headlessNotReady),
      symptom('refused', symptomFacts.headlessPort),
      symptom('refused', symptomFacts.notListening),
      symptom('timeout', symptomFacts.dropped),
    ]
  }
  return [
    ...(broken.length > 0 ? [symptom('refused', symptomFacts.here, { ports: broken.map(code).join(', ') })] : []),
    ...(mistake
      ? [symptom('refused', symptomFacts.hereSelector, { wrong: code(mistake.wrong), instead: mistake.instead })]
      : []),
    ...(isSelectorless(service)
      ? [symptom('refused', symptomFacts.noSlice, { service: code(plainName(service)) })]
      : []),
    ...(!isSelectorless(service) && !mistake && (broken.length === 0 || broken.length < ports.length)
      ? [symptom('refused', readiness === 'ignored' ? symptomFacts.noPod : symptomFacts.noEndpoint)]
      : []),
    symptom('refused', symptomFacts.notListening),
    ...(isExternal(exposure) && trafficPolicy(service) === 'Local'
      ? [symptom('timeoutOutside', symptomFacts.localDrops, { ready: readyWord(service) })]
      : []),
    ...(valueOf(service.internalTrafficPolicy) === 'Local'
      ? [symptom('timeoutInside', symptomFacts.internalLocal, { ready: readyWord(service) })]
      : []),
    symptom('timeout', symptomFacts.dropped),
    symptom('timeout', symptomFacts.unlisted),
    symptom('noName', symptomFacts.otherNamespace, {
      short: code(plainName(service)),
      long: code(`${plainName(service)}.${valueOf(service.namespace) ?? '<namespace>'}`),
    }),
  ]
}

/** Ports whose named targetPort no selected pod has. */
function brokenPorts(view: View, service: Service, ports: readonly ServicePort[]): readonly string[] {
  if (isSelectorless(service)) return []
  return ports.flatMap(port => {
    const { ends } = destinationOf(view, service, port)
    const isBroken = ends.length > 0 && ends.every(({ resolution }) => resolution.status === 'missing')
    return isBroken ? [String(valueOf(port.targetPort) ?? '')] : []
  })
}

const sights = {
  refused: 'refused at once',
  timeout: 'timeout',
  timeoutOutside: 'timeout, from outside',
  timeoutInside: 'timeout, from pods',
  noName: 'no such name',
} as const

function symptom<T extends string>(sees: keyof typeof sights, ...why: Parameters<typeof say<T>>): Symptom {
  return { sees: sights[sees], why: say(...why) }
}

export const symptomFacts = {
  here: sentence(
    '**So it is here:** no selected pod has a port named {ports}.',
    `${source.findPort}; ${source.proxier}`,
  ),
  hereSelector: sentence('**So it is here:** no pod has {wrong}; {instead}', `${source.selection}; ${source.proxier}`),
  noEndpoint: sentence(
    'No endpoint: no pod is selected, none is ready, or none has the named targetPort.',
    source.proxier,
  ),
  noPod: sentence('No endpoint: no pod is selected, or none has the named targetPort.', source.proxier),
  noSlice: sentence(
    'No endpoint: no EndpointSlice labeled `kubernetes.io/service-name` with {service} has a port of this name and protocol.',
    source.selectorless,
  ),
  notListening: sentence(
    'The process listens on another number, or on 127.0.0.1 only.',
    'RFC 9293 section 3.10.7.1; Linux man-pages ip(7)',
  ),
  localDrops: sentence(
    'externalTrafficPolicy `Local`, and no {ready}pod on the node that the packet came to: it is dropped.',
    source.proxier,
  ),
  internalLocal: sentence(
    'internalTrafficPolicy `Local`, and no {ready}pod on the node of the client.',
    source.virtualIps,
  ),
  dropped: sentence(
    'A firewall or a NetworkPolicy drops the packets (some networks refuse what a policy forbids).',
    source.networkPolicies,
  ),
  unlisted: sentence(
    'The client dials a number that the Service does not list (kube-proxy in iptables mode).',
    source.proxier,
  ),
  otherNamespace: sentence('A client in another namespace writes {short} instead of {long}.', source.dns),
  headlessNotReady: sentence(
    'No pod is ready: DNS answers with the addresses of ready pods, unless `publishNotReadyAddresses` is set.',
    source.dns,
  ),
  headlessNone: sentence('No pod is selected: DNS has no address for the name.', source.dns),
  headlessPort: sentence(
    'The client dials the number of the Service port where the pods listen on another: nothing translates it.',
    source.dns,
  ),
} satisfies Readonly<Record<string, Sentence>>
