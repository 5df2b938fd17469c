import type { Uri } from '../base/place.ts'
import type { Span } from '../base/span.ts'
import type { Graph } from '../graph/graph.ts'
import type { ResourceId } from '../k8s/facts/base.ts'
import type { Resource } from '../k8s/facts/resource.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { backendLens, backendsOf } from './codeLens/backend.ts'
import type { ResolvedLens } from './codeLens/lens.ts'
import { problemsLens } from './codeLens/problems.ts'
import { referencesLens, servicesLens } from './codeLens/references.ts'
import { morePortsLens, servicePortLens } from './codeLens/servicePort.ts'
import { viewFrom } from './hover/view.ts'

/** What a lens is about, before its words are looked up: enough to find it again. */
export interface Lens {
  readonly kind: LensKind
  readonly resource: ResourceId
  /** Which of the Service ports or backends; 0 for the rest. */
  readonly index: number
  /** The beginning of the resource, absolute in the file. */
  readonly span: Span
}

export const lensKinds = ['port', 'more-ports', 'backend', 'services', 'references', 'problems'] as const

export type LensKind = (typeof lensKinds)[number]

const everything: Span = { start: 0, end: Infinity }

/** So many Service ports or backends have a line of their own. */
const most = 3

/**
 * Lenses above Services, workloads with ports, Ingresses and routes. Cheap: nothing is looked up but the file's own facts.
 */
export function codeLenses(workspace: Workspace, uri: Uri): readonly Lens[] {
  if (workspace.statusOf(uri)?.kind !== 'analysed') return []
  return workspace.partsOf(uri, everything).flatMap(({ document: { id, facts } }) =>
    facts.resources.flatMap(resource => {
      if (workspace.graph.isPart(resource)) return []
      const { start } = resource.span
      const { uri: beginsIn, span } = workspace.locate({ document: id, span: { start, end: start } })
      // A patch has a part in it, and a base or a template the beginning.
      if (beginsIn !== uri) return []
      return kindsFor(resource, workspace.graph).map(
        ([kind, index]): Lens => ({ kind, resource: resource.id, index, span }),
      )
    }),
  )
}

/** The words of a lens, or `undefined` when what it is about has changed since. */
export function resolveLens(
  workspace: Workspace,
  uri: Uri,
  { kind, resource: id, index }: Pick<Lens, 'kind' | 'resource' | 'index'>,
): ResolvedLens | undefined {
  const resource = workspace.graph.resource(id)
  if (!resource) return undefined
  const context = { workspace, view: viewFrom(workspace, uri) }
  switch (kind) {
    case 'port':
      return resource.is === 'service' ? servicePortLens(context, resource, index) : undefined
    case 'more-ports':
      return resource.is === 'service' ? morePortsLens(context, resource, index) : undefined
    case 'backend':
      return backendLens(context, resource, index)
    case 'services':
      return resource.is === 'workload' ? servicesLens(context, resource) : undefined
    case 'references':
      return resource.is === 'service' || resource.is === 'workload' ? referencesLens(context, resource) : undefined
    case 'problems':
      return problemsLens(context, resource)
  }
}

function kindsFor(resource: Resource, graph: Graph): readonly (readonly [LensKind, number])[] {
  switch (resource.is) {
    case 'service': {
      const { length } = resource.ports.items
      const shown = length > most ? most - 1 : length
      return [
        ...upTo(shown).map(index => ['port', index] as const),
        ...(length > shown ? [['more-ports', shown] as const] : []),
        ['references', 0],
        ['problems', 0],
      ]
    }
    case 'workload': {
      const hasPorts = resource.pods.some(pod => pod.containers.some(({ ports }) => ports.items.length > 0))
      return hasPorts
        ? [
            ['services', 0],
            ['references', 0],
            ['problems', 0],
          ]
        : []
    }
    case 'other': {
      const backends = upTo(Math.min(most, backendsOf(resource, graph).length)).map(
        index => ['backend', index] as const,
      )
      return backends.length > 0 ? [...backends, ['problems', 0]] : []
    }
    default:
      return []
  }
}

function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index)
}
