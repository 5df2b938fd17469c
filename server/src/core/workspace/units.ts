import type { Uri } from '../base/place.ts'
import type { Producer, Product } from '../deploy/producer.ts'
import type { UnitFacts, UnitId } from '../deploy/unit.ts'
import type { InputKey, Sources } from './sources.ts'

/** One unit with what it was last made of. */
interface UnitState {
  readonly producer: Producer
  product: Product | undefined
  reads: ReadonlySet<InputKey>
}

/** A unit as it was just made. */
export interface Produced {
  readonly id: UnitId
  readonly product: Product
  /** Files that are parts of a unit since now, or of none any more. */
  readonly flipped: ReadonlySet<Uri>
  /** Files that steer it, or did until now: what was found in them may be another. */
  readonly steering: ReadonlySet<Uri>
  /** True when what is known of the unit as a whole is not what it was. */
  readonly changed: boolean
}

/** What is made from several files: who makes it, what they read, and what has to be made anew. */
export class Units {
  readonly #sources: Sources
  readonly #units = new Map<UnitId, UnitState>()
  readonly #readers = new Map<InputKey, Set<UnitId>>()
  readonly #outdated = new Set<UnitId>()
  /** By the files that end up in units, or patch what does: they are not deployed as they are written. */
  readonly #consumers = new Map<Uri, Set<UnitId>>()

  /** By the files that say how units are made. */
  readonly #steered = new Map<Uri, Set<UnitId>>()

  constructor(sources: Sources) {
    this.#sources = sources
  }

  facts(id: UnitId): UnitFacts | undefined {
    const unit = this.#units.get(id)
    if (!unit) return undefined
    const { open = true, changes = [] } = unit.product ?? {}
    return { ...unit.producer.unit, open, changes }
  }

  all(): Iterable<UnitId> {
    return this.#units.keys()
  }

  product(id: UnitId): Product | undefined {
    return this.#units.get(id)?.product
  }

  /** The units that a file is a part of, sorted. */
  of(uri: Uri): readonly UnitId[] {
    return [...(this.#consumers.get(uri) ?? [])].sort()
  }

  /** The units of which a file says how they are made, sorted. */
  steeredBy(uri: Uri): readonly UnitId[] {
    return [...(this.#steered.get(uri) ?? [])].sort()
  }

  /** The files that say how a unit is made. */
  steering(id: UnitId): ReadonlySet<Uri> {
    return this.#units.get(id)?.product?.steering ?? none
  }

  isConsumed(uri: Uri): boolean {
    return this.#consumers.has(uri)
  }

  add(producer: Producer): void {
    this.#units.set(producer.unit.id, { producer, product: undefined, reads: new Set() })
    this.#outdated.add(producer.unit.id)
  }

  has(id: UnitId): boolean {
    return this.#units.has(id)
  }

  /** @returns the files that were parts of it, and those that steered it */
  remove(id: UnitId): Pick<Produced, 'flipped' | 'steering'> {
    const unit = this.#units.get(id)
    this.#units.delete(id)
    this.#outdated.delete(id)
    this.#log(id, unit?.reads, new Set())
    const steering = this.#steer(id, unit?.product?.steering, none)
    return { flipped: this.#consume(id, unit?.product?.consumed, none), steering }
  }

  /** Outdates whatever read one of these. */
  changed(keys: Iterable<InputKey>): void {
    for (const key of keys) for (const id of this.#readers.get(key) ?? []) this.#outdated.add(id)
  }

  /** Takes the next one that has to be made anew, and makes it. @returns `undefined` when all are up to date */
  produceNext(): Produced | undefined {
    const [id] = this.#outdated
    const unit = id === undefined ? undefined : this.#units.get(id)
    if (id === undefined || !unit) return undefined
    this.#outdated.delete(id)
    const reads = new Set<InputKey>()
    const product = unit.producer.produce(this.#sources.logged(reads))
    this.#log(id, unit.reads, reads)
    const flipped = this.#consume(id, unit.product?.consumed, product.consumed)
    const steering = this.#steer(id, unit.product?.steering, product.steering)
    const changed = knownOf(unit.product) !== knownOf(product)
    unit.reads = reads
    unit.product = product
    return { id, product, flipped, steering, changed }
  }

  #log(id: UnitId, before: ReadonlySet<InputKey> | undefined, after: ReadonlySet<InputKey>): void {
    for (const key of before ?? []) if (!after.has(key)) take(this.#readers, key, id)
    for (const key of after) if (!before?.has(key)) put(this.#readers, key, id)
  }

  /** @returns those of before and of now */
  #steer(id: UnitId, before: ReadonlySet<Uri> = none, after: ReadonlySet<Uri> = none): ReadonlySet<Uri> {
    for (const uri of before) take(this.#steered, uri, id)
    for (const uri of after) put(this.#steered, uri, id)
    return new Set([...before, ...after])
  }

  /** @returns the files that are parts of a unit since now, or of none any more */
  #consume(id: UnitId, before: ReadonlySet<Uri> | undefined, after: ReadonlySet<Uri>): ReadonlySet<Uri> {
    const flipped = new Set<Uri>()
    for (const uri of before ?? []) {
      if (after.has(uri)) continue
      take(this.#consumers, uri, id)
      if (!this.#consumers.has(uri)) flipped.add(uri)
    }
    for (const uri of after) {
      if (before?.has(uri)) continue
      if (!this.#consumers.has(uri)) flipped.add(uri)
      put(this.#consumers, uri, id)
    }
    return flipped
  }
}

const none: ReadonlySet<Uri> = new Set()

/** All that is known of a unit as a whole. */
function knownOf(product: Product | undefined): string {
  return JSON.stringify([product?.open, product?.changes])
}

function put<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const values = map.get(key)
  if (values) values.add(value)
  else map.set(key, new Set([value]))
}

function take<K, V>(map: Map<K, Set<V>>, key: K, value: V): void {
  const values = map.get(key)
  values?.delete(value)
  if (values?.size === 0) map.delete(key)
}

/** The name by which the log knows that something about a unit as a whole was asked. */
export function unitKey(id: UnitId): string {
  return `unit:${id}`
}
