import { applyFieldSpec, applyFieldSpecs, type FieldSpec, requireKind, type Setter, setScalar } from '../fieldSpec.ts'
import { idOf, keyOf } from '../id.ts'
import { at, isEmpty, isMissing, Node } from '../node.ts'
import { BuildError } from '../problem.ts'
import type { ResMap } from '../resMap.ts'
import type { Resource } from '../resource.ts'

export interface NamespaceOptions {
  readonly namespace: Node
  readonly specs: readonly FieldSpec[]
  readonly unsetOnly: boolean
  /** Which subjects of role bindings move with it: those named `default`, all service accounts, or none. */
  readonly subjects: 'defaultOnly' | 'allServiceAccounts' | 'none'
}

/** `namespace`: moves all objects that have one (api/filters/namespace/namespace.go). */
export function setNamespace(map: ResMap, options: NamespaceOptions): void {
  const taken = new Map<string, number>()
  const count = (resource: Resource, by: number) => {
    const key = keyOf(resource.id)
    const now = (taken.get(key) ?? 0) + by
    taken.set(key, now)
    return now
  }
  for (const resource of map.list) count(resource, 1)
  for (const resource of map.list) {
    if (isEmpty(resource.node)) continue
    count(resource, -1)
    resource.remember()
    move(resource.node, options)
    resource.contributedBy([options.namespace.place.uri])
    if (count(resource, 1) > 1)
      throw new BuildError(
        'duplicate',
        `with namespace, two objects become ${resource.toString()}`,
        resource.node.place,
      )
  }
  map.idsChanged()
}

const metadataNamespace: FieldSpec = { group: '', version: '', kind: '', path: 'metadata/namespace', create: true }

function move(node: Node, options: NamespaceOptions): void {
  const { namespace, unsetOnly } = options
  const { source } = namespace
  const set: Setter['set'] = field => {
    if (unsetOnly && field.kind === 'scalar' && !field.isNull && field.value !== '') return
    setScalar(field, namespace.value, 'str', source)
  }
  const apiVersion = at(node, 'apiVersion')?.value ?? ''
  const kind = at(node, 'kind')?.value ?? ''
  const isBinding = kind === 'RoleBinding' || kind === 'ClusterRoleBinding'
  if (!idOf(apiVersion, kind, '', '').isClusterScoped)
    applyFieldSpec(node, metadataNamespace, { creates: 'scalar', source, set })
  if (isBinding) moveSubjects(node, options, set)
  const specs = options.specs.filter(
    ({ path, kind: of }) =>
      path !== 'metadata/namespace' &&
      (apiVersion === 'v1' || path !== 'metadata/name') &&
      !(isBinding && path === 'subjects/namespace' && (of === 'RoleBinding' || of === 'ClusterRoleBinding')),
  )
  applyFieldSpecs(node, specs, { creates: 'scalar', tag: 'str', source, set })
}

function moveSubjects(node: Node, { subjects, namespace }: NamespaceOptions, set: Setter['set']): void {
  if (subjects === 'none') return
  const list = at(node, 'subjects')
  if (!list || isMissing(list)) return
  requireKind(list, 'seq')
  for (const subject of list.items) {
    requireKind(subject, 'map')
    const field = at(subject, subjects === 'defaultOnly' ? 'name' : 'kind')
    if (field?.kind !== 'scalar' || field.isNull) continue
    if (field.value !== (subjects === 'defaultOnly' ? 'default' : 'ServiceAccount')) continue
    const written = subject.get('namespace') ?? Node.scalar('', '', namespace.source)
    subject.put('namespace', written)
    set(written)
  }
}
