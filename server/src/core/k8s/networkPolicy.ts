import { valueOf } from '../base/known.ts'
import type { LabelSelector } from './labels.ts'
import { isPatch } from './patch.ts'
import { field, readMaps, readTexts, type Slot } from './read.ts'
import { readLabelSelector } from './readLabels.ts'
import type { ResourceBase } from './resource.ts'

/**
 * Which connections pods get. Policies add up: what one of them lets in comes in, and what none lets in does not, as soon as
 * one of them is about the pod. The ports of its rules are references of the sites `networkpolicy-ingress` and `-egress`.
 *
 * @see k8s.io/api/networking/v1 types.go: NetworkPolicySpec
 */
export interface NetworkPolicy extends ResourceBase {
  readonly is: 'networkPolicy'
  /** `undefined` for all pods of the namespace; so does one without pairs and expressions. */
  readonly selector: LabelSelector | undefined
  /** False for a policy about egress only. */
  readonly limitsIngress: boolean
  /** True where a rule for ingress lets every port through, or may do so. */
  readonly opensEveryPort: boolean
}

export function readNetworkPolicy(base: ResourceBase, resource: Slot, text: string): NetworkPolicy {
  const spec = field(resource, 'spec')
  const typeList = field(spec, 'policyTypes')
  const types = readTexts(typeList)
  const rules = readMaps(field(spec, 'ingress'), rule => {
    const ports = readMaps(field(rule, 'ports'), isForEveryPort)
    return ports.items.length === 0 || !ports.complete || ports.items.includes(true)
  })
  return {
    ...base,
    is: 'networkPolicy',
    fragment: base.fragment || isPatch(resource, spec),
    selector: readLabelSelector(field(spec, 'podSelector'), text),
    limitsIngress: types.length === 0 || types.some(type => (valueOf(type) ?? 'Ingress') === 'Ingress'),
    opensEveryPort:
      !rules.complete ||
      rules.items.includes(true) ||
      typeList.is === 'unknown' ||
      types.some(type => type.kind !== 'known'),
  }
}

/** A protocol without a port means all of its ports. */
function isForEveryPort(item: Slot): boolean {
  return field(item, 'port').is === 'absent'
}
