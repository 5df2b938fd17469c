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
  {
    label: /^(deployment|deploymentconfig|openshift\.io\/deployment-config\.name)$/,
    kinds: ['DeploymentConfig', 'ReplicationController'],
  },
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

/**
 * True for a pair by which a process or an operator marks the pods that lead, follow or are open at the moment: Vault's
 * `vault-active: "true"`, Patroni's `role: master`, `spilo-role`, `redisfailovers-role`, `mgr_role: active`, `operator: leader`. No
 * template has it, or only one of the roles, and a selector may ask for it all the same.
 *
 * @param found what the template says under the key, if anything
 */
export function isSetByProcess(key: string, wanted: string, found: string | undefined): boolean {
  const words = key.split(/[-_./]|(?<=[a-z])(?=[A-Z])/).map(word => word.toLowerCase())
  const last = words.at(-1) ?? ''
  const isRole = (value: string): boolean =>
    roles.has(value.toLowerCase()) || (rolling.has(last) && modes.has(value.toLowerCase()))
  if (found !== undefined) return rolling.has(last) && isRole(wanted) && isRole(found)
  if (isRole(wanted)) return !/^(?:app|name|instance)$/.test(last)
  if (/^(?:leader|primary|master)$/.test(last)) return true
  return words.some(word => flags.has(word)) && /^(?:true|false|yes|no|1|0)$/i.test(wanted)
}

/** Values that change hands. */
const roles: ReadonlySet<string> = new Set(
  'leader follower primary secondary master slave replica standby active passive promoted'.split(' '),
)

/** What else is one, under a key that says so. */
const modes: ReadonlySet<string> = new Set(
  'main backup readonly read-only readwrite read-write writer reader arbiter ready'.split(' '),
)

/** Ends of keys whose value is one of them. */
const rolling: ReadonlySet<string> = new Set(['role', 'state', 'status', 'mode', 'leadership'])

/** Words of keys that say it with `true` and `false`. */
const flags: ReadonlySet<string> = new Set(
  'leader isleader primary master active standby initialized sealed unsealed elected ready healthy online'.split(' '),
)
