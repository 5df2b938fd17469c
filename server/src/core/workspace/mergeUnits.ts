import type { UnitId } from '../deploy/unit.ts'
import type { LocatedFinding } from './types.ts'

export interface MergeOptions {
  /** The units that something at an offset of the file is a part of. */
  unitsAt(offset: number): readonly UnitId[]
  /** The path of its folder, step by step, and the profile of a chart. */
  nameOfUnit(id: UnitId): readonly string[]
}

/**
 * One finding for all units in which a rule says something of the same text. The words are those of the first unit: names and
 * numbers of the other end may differ from unit to unit. Where others are made from the text and have no such finding, the
 * message says so.
 *
 * @example … declares 8080 (http). In prod and staging; not in dev.
 */
export function mergeUnits(
  findings: readonly LocatedFinding[],
  { unitsAt, nameOfUnit }: MergeOptions,
): readonly LocatedFinding[] {
  const groups = new Map<string, LocatedFinding[]>()
  const counts = new Map<string, number>()
  for (const finding of findings) {
    const { rule, at, units = [] } = finding
    const place = `${rule} ${at.span.start} ${at.span.end}`
    // A rule may say several things of one place; the first of one unit goes with the first of another.
    const inUnit = `${place} ${units.join(' ')}`
    const nth = counts.get(inUnit) ?? 0
    counts.set(inUnit, nth + 1)
    const key = `${place} ${nth}`
    const group = groups.get(key)
    if (group) group.push(finding)
    else groups.set(key, [finding])
  }
  return [...groups.values()].flatMap(group => {
    const [first] = group
    if (!first) return []
    const units = distinct(group.flatMap(each => each.units ?? []))
    const notIn = distinct(unitsAt(first.at.span.start).filter(unit => !units.includes(unit)))
    if (notIn.length === 0) return [{ ...first, units }]
    const names = shortest([...units, ...notIn].map(nameOfUnit))
    const where = `In ${listed(names.slice(0, units.length))}; not in ${listed(names.slice(units.length))}.`
    return [{ ...first, units, notIn, message: `${first.message} ${where}` }]
  })
}

function distinct(units: readonly UnitId[]): readonly UnitId[] {
  return [...new Set(units)].sort()
}

/** Paths without what all of them have in common at their front: `prod` for `shop/overlays/prod` beside `shop/overlays/dev`. */
function shortest(split: readonly (readonly string[])[]): readonly string[] {
  const [first = []] = split
  let common = 0
  while (split.every(parts => parts.length > common + 1 && parts[common] === first[common])) common++
  return split.map(parts => parts.slice(common).join('/'))
}

/** So many are named. */
const most = 5

function listed(names: readonly string[]): string {
  if (names.length > most) return `${names.slice(0, most).join(', ')} and ${names.length - most} more`
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
