import { byBytes } from './byBytes.ts'
import type { Gvk } from './id.ts'

/** Kinds that come first in kustomize's order, since others need them (kyaml/resid/gvk.go). */
export const firstKinds = [
  'Namespace',
  'ResourceQuota',
  'StorageClass',
  'CustomResourceDefinition',
  'ServiceAccount',
  'PodSecurityPolicy',
  'Role',
  'ClusterRole',
  'RoleBinding',
  'ClusterRoleBinding',
  'ConfigMap',
  'Secret',
  'Endpoints',
  'Service',
  'LimitRange',
  'PriorityClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Deployment',
  'StatefulSet',
  'CronJob',
  'PodDisruptionBudget',
]

export const lastKinds = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration']

export function ranksOf(first: readonly string[], last: readonly string[]): ReadonlyMap<string, number> {
  const ranks = new Map<string, number>()
  for (const [index, kind] of first.entries()) ranks.set(kind, index - first.length)
  for (const [index, kind] of last.entries()) ranks.set(kind, index + 1)
  return ranks
}

const ranks = ranksOf(firstKinds, lastKinds)

/** The order in which kustomize keeps its tables of fields. */
export function compareGvk(a: Gvk, b: Gvk): number {
  const byRank = (ranks.get(a.kind) ?? 0) - (ranks.get(b.kind) ?? 0)
  return byRank === 0 ? byBytes(typeKey(a), typeKey(b)) : byRank
}

export function typeKey({ group, version, kind }: Gvk): string {
  return `${group || '~G'}_${version || '~V'}_${kind || '~K'}`
}
