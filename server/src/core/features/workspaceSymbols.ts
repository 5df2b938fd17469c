import { type Known, spanOf, valueOf } from '../base/known.ts'
import type { Location, Place } from '../base/place.ts'
import type { PortNumber } from '../k8s/facts/port.ts'
import type { Resource } from '../k8s/facts/resource.ts'
import type { Workspace } from '../workspace/workspace.ts'

export interface FoundSymbol {
  readonly kind: 'service' | 'workload' | 'resource' | 'port'
  readonly name: string
  /** Whose it is, or the namespace. */
  readonly container: string
  readonly at: Location
}

/** More nobody reads; editors ask again with every letter. */
const most = 256

/**
 * Resources whose kind and name hold the letters of the query in their order; `#http` and `#8080`: ports by name or number.
 *
 * @example workspaceSymbols(workspace, 'depsho') // Deployment shop
 */
export function workspaceSymbols(workspace: Workspace, query: string): readonly FoundSymbol[] {
  const wanted = query.trim().toLowerCase()
  const find = wanted.startsWith('#') ? portsCalled(wanted.slice(1)) : resourcesCalled(wanted)
  const best = new Best(most, compareCandidates)
  for (const resource of workspace.resources()) find(resource, candidate => best.add(candidate))
  return best
    .sorted()
    .map(({ place, ...symbol }) => ({ ...symbol, at: workspace.locate(place) }))
    .sort((a, b) => a.name.length - b.name.length || compare(a.name, b.name) || compare(a.at.uri, b.at.uri))
}

function compareCandidates(a: Candidate, b: Candidate): number {
  return a.name.length - b.name.length || compare(a.name, b.name) || compare(a.container, b.container)
}

/** The first so many of what is added, without sorting all of it. */
class Best<T> {
  readonly #most: number
  readonly #compare: (a: T, b: T) => number
  #kept: T[] = []
  #last: T | undefined

  constructor(most: number, compare: (a: T, b: T) => number) {
    this.#most = most
    this.#compare = compare
  }

  add(item: T): void {
    if (this.#last !== undefined && this.#compare(item, this.#last) >= 0) return
    this.#kept.push(item)
    if (this.#kept.length < 4 * this.#most) return
    this.#kept = [...this.sorted()]
    this.#last = this.#kept.at(-1)
  }

  sorted(): readonly T[] {
    return this.#kept.toSorted(this.#compare).slice(0, this.#most)
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

type Candidate = Omit<FoundSymbol, 'at'> & { readonly place: Place }

/** Tells what it finds in a resource. Called for each one there is. */
type Find = (resource: Resource, tell: (found: Candidate) => void) => void

function resourcesCalled(wanted: string): Find {
  return (resource, tell) => {
    const { kind, name, namespace, document, kindSpan } = resource
    const text = valueOf(name)
    if (text === undefined || !hasLetters(`${kind} ${text}`.toLowerCase(), wanted)) return
    const symbol = resource.is === 'service' || resource.is === 'workload' ? resource.is : 'resource'
    const span = name.kind === 'known' && !name.via ? name.span : kindSpan
    tell({ kind: symbol, name: `${kind} ${text}`, container: valueOf(namespace) ?? '', place: { document, span } })
  }
}

function portsCalled(wanted: string): Find {
  return (resource, tell) => {
    const look = (number: Known<PortNumber>, name: Known<string>, of: string): void => {
      const [value, text] = [valueOf(number), valueOf(name)]
      if (value === undefined || !(text?.startsWith(wanted) || String(value).startsWith(wanted))) return
      tell({
        kind: 'port',
        name: `#${value}${text === undefined ? '' : ` (${text})`} ${of}`,
        container: `${resource.kind} ${valueOf(resource.name) ?? ''}`.trim(),
        place: { document: resource.document, span: spanOf(number) },
      })
    }
    if (resource.is === 'service') for (const { port, name } of resource.ports.items) look(port, name, 'Service port')
    if (resource.is !== 'workload') return
    for (const { containers } of resource.pods)
      for (const { ports } of containers)
        for (const { containerPort, name } of ports.items) look(containerPort, name, 'container port')
  }
}

/** The letters in their order, with anything between. */
function hasLetters(text: string, letters: string): boolean {
  let at = 0
  for (const letter of letters) {
    if (letter === ' ') continue
    at = text.indexOf(letter, at) + 1
    if (at === 0) return false
  }
  return true
}
