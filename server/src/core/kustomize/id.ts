import { clusterScoped } from './tables/clusterScoped.ts'

/** Group, version and kind, in selectors each possibly empty. */
export interface Gvk {
  readonly group: string
  readonly version: string
  readonly kind: string
}

export interface Id extends Gvk {
  readonly name: string
  /** As it is written; see `namespaceOf`. */
  readonly namespace: string
  /** Known to have no namespace, by the schema that kubectl has built in. */
  readonly isClusterScoped: boolean
}

export function gvkOf(apiVersion: string, kind: string): Gvk {
  const slash = apiVersion.indexOf('/')
  return slash === -1
    ? { group: '', version: apiVersion, kind }
    : { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1), kind }
}

export function idOf(apiVersion: string, kind: string, name: string, namespace: string): Id {
  return { ...gvkOf(apiVersion, kind), name, namespace, isClusterScoped: clusterScoped.has(`${apiVersion} ${kind}`) }
}

const NO_NAMESPACE = '_non_namespaceable_'

/** The namespace that counts: `default` where none is written. */
export function namespaceOf({ isClusterScoped, namespace }: Pick<Id, 'isClusterScoped' | 'namespace'>): string {
  if (isClusterScoped) return NO_NAMESPACE
  return namespace === '' ? 'default' : namespace
}

/** Equal for two ids that kustomize takes for the same. */
export function keyOf(id: Id): string {
  return `${id.group}|${id.version}|${id.kind}|${id.name}|${namespaceOf(id)}`
}

/** True where a selector's fields are empty or equal. */
export function isSelected(gvk: Gvk, selector: Partial<Gvk>): boolean {
  return (
    (!selector.group || gvk.group === selector.group) &&
    (!selector.version || gvk.version === selector.version) &&
    (!selector.kind || gvk.kind === selector.kind)
  )
}

/** For messages. @example "Service shop in namespace prod" */
export function describe({ kind, name, namespace }: Id): string {
  const called = `${kind || 'an object without a kind'} ${name || 'without a name'}`
  return namespace === '' ? called : `${called} in namespace ${namespace}`
}
