import { hollowsIn } from '../hollow.ts'
import { field, isMap, itemsOf, type Slot, slotOf } from '../read.ts'
import type { HollowField } from '../slip.ts'
import { type Step, stepsOf } from './path.ts'
import { kindKey, siteIndex } from './references.ts'
import type { Site, SiteKind } from './site.ts'

/** Empty keys on the ways to ports, whose fields stand beside them: `service:` above `name:` and `port:` of a backend. */
export function hollowSites(resource: Slot, kind: SiteKind): readonly HollowField[] {
  const found = new Map<number, HollowField>()
  for (const site of siteIndex.byKind.get(kindKey(kind)) ?? []) {
    for (const hollow of hollowsOn(resource, stepsOf(site.at), site)) found.set(hollow.keySpan.start, hollow)
  }
  return [...found.values()]
}

function* hollowsOn(slot: Slot, steps: readonly Step[], site: Site): Generator<HollowField> {
  const [step, ...rest] = steps
  if (step === undefined) return
  if (step === '[]') {
    for (const item of itemsOf(slot)) yield* hollowsOn(item, rest, site)
  } else if (step === '{}') {
    const entries = isMap(slot) ? slot.node.entries : []
    for (const { key, value, span, via } of entries) yield* hollowsOn(slotOf(value, span, key.span, via), rest, site)
  } else {
    const inside = fieldsAfter(rest, site)
    const hollows = hollowsIn(slot, step.key, each => inside.includes(each))
    if (hollows.length > 0) yield* hollows
    else yield* hollowsOn(field(slot, step.key), rest, site)
  }
}

/** What stands in the place that a path has come to. */
function fieldsAfter([next]: readonly Step[], site: Site): readonly string[] {
  if (next !== undefined) return typeof next === 'string' ? [] : [next.key]
  const { target, port } = site
  const paths = [
    ...port,
    ...(target.is === 'service' ? [target.name, target.namespace ?? ''] : []),
    ...(target.is === 'host' ? [target.host] : []),
  ]
  return paths.filter(path => /^\w/.test(path)).map(path => path.replace(/\..*/, ''))
}
