import { spanOf, valueOf } from '../base/known.ts'
import type { Home } from '../deploy/unit.ts'
import type { Service } from '../k8s/facts/service.ts'
import type { GraphContext } from './context.ts'
import { unitOf } from './lookup.ts'

/** The Services of a unit that were written with this name and that the build has called otherwise, sorted by place. */
export function renamedFrom(name: string, home: Home, around: GraphContext): readonly Service[] {
  if (home.unit === undefined) return []
  return unitOf('Service', home, around)
    .flatMap(({ resource }) => (resource.is === 'service' && isRenamedFrom(name, resource, around) ? [resource] : []))
    .sort(around.compare)
}

function isRenamedFrom(name: string, { document, name: now }: Service, around: GraphContext): boolean {
  const called = valueOf(now)
  if (called === undefined || called === name || !called.includes(name)) return false
  return around.writtenAt({ document, span: spanOf(now) }) === name
}
