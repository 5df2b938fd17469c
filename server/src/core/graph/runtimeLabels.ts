/**
 * Labels that controllers put on pods and no template shows. A selector may ask for them.
 * Source: kubernetes-ports.md 3.2 (workload controllers of Kubernetes, Argo Rollouts, OpenShift, Knative).
 */
const addedBy: readonly { readonly label: RegExp; readonly kinds: readonly string[] }[] = [
  { label: /^pod-template-hash$/, kinds: ['Deployment', 'ReplicaSet', 'Rollout'] },
  { label: /^rollouts-pod-template-hash$/, kinds: ['Rollout', 'Deployment'] },
  { label: /^controller-revision-hash$/, kinds: ['StatefulSet', 'DaemonSet'] },
  { label: /^pod-template-generation$/, kinds: ['DaemonSet'] },
  { label: /^(statefulset\.kubernetes\.io\/pod-name|apps\.kubernetes\.io\/pod-index)$/, kinds: ['StatefulSet'] },
  {
    label: /^(batch\.kubernetes\.io\/)?(job-name|controller-uid|job-completion-index)$/,
    kinds: ['Job', 'CronJob', 'JobSet'],
  },
  { label: /^(deployment|deploymentconfig|openshift\.io\/deployment-config\.name)$/, kinds: ['DeploymentConfig'] },
  { label: /^serving\.knative\.dev\//, kinds: ['Service', 'Configuration'] },
  { label: /^leaderworkerset\.sigs\.k8s\.io\//, kinds: ['LeaderWorkerSet'] },
  { label: /^jobset\.sigs\.k8s\.io\//, kinds: ['JobSet'] },
]

/** True when a pod of this workload kind gets the label while it runs. */
export function isRuntimeLabel(key: string, workloadKind: string): boolean {
  return addedBy.some(row => row.kinds.includes(workloadKind) && row.label.test(key))
}

/** True when some controller sets the label, whatever the kind: only a running cluster could tell who matches. */
export function isAnyRuntimeLabel(key: string): boolean {
  return addedBy.some(row => row.label.test(key) && key !== 'deployment')
}
