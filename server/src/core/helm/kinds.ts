/** The order in which Helm installs and prints kinds (pkg/release/v1/util/kind_sorter.go). */
const installOrder = [
  'PriorityClass',
  'Namespace',
  'NetworkPolicy',
  'ResourceQuota',
  'LimitRange',
  'PodSecurityPolicy',
  'PodDisruptionBudget',
  'ServiceAccount',
  'Secret',
  'SecretList',
  'ConfigMap',
  'StorageClass',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'CustomResourceDefinition',
  'ClusterRole',
  'ClusterRoleList',
  'ClusterRoleBinding',
  'ClusterRoleBindingList',
  'Role',
  'RoleList',
  'RoleBinding',
  'RoleBindingList',
  'Service',
  'DaemonSet',
  'Pod',
  'ReplicationController',
  'ReplicaSet',
  'Deployment',
  'HorizontalPodAutoscaler',
  'StatefulSet',
  'Job',
  'CronJob',
  'IngressClass',
  'Ingress',
  'APIService',
  'MutatingWebhookConfiguration',
  'ValidatingWebhookConfiguration',
]

const places = new Map(installOrder.map((kind, index) => [kind, index]))

/**
 * Negative when `a` comes first. Other kinds come last, by their names.
 *
 * @param ordersWebhooks whether configurations of webhooks have a place (`flavour.ts`)
 */
export function compareKinds(a: string, b: string, ordersWebhooks: boolean): number {
  const first = placeOf(a, ordersWebhooks)
  const second = placeOf(b, ordersWebhooks)
  if (first !== undefined && second !== undefined) return first - second
  if (first !== undefined) return -1
  if (second !== undefined) return 1
  return a === b ? 0 : a < b ? -1 : 1
}

function placeOf(kind: string, ordersWebhooks: boolean): number | undefined {
  return ordersWebhooks || !kind.endsWith('WebhookConfiguration') ? places.get(kind) : undefined
}
