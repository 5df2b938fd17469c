import { absent, type Known, valueOf } from '../../base/known.ts'
import type { ResourceBase } from '../facts/base.ts'
import type { PortNumberOrName } from '../facts/port.ts'
import { isHeadless, type Service, type ServicePort } from '../facts/service.ts'
import { holdsMisplaced, mistakesInService } from '../mistakes/mistakes.ts'
import { readFields } from './fields.ts'
import { readLabels } from './labels.ts'
import {
  type FilledSlot,
  field,
  isPatch,
  itemsOf,
  readBoolean,
  readInteger,
  readIntOrString,
  readMaps,
  readOptionalPortNumber,
  readPortNumber,
  readString,
  readTexts,
  type Slot,
} from './slot.ts'

export function readService(base: ResourceBase, resource: Slot, text: string): Service {
  const spec = field(resource, 'spec')
  const service: Service = {
    ...base,
    is: 'service',
    mistakes: mistakesInService(resource, text),
    type: readString(field(spec, 'type')),
    clusterIP: readString(field(spec, 'clusterIP')),
    externalName: readString(field(spec, 'externalName')),
    externalTrafficPolicy: readString(field(spec, 'externalTrafficPolicy')),
    internalTrafficPolicy: readString(field(spec, 'internalTrafficPolicy')),
    sessionAffinity: readString(field(spec, 'sessionAffinity')),
    allocateLoadBalancerNodePorts: readBoolean(field(spec, 'allocateLoadBalancerNodePorts')),
    publishNotReadyAddresses: readBoolean(field(spec, 'publishNotReadyAddresses')),
    healthCheckNodePort: readOptionalPortNumber(field(spec, 'healthCheckNodePort')),
    ipFamilyPolicy: readString(field(spec, 'ipFamilyPolicy')),
    ipFamilies: readTexts(field(spec, 'ipFamilies')),
    sessionAffinityTimeout: readInteger(field(spec, 'sessionAffinityConfig', 'clientIP', 'timeoutSeconds')),
    fields: readFields(spec),
    externalIPs: mayListAnything(field(spec, 'externalIPs')),
    selector: readLabels(field(spec, 'selector'), text),
    ports: readMaps(field(spec, 'ports'), readServicePort),
  }
  return isFragment(service, resource, spec) ? { ...service, fragment: true } : service
}

function readServicePort(item: FilledSlot, index: number): ServicePort {
  return {
    index,
    name: readString(field(item, 'name')),
    protocol: readString(field(item, 'protocol')),
    appProtocol: readString(field(item, 'appProtocol')),
    port: readPortNumber(field(item, 'port')),
    targetPort: readTargetPort(field(item, 'targetPort')),
    nodePort: readOptionalPortNumber(field(item, 'nodePort')),
    span: item.node.span,
  }
}

function readTargetPort(slot: Slot): Known<PortNumberOrName> {
  const target = readIntOrString(slot)
  return target.kind === 'known' && (target.value === 0 || target.value === '') ? absent(target.span) : target
}

/**
 * A Service without ports is refused unless it is headless or an ExternalName (ValidateService), so something else must
 * bring them: real ones are Kustomize patches that change a type, a label or the selector. A headless one with neither
 * ports nor selector says too little to be judged.
 */
function isFragment(service: Service, resource: Slot, spec: Slot): boolean {
  if (isPatch(resource, spec, ...itemsOf(field(spec, 'ports')))) return true
  if (service.ports.items.length > 0 || !service.ports.complete) return false
  if (service.misplacedSpec || holdsMisplaced(service.mistakes, 'ports', 'spec', 'port', 'targetPort')) return false
  if (service.type.kind === 'unknown' || valueOf(service.type) === 'ExternalName') return false
  if (service.clusterIP.kind === 'unknown') return false
  return !(isHeadless(service) && service.selector.span)
}

function mayListAnything(slot: Slot): boolean {
  if (slot.is !== 'value') return slot.is === 'unknown'
  return slot.node.kind !== 'seq' || slot.node.items.length > 0
}
