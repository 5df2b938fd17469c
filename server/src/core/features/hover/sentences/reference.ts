import { sentence } from '../sentence.ts'
import * as source from '../sources.ts'

/** What a place that points to a port leads to. What belongs there is said by the table of sites (docs/sites.md). */
export const referenceFacts = {
  service: sentence(
    '{from} points to {service} ({link}), Service port {port}; traffic goes {destination}.',
    source.serviceReferences,
  ),
  servicePlain: sentence(
    '{from} points to {service} ({link}), which has Service ports {ports}.',
    source.serviceReferences,
  ),
  wrongPort: sentence(
    '{from} points to {service} ({link}), which has no Service port {port}; it has {ports}.',
    source.serviceReferences,
  ),
  behind: sentence('{from} points to port {port} of {pods}, behind {service} ({link}).', source.containerReferences),
  headless: sentence('A headless Service translates no ports: clients dial the pods themselves.', source.dns),
  pods: sentence('{from} points to {port} of {pods} ({link}).', source.containerReferences),
  missingNear: sentence(
    '{from} points to {target}, and there is none; did you mean {near} ({link})?',
    source.serviceReferences,
  ),
  missing: sentence('{from} points to {target}; nothing in view is called so.', source.serviceReferences),
  elsewhere: sentence(
    '{from} points to {target} of its own namespace or the one that it names; the one in view ({link}) is in another.',
    source.serviceReferences,
  ),
  unknown: sentence(
    '{from} points to {target}, which is not in view: it may live elsewhere.',
    source.serviceReferences,
  ),
  unasked: sentence('{from} points to {port}; no Service or pod in view is looked up for it.', source.ownPorts),
  attached: sentence('{from} is attached to {gateway} ({link}): {listeners}.', source.gatewayParents),
  noListener: sentence(
    '{from} asks for a listener that {gateway} ({link}) does not have; it has {listeners}.',
    source.gatewayParents,
  ),
  byDefault: sentence('No port is written, so {port} counts.', source.serviceReferences),
  straightToPods: sentence(
    'The Service is looked up for its endpoints: many Ingress controllers, ingress-nginx among them, send straight to the endpoints.',
    source.ingressEndpoints,
  ),
  pointedAt: sentence('Used by {pointers}.', source.serviceReferences),
} as const
