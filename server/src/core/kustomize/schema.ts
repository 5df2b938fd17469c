import { isMissing, type Node, text } from './node.ts'
import { mergeRoots, mergeTypes } from './tables/mergeKeys.ts'

/** What is known of a field when patches are merged: its type, and how a list of it is. */
export interface Schema {
  /** Name in `types`, `''` where nothing in it matters. */
  readonly type: string
  readonly isList: boolean
  /** Keys of a list that is merged; empty for plain values. Absent: a list of a patch takes the place of the other. */
  readonly keys?: readonly string[]
}

/** The types that patches are merged by: Kubernetes' own, or what `openapi` of a kustomization brings. */
export class Schemas {
  readonly #types: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly #roots: Readonly<Record<string, string>>

  constructor(types = mergeTypes, roots = mergeRoots) {
    this.#types = types
    this.#roots = roots
  }

  /** By apiVersion and kind of the first of some nodes that has both. */
  ofObject(...nodes: readonly (Node | undefined)[]): Schema | undefined {
    for (const node of nodes) {
      if (!node || isMissing(node) || node.kind !== 'map') continue
      const kind = text(node, 'kind')
      const apiVersion = text(node, 'apiVersion')
      if (kind === '' || apiVersion === '') continue
      const type = ownValue(this.#roots, `${apiVersion} ${kind}`)
      if (type !== undefined) return { type, isList: false }
    }
    return undefined
  }

  field(schema: Schema | undefined, name: string): Schema | undefined {
    const fields = schema && !schema.isList ? ownValue(this.#types, schema.type) : undefined
    const written = fields && (ownValue(fields, name) ?? ownValue(fields, '*'))
    if (written === undefined) return undefined
    if (!written.startsWith('[')) return { type: written, isList: false }
    const [type = '', keys] = written.slice(1).split('] ')
    if (keys === undefined) return { type: type.replace(']', ''), isList: true }
    return { type, isList: true, keys: keys === '*' ? [] : keys.split('+') }
  }

  item(schema: Schema | undefined): Schema | undefined {
    return schema?.isList && schema.type !== '' ? { type: schema.type, isList: false } : undefined
  }
}

function ownValue<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}
