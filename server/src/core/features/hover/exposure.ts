import { valueOf, valueOr } from '../../base/known.ts'
import { isHeadless, type Service, serviceType } from '../../k8s/facts/service.ts'

/** How clients reach a Service. `unknown`: the type is templated, misspelt, or in the part that a patch completes. */
export type Exposure = 'cluster-ip' | 'node-port' | 'load-balancer' | 'headless' | 'external-name' | 'unknown'

export function exposureOf(service: Service): Exposure {
  if (service.fragment && service.type.kind === 'absent') return 'unknown'
  switch (serviceType(service)) {
    case undefined:
      return 'unknown'
    case 'ExternalName':
      return 'external-name'
    case 'ClusterIP':
      return isHeadless(service) ? 'headless' : 'cluster-ip'
    case 'NodePort':
      return 'node-port'
    case 'LoadBalancer':
      return 'load-balancer'
  }
}

/** True when clients outside the cluster have a way in. */
export function isExternal(exposure: Exposure): exposure is 'node-port' | 'load-balancer' {
  return exposure === 'node-port' || exposure === 'load-balancer'
}

/** A Service whose endpoints somebody else writes. A patch is none: its selector may stand in the other part. */
export function isSelectorless(service: Service): boolean {
  return !service.fragment && service.selector.complete && service.selector.pairs.length === 0
}

/** `undefined` when nobody can know. */
export function trafficPolicy(service: Service): string | undefined {
  return valueOr(service.externalTrafficPolicy, 'Cluster')
}

/** True when the load balancer has no nodePort to send to: it must reach the pods itself. */
export function skipsNodePorts(service: Service): boolean {
  return exposureOf(service) === 'load-balancer' && valueOf(service.allocateLoadBalancerNodePorts) === false
}
