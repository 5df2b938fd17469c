import { assertNever } from '../../base/assert.ts'
import { type Known, valueOf } from '../../base/known.ts'
import { isHeadless, type Service } from '../../k8s/facts/service.ts'
import { endpointsCommand, healthCheckCommand, plainPort, podsCommand, serviceCommand } from './commands.ts'
import { exposureOf, trafficPolicy } from './exposure.ts'
import { ipFamilyBody } from './ipFamily.ts'
import { spoken } from './numbers.ts'
import { numberLines } from './ranges.ts'
import { aPod, readyWord } from './readiness.ts'
import { type Body, code } from './render.ts'
import { say } from './sentence.ts'
import { serviceFacts } from './sentences/service.ts'
import { serviceSettingFacts as facts } from './sentences/serviceSetting.ts'
import { serviceBody } from './service.ts'
import type { ServiceSetting } from './target.ts'
import { called, shown, type View } from './view.ts'

/** Hover of the fields that tune a Service. */
export function serviceSettingBody(view: View, service: Service, field: ServiceSetting): Body {
  const exposure = exposureOf(service)
  const name = { service: called(service) }
  const balancerOnly = exposure !== 'load-balancer' && exposure !== 'unknown'
  switch (field) {
    case 'healthCheckNodePort':
      return healthCheckBody(view, service)
    case 'internalTrafficPolicy':
      return internalPolicyBody(view, service)
    case 'sessionAffinity':
      return affinityBody(view, service)
    case 'sessionAffinityConfig':
    case 'timeoutSeconds':
      return affinityTimeoutBody(view, service)
    case 'loadBalancerSourceRanges':
      return balancerOnly
        ? { lead: [say(facts.balancerOnly)] }
        : { lead: [say(facts.ranges, name)], notes: [say(facts.rangesForm), say(facts.rangesAddress)] }
    case 'loadBalancerClass':
      return balancerOnly
        ? { lead: [say(facts.balancerOnly)] }
        : {
            lead: [say(facts.balancerClass, { ...name, value: written(view, service, field) })],
            notes: [say(facts.balancerClassFixed)],
            verify: [serviceCommand(service, 'the address it got')],
          }
    case 'allocateLoadBalancerNodePorts':
      return balancerOnly ? { lead: [say(facts.balancerOnly)] } : nodePortsBody(view, service)
    case 'trafficDistribution':
      return distributionBody(view, service)
    case 'publishNotReadyAddresses':
      return notReadyBody(view, service)
    case 'ipFamilies':
    case 'ipFamilyPolicy':
      return ipFamilyBody(view, service, field)
    case 'externalIPs':
      return ignored(service) ?? { lead: [say(facts.externalIps, name)], notes: [say(facts.externalIpsOld)] }
    case 'externalName':
      return exposure === 'external-name' || exposure === 'unknown'
        ? serviceBody(view, service, 'type')
        : { lead: [say(facts.externalNameIgnored)] }
    default:
      return assertNever(field)
  }
}

function healthCheckBody(view: View, service: Service): Body {
  const exposure = exposureOf(service)
  const port = service.healthCheckNodePort
  if (port.kind === 'absent') return { lead: [say(facts.healthCheckUnset)] }
  const isPolicyUnseen = service.fragment && service.externalTrafficPolicy.kind === 'absent'
  const policy = isPolicyUnseen ? undefined : trafficPolicy(service)
  if ((exposure !== 'load-balancer' && exposure !== 'unknown') || (policy !== undefined && policy !== 'Local'))
    return { lead: [say(facts.healthCheckRefused)] }
  return {
    lead: [say(facts.healthCheck, { port: shown(view, service.document, port), service: called(service) })],
    mustMatch: say(facts.healthCheckMatch),
    number: numberLines(valueOf(port), 'node-port'),
    verify: [
      healthCheckCommand(plainPort(port, 'healthCheckNodePort')),
      podsCommand(service, service.selector, 'the nodes that have a pod'),
    ],
  }
}

function internalPolicyBody(view: View, service: Service): Body {
  const none = ignored(service)
  if (none) return none
  const name = { service: called(service) }
  const policy = service.internalTrafficPolicy
  switch (valueOf(policy)) {
    case 'Cluster':
      return {
        lead: [say(facts.internalCluster, { ...name, ready: readyWord(service) })],
        notes: [say(facts.internalOutside)],
      }
    case 'Local':
      return {
        lead: [say(facts.internalLocal, name)],
        mustMatch: say(facts.internalMatch, { one: aPod(service) }),
        notes: [say(facts.internalOutside)],
        verify: [podsCommand(service, service.selector, 'the nodes that have a pod')],
      }
    default:
      return { lead: [otherwise(view, service, policy, serviceFacts.policyOther)] }
  }
}

