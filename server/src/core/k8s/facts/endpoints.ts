import type { Known } from '../../base/known.ts'
import type { Span } from '../../base/span.ts'
import type { ResourceBase } from './base.ts'
import type { List, PortNumber } from './port.ts'

/** A hand-written EndpointSlice or Endpoints: where the traffic of a Service without a selector goes. */
export interface Endpoints extends ResourceBase {
  readonly is: 'endpoints'
  /** The label `kubernetes.io/service-name` of an EndpointSlice; the own name of an Endpoints. */
  readonly serviceName: Known<string>
  /** The ports of all subsets. */
  readonly ports: List<EndpointPort>
}

export interface EndpointPort {
  readonly name: Known<string>
  readonly port: Known<PortNumber>
  readonly protocol: Known<string>
  readonly span: Span
}
