import { field, type Slot } from '../read/slot.ts'
import type { Site } from './site.ts'

/** One step of a site's path: into a key, into every item of a list, or into every entry of a mapping. */
export type Step = { readonly key: string } | '[]' | '{}'

/** A place that a path led to. */
export interface Found {
  readonly slot: Slot
  /** The place one step back; `undefined` at the root. */
  readonly above: Found | undefined
  /** The key of the entry, as a slot, where the path ends in `{}`. */
  readonly key: Slot | undefined
}

export function into(place: Found, key: string): Found {
  return { slot: field(place.slot, key), above: place, key: undefined }
}

/**
 * The slot at a path that begins at a place: `/` goes to the root first, each `^` one step back.
 *
 * @example relative(place, '/spec.podSelector')
 */
export function relative(place: Found, path: string): Slot {
  if (path === '') return place.slot
  if (path === '{key}') return place.key ?? place.slot
  const { back, keys } = wayOf(path)
  let from = place
  for (let steps = back; steps > 0 && from.above; steps--) from = from.above
  return field(from.slot, ...keys)
}

/**
 * The keys that would complete a path: of a mapping at `path`, those in which a site has a port, the name of its target or of a part of it.
 *
 * @param path from the root of the resource, or of the pod template for rows about pods: keys, and numbers for the items of lists
 * @example keysBelow(ingressBackend, ['spec', 'rules', 0, 'http', 'paths', 0, 'backend', 'service', 'port']) // ['number', 'name']
 */
export function keysBelow({ at, port, target, beside }: Site, path: readonly (string | number)[]): readonly string[] {
  const named = 'name' in target ? [target.name] : target.is === 'host' ? [target.host] : []
  const section = beside?.['sectionName'] === undefined ? [] : [beside['sectionName']]
  return [...port, ...named, ...section].flatMap(each => {
    const steps = stepsFrom(at, each)
    const last = steps.at(-1)
    const fits = steps.length === path.length + 1 && path.every((part, index) => fitsStep(part, steps[index]))
    return fits && typeof last === 'object' ? [last.key] : []
  })
}

/**
 * Fields for the port that stand in a mapping of their own, which a mapping at `path` would hold.
 *
 * @example fieldsBelow(ingressBackend, ['spec', 'defaultBackend', 'service']) // [['port', 'number'], ['port', 'name']]
 */
export function fieldsBelow(
  { at, port }: Site,
  path: readonly (string | number)[],
): readonly (readonly [string, string])[] {
  return port.flatMap(each => {
    const steps = stepsFrom(at, each)
    const [outer, inner] = steps.slice(-2)
    const fits = steps.length === path.length + 2 && path.every((part, index) => fitsStep(part, steps[index]))
    return fits && typeof outer === 'object' && typeof inner === 'object' ? [[outer.key, inner.key] as const] : []
  })
}

/**
 * What the mapping at `path` is to the selector by which a site picks pods or Services: `labels` where the pairs stand, `selector`
 * where `matchLabels` must come first.
 */
export function partOfSelector(
  { at, target }: Site,
  path: readonly (string | number)[],
): 'selector' | 'labels' | undefined {
  if (target.is !== 'pods' && target.is !== 'services') return undefined
  const steps = stepsFrom(at, target.selector)
  if (path.length < steps.length || !steps.every((step, index) => fitsStep(path[index] ?? '', step))) return undefined
  const rest = path.slice(steps.length)
  if (rest.length === 0) return target.flat ? 'labels' : 'selector'
  return rest.length === 1 && rest[0] === 'matchLabels' && !target.flat ? 'labels' : undefined
}

/** `relative` as a path from the root. */
function stepsFrom(at: string, path: string): readonly Step[] {
  if (path.startsWith('/')) return stepsOf(path.slice(1))
  const { back } = wayOf(path)
  const around = stepsOf(at)
  return [...around.slice(0, around.length - back), ...stepsOf(path.slice(back))]
}

function fitsStep(part: string | number, step: Step | undefined): boolean {
  if (step === '[]') return typeof part === 'number'
  return step === '{}' ? typeof part === 'string' : step?.key === part
}

const steps = new Map<string, readonly Step[]>()

/** A path as its steps. Paths are few and asked for often. */
export function stepsOf(path: string): readonly Step[] {
  const known = steps.get(path)
  if (known) return known
  const made = keysOf(path, true).map((part): Step => (part === '[]' || part === '{}' ? part : { key: part }))
  steps.set(path, made)
  return made
}

/** A path from a place: so many steps back, `Infinity` for the root, then through these keys. */
interface Way {
  readonly back: number
  readonly keys: readonly string[]
}

const ways = new Map<string, Way>()

function wayOf(path: string): Way {
  const known = ways.get(path)
  if (known) return known
  const back = path.startsWith('/') ? Infinity : (/^\^*/.exec(path)?.[0].length ?? 0)
  const made = { back, keys: keysOf(path.replace(/^(?:\/|\^*)/, '')) }
  ways.set(path, made)
  return made
}

/** `a.b[c.d/e].f[]` as its keys, and the marks for lists and mappings where they are wanted. */
function keysOf(path: string, marks = false): readonly string[] {
  const parts = path.match(/\[\]|\{\}|\[[^\]]+\]|[^.[\]{}]+/g) ?? []
  return parts
    .filter(part => marks || (part !== '[]' && part !== '{}'))
    .map(part => (part.length > 2 && part.startsWith('[') ? part.slice(1, -1) : part))
}