function affinityBody(view: View, service: Service): Body {
  const affinity = service.sessionAffinity
  switch (valueOf(affinity)) {
    case 'None':
      return ignored(service) ?? { lead: [say(facts.affinityNone, { ready: readyWord(service) })] }
    case 'ClientIP':
      return ignored(service) ?? { lead: [clientText(view, service)], notes: [say(facts.affinityShared)] }
    default:
      return { lead: [otherwise(view, service, affinity, facts.affinityOther)] }
  }
}

function affinityTimeoutBody(view: View, service: Service): Body {
  const isUnseen = service.fragment && service.sessionAffinity.kind === 'absent'
  const none = ignored(service)
  if (none) return none
  if (!isUnseen && service.sessionAffinity.kind !== 'unknown' && valueOf(service.sessionAffinity) !== 'ClientIP')
    return { lead: [say(facts.affinityDropped)] }
  const seconds = valueOf(service.sessionAffinityTimeout)
  if (seconds !== undefined && !(seconds >= 1 && seconds <= 86_400))
    return { lead: [say(facts.affinityRefused, { value: code(seconds) })] }
  return {
    lead: [say(facts.affinityTimeout, { service: called(service), time: timeText(view, service) })],
    notes: [say(facts.affinityShared)],
  }
}

function clientText(view: View, service: Service): string {
  return say(facts.affinityClient, { service: called(service), time: timeText(view, service) })
}

function timeText(view: View, service: Service): string {
  const timeout = service.sessionAffinityTimeout
  if (timeout.kind === 'unknown') return shown(view, service.document, timeout)
  return spoken(valueOf(timeout) ?? 10_800)
}

function nodePortsBody(view: View, service: Service): Body {
  const name = { service: called(service) }
  const allocate = service.allocateLoadBalancerNodePorts
  if (allocate.kind !== 'known')
    return { lead: [say(facts.unknown, { value: written(view, service, 'allocateLoadBalancerNodePorts') })] }
  return allocate.value
    ? { lead: [say(facts.nodePortsOn, name)] }
    : {
        lead: [say(facts.nodePortsOff, name)],
        notes: [say(facts.nodePortsInstance)],
        verify: [serviceCommand(service, 'its addresses and nodePorts')],
      }
}

function distributionBody(view: View, service: Service): Body {
  const none = ignored(service)
  if (none) return none
  if (valueOf(service.internalTrafficPolicy) === 'Local') return { lead: [say(facts.distributionLocal)] }
  const name = { service: called(service), ready: readyWord(service) }
  const value = service.fields.get('trafficDistribution')?.value
  const notes = [say(facts.distributionSoft), say(facts.distributionSince)]
  const verify = [podsCommand(service, service.selector, 'the nodes that have a pod'), endpointsCommand(service)]
  switch (value && valueOf(value)) {
    case 'PreferSameZone':
      return { lead: [say(facts.sameZone, name)], notes, verify }
    case 'PreferSameNode':
      return { lead: [say(facts.sameNode, name)], notes, verify }
    case 'PreferClose':
      return { lead: [say(facts.preferClose, name)], notes, verify }
    default:
      return { lead: [value ? otherwise(view, service, value, facts.distributionOther) : ''] }
  }
}

function notReadyBody(view: View, service: Service): Body {
  if (exposureOf(service) === 'external-name')
    return { lead: [say(facts.ignoredExternalName, { service: called(service) })] }
  const name = { service: called(service) }
  const publish = service.publishNotReadyAddresses
  if (publish.kind !== 'known')
    return { lead: [say(facts.unknown, { value: written(view, service, 'publishNotReadyAddresses') })] }
  return publish.value
    ? { lead: [say(facts.notReady, name)], notes: [say(facts.notReadyUse)], verify: [endpointsCommand(service)] }
    : { lead: [say(facts.notReadyOff, name)] }
}

/** What nothing between client and pod could act on. */
function ignored(service: Service): Body | undefined {
  const name = { service: called(service) }
  if (exposureOf(service) === 'external-name') return { lead: [say(facts.ignoredExternalName, name)] }
  return isHeadless(service) ? { lead: [say(facts.ignoredHeadless, name)] } : undefined
}

/** A value that the API server does not know, or one that nobody knows here. */
function otherwise(
  view: View,
  service: Service,
  field: Known<string | number | boolean>,
  fact: typeof serviceFacts.policyOther | typeof facts.affinityOther | typeof facts.distributionOther,
): string {
  const value = shown(view, service.document, field)
  return field.kind === 'known' ? say(fact, { value }) : say(facts.unknown, { value })
}

function written(view: View, service: Service, field: string): string {
  const found = service.fields.get(field)
  return found ? shown(view, service.document, found.value) : code('')
}
