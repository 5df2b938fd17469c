import { valueOf } from '../../base/known.ts'
import { nearest } from '../../base/similar.ts'
import type { Graph, NearMiss } from '../../graph/graph.ts'
import { isSetByProcess } from '../../graph/runtimeLabels.ts'
import { type Label, labelValue } from '../../k8s/facts/labels.ts'
import type { Service } from '../../k8s/facts/service.ts'
import { isNamedAfterMaker } from './makers.ts'

/**
 * The workload that a selector which matches no pod was meant for; `undefined` where none comes near, or the pods may well
 * live elsewhere. The rule, hovers and lenses ask this, so that they say one thing.
 */
export function meantBySelector(service: Service, graph: Graph): NearMiss | undefined {
  const selection = graph.selection(service)
  if (selection.status !== 'nothing' || service.selector.pairs.some(isSetByController)) return undefined
  const miss = selection.nearMiss
  if (!miss || miss.pod.workload.byShape || !isMistake(miss, graph)) return undefined
  if (miss.how === 'namespace') return miss
  return isAlike(service, miss) && !isOfMaker(service, graph) ? miss : undefined
}

/** True where the selector asks for the pods of a chart or an operator's resource that stands beside the Service. */
export function isOfMaker(service: Service, graph: Graph): boolean {
  return isNamedAfterMaker(
    service.selector.pairs.map(({ value }) => valueOf(value)),
    service,
    graph,
  )
}

/**
 * False where the pods in view may well get the labels, or others with them exist: a patch may set them, a controller
 * marks the pod that leads, and a label that tells variants apart (blue and green, stable and canary) has another value.
 * Where the workload's own selector agrees with the Service, the labels of the template are what is wrong, and
 * workload-selector-mismatch says so.
 */
export function isMistake(miss: NearMiss, graph: Graph): boolean {
  if (miss.how === 'namespace') return true
  const { workload } = miss.pod
  if (graph.mayBePatched(workload)) return false
  const own = workload.selector?.matchLabels
  if (own && miss.differences.every(({ key, wanted }) => isPair(labelValue(own, key), wanted))) return false
  return !miss.differences.every(
    ({ key, wanted, found }) =>
      isSetByProcess(key, wanted, found) ||
      (found !== undefined &&
        /^(?:track|colou?r|slot|lane|variant)$/.test(key) &&
        nearest(wanted, [found]) === undefined),
  )
}

function isPair(label: Label | undefined, value: string): boolean {
  return label !== undefined && valueOf(label.value) === value
}

/**
 * True when the workload is the one that was meant: it has the Service's name, or a wrong value is a typo of the right one,
 * or only the key is another.
 */
export function isAlike(service: Service, { pod: { pod, workload }, differences }: NearMiss): boolean {
  const name = valueOf(service.name)
  const workloadName = valueOf(workload.name)
  if (name !== undefined && workloadName !== undefined && (name.includes(workloadName) || workloadName.includes(name)))
    return true
  return differences.some(({ wanted, found }) => {
    if (
      found !== undefined &&
      (nearest(wanted, [found]) !== undefined || found.includes(wanted) || wanted.includes(found))
    )
      return true
    return workloadName === wanted || pod.labels.pairs.some(label => valueOf(label.value) === wanted)
  })
}

/**
 * True for labels that operators and the cluster itself put on pods that no manifest shows: with a domain of their own, of
 * Rook, of the Prometheus operator, of kube-system.
 */
export function isSetByController({ key, value }: Label): boolean {
  if (/^(rook_|ceph_|mgr_role$|prometheus$|alertmanager$|thanos-ruler$|k8s-app$|spilo-role$)/.test(key)) return true
  if (key === 'component' && /^(kube-|etcd$)/.test(valueOf(value) ?? '')) return true
  return (
    key.includes('/') &&
    !/^(app\.kubernetes\.io|app\.openshift\.io|k8s\.io|helm\.sh|kustomize\..*|tags\.datadoghq\.com)\//.test(key)
  )
}
