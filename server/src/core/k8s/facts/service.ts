import { type Known, valueOf, valueOr } from '../../base/known.ts'
import type { Span } from '../../base/span.ts'
import type { ResourceBase } from './base.ts'
import type { Fields } from './fields.ts'
import type { Labels } from './labels.ts'
import { isProtocol, type List, type PortNumber, type PortNumberOrName, type Protocol } from './port.ts'

/** A core/v1 Service. A Knative `Service` is a Workload. */
export interface Service extends ResourceBase {
  readonly is: 'service'
  readonly type: Known<string>
  readonly clusterIP: Known<string>
  readonly externalName: Known<string>
  readonly externalTrafficPolicy: Known<string>
  readonly internalTrafficPolicy: Known<string>
  readonly sessionAffinity: Known<string>
  readonly allocateLoadBalancerNodePorts: Known<boolean>
  readonly publishNotReadyAddresses: Known<boolean>
  readonly healthCheckNodePort: Known<PortNumber>
  readonly ipFamilyPolicy: Known<string>
  /** In the order of the manifest: the first is the family of `clusterIP`. */
  readonly ipFamilies: readonly Known<string>[]
  /** `sessionAffinityConfig.clientIP.timeoutSeconds`. */
  readonly sessionAffinityTimeout: Known<number>
  /** Every field of `spec` that is written, also those that have a property of their own here. */
  readonly fields: Fields
  /** True when `externalIPs` lists anything, or may. */
  readonly externalIPs: boolean
  /** `pairs` is empty for a selectorless Service. */
  readonly selector: Labels
  readonly ports: List<ServicePort>
}

export interface ServicePort {
  readonly index: number
  readonly name: Known<string>
  /** As written: `tcp` stays `tcp`. Absent means TCP. */
  readonly protocol: Known<string>
  readonly appProtocol: Known<string>
  readonly port: Known<PortNumber>
  /** `0` and `""` count as absent: the API server replaces them by `port` (SetDefaults_Service). */
  readonly targetPort: Known<PortNumberOrName>
  readonly nodePort: Known<PortNumber>
  readonly span: Span
}

export type ServiceType = 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName'

/** The type that the API server will see: ClusterIP when absent; `undefined` when unknown or misspelt. */
export function serviceType(service: Service): ServiceType | undefined {
  const type = valueOr(service.type, 'ClusterIP')
  return type === 'ClusterIP' || type === 'NodePort' || type === 'LoadBalancer' || type === 'ExternalName'
    ? type
    : undefined
}

/** `clusterIP: None`: DNS answers with the pods' own addresses, nothing translates ports. */
export function isHeadless(service: Service): boolean {
  return valueOf(service.clusterIP) === 'None'
}

/** The number or name that traffic of this port goes to: `targetPort`, or `port` where that is absent. */
export function targetOf(port: ServicePort): Known<PortNumberOrName> {
  return port.targetPort.kind === 'absent' ? port.port : port.targetPort
}

/** `undefined` when unknown or misspelt. */
export function protocolOf(port: { readonly protocol: Known<string> }): Protocol | undefined {
  const protocol = valueOr(port.protocol, 'TCP')
  return isProtocol(protocol) ? protocol : undefined
}
