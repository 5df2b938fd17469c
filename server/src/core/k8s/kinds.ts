/** A kind that makes pods, and where its pods are described. */
export interface WorkloadKind {
  readonly kind: string
  /** API groups that have this kind, `''` for core. Versions never matter. */
  readonly groups: readonly string[]
  /** Paths from the resource to its pod templates, `*` for every item of a list. The empty path: the resource is the pod. */
  readonly templates: readonly (readonly string[])[]
  /** The form of `spec.selector`: a LabelSelector, a flat map of labels, or no such field. */
  readonly selector: 'label-selector' | 'map' | 'none'
  /** True when the API server refuses the kind without a selector (`apps/v1` and `v1beta2`; older versions default it). */
  readonly needsSelector?: boolean
  readonly replicas?: boolean
  /** True when the controller adds containers or container ports of its own, so that what is written is not all. */
  readonly extended?: boolean
}

const template = ['spec', 'template']

/**
 * Kinds that make pods. A kind that is missing here is still found when it holds a pod template by shape (shape.ts).
 *
 * @see k8s.io/api: core/v1, apps/v1, batch/v1; the custom resources' own API documentation
 */
export const workloadKinds: readonly WorkloadKind[] = [
  { kind: 'Pod', groups: [''], templates: [[]], selector: 'none' },
  { kind: 'PodTemplate', groups: [''], templates: [['template']], selector: 'none' },
  { kind: 'ReplicationController', groups: [''], templates: [template], selector: 'map', replicas: true },
  deploymentLike('Deployment', ['apps', 'extensions']),
  deploymentLike('ReplicaSet', ['apps', 'extensions']),
  deploymentLike('StatefulSet', ['apps', 'apps.kruise.io']),
  {
    kind: 'DaemonSet',
    groups: ['apps', 'extensions', 'apps.kruise.io'],
    templates: [template],
    selector: 'label-selector',
    needsSelector: true,
  },
  { kind: 'Job', groups: ['batch', 'extensions'], templates: [template], selector: 'label-selector' },
  { kind: 'CronJob', groups: ['batch'], templates: [['spec', 'jobTemplate', ...template]], selector: 'none' },
  { kind: 'ScheduledJob', groups: ['batch'], templates: [['spec', 'jobTemplate', ...template]], selector: 'none' },
  { kind: 'Rollout', groups: ['argoproj.io'], templates: [template], selector: 'label-selector', replicas: true },
  {
    kind: 'DeploymentConfig',
    groups: ['apps.openshift.io', ''],
    templates: [template],
    selector: 'map',
    replicas: true,
  },
  { kind: 'CloneSet', groups: ['apps.kruise.io'], templates: [template], selector: 'label-selector', replicas: true },
  {
    kind: 'LeaderWorkerSet',
    groups: ['leaderworkerset.x-k8s.io'],
    templates: [
      ['spec', 'leaderWorkerTemplate', 'leaderTemplate'],
      ['spec', 'leaderWorkerTemplate', 'workerTemplate'],
    ],
    selector: 'none',
    replicas: true,
  },
  {
    kind: 'JobSet',
    groups: ['jobset.x-k8s.io'],
    templates: [['spec', 'replicatedJobs', '*', 'template', ...template]],
    selector: 'none',
  },
  knative('Service', template),
  knative('Configuration', template),
  knative('Revision', []),
]

/** Knative adds the queue-proxy container and names the user's port itself. */
function knative(kind: string, path: readonly string[]): WorkloadKind {
  return { kind, groups: ['serving.knative.dev'], templates: [path], selector: 'none', extended: true }
}

function deploymentLike(kind: string, groups: readonly string[]): WorkloadKind {
  return { kind, groups, templates: [template], selector: 'label-selector', needsSelector: true, replicas: true }
}

/** `group` is `undefined` where it cannot be told: then the kind's first row counts. */
export function workloadKind(group: string | undefined, kind: string): WorkloadKind | undefined {
  return workloadKinds.find(row => row.kind === kind && (group === undefined || row.groups.includes(group)))
}

/** Groups whose resources never make pods from a template that they hold: policies, charts' values, schemas, data. */
export function neverHoldsPods(group: string, kind: string): boolean {
  if (!group.includes('.')) return true
  if (group.endsWith('.k8s.io') && !group.endsWith('.x-k8s.io')) return true
  return podlessGroups.has(group) || podlessKinds.has(kind)
}

const podlessGroups: ReadonlySet<string> = new Set([
  'constraints.gatekeeper.sh',
  'mutations.gatekeeper.sh',
  'templates.gatekeeper.sh',
  'kyverno.io',
  'policies.kyverno.io',
  'policies.kubewarden.io',
  'policy.open-cluster-management.io',
  'helm.toolkit.fluxcd.io',
  'helm.cattle.io',
  'kustomize.toolkit.fluxcd.io',
  'apiextensions.crossplane.io',
])

/**
 * Kinds that hold no pods whatever their group: common, large, or full of other resources' text. The text search passes
 * over them without a look at the rest of the document.
 */
export const podlessKinds: ReadonlySet<string> = new Set([
  'CustomResourceDefinition',
  'ConfigMap',
  'Secret',
  'ConstraintTemplate',
  'ClusterPolicy',
  'Policy',
  'ValidatingAdmissionPolicy',
  'MutatingAdmissionPolicy',
  'HelmRelease',
  'Application',
  'ApplicationSet',
  'AppProject',
])
