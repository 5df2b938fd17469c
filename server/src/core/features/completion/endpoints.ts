import { valueOf } from '../../base/known.ts'
import type { Endpoints } from '../../k8s/facts/endpoints.ts'
import type { Choice } from './choice.ts'
import { around, type Mended } from './mend.ts'
import { servicePortNames } from './reference.ts'
import { protocols } from './words.ts'

/** The fields of a port of an EndpointSlice or Endpoints. */
export const endpointFields = ['name', 'protocol'] as const

/** A Service without a selector finds the port of its endpoints by the name of its own port. */
export function endpointChoices(endpoints: Endpoints, field: string, at: Mended): readonly Choice[] {
  if (field === 'protocol') return protocols
  if (field !== 'name') return []
  const wanted = valueOf(endpoints.serviceName)
  const services = around(at, 'service').filter(({ name }) => wanted !== undefined && valueOf(name) === wanted)
  const taken = new Set(endpoints.ports.items.map(({ name }) => valueOf(name)))
  return servicePortNames(services).filter(({ value }) => !taken.has(String(value)))
}
