import { spanOf, valueOf } from '../base/known.ts'
import type { Service } from '../k8s/facts/service.ts'
import type { GraphContext } from './context.ts'
import { mayBeElsewhere, type Requester, unitOf } from './lookup.ts'

/**
 * The Services of a unit that were written with this name and that the build has called otherwise, sorted by place. None where
 * another one has the name, or may have it.
 */
export function renamedFrom(name: string, requester: Requester, context: GraphContext): readonly Service[] {
  const { home } = requester
  if (home.unit === undefined || mayBeElsewhere('Service', name, requester, context)) return []
  const services = unitOf('Service', home, context).flatMap(({ resource }) =>
    resource.is === 'service' ? [resource] : [],
  )
  if (services.some(service => valueOf(service.name) === name)) return []
  return services.filter(service => isRenamedFrom(name, service, context)).sort(context.compare)
}

function isRenamedFrom(name: string, { document, name: now }: Service, context: GraphContext): boolean {
  const called = valueOf(now)
  return called?.includes(name) === true && context.writtenAt({ document, span: spanOf(now) }) === name
}
