import type { Known } from '../../base/known.ts'
import type { ResourceBase, ResourceId } from '../facts/base.ts'
import type { Container } from '../facts/container.ts'
import type { ConfigVolume, PodTemplate } from '../facts/workload.ts'
import { readContainer, readInitContainer, readSecurityContext } from './container.ts'
import { readFields } from './fields.ts'
import { readLabels } from './labels.ts'
import { collectMentions } from './mentions.ts'
import { field, isMap, itemsOf, readBoolean, readMaps, readString, type Slot, spanOfSlot } from './slot.ts'

/**
 * One pod template.
 *
 * @param template the mapping that holds `metadata` and `spec`: for a Pod the resource itself
 * @param index counts the templates of one workload
 */
export function readPod(owner: ResourceBase, resource: Slot, template: Slot, index: number, text: string): PodTemplate {
  const spec = field(template, 'spec')
  const annotations = field(template, 'metadata', 'annotations')
  const slots = containerFields.map(key => field(spec, key))
  const [init, main, ephemeral] = [
    readMaps(field(spec, 'initContainers'), slot => readInitContainer(slot, text)),
    readMaps(field(spec, 'containers'), slot => readContainer(slot, 'main', text)),
    readMaps(field(spec, 'ephemeralContainers'), slot => readContainer(slot, 'ephemeral', text)),
  ]
  const sysctls = readMaps(field(spec, 'securityContext', 'sysctls'), item => ({
    name: readString(field(item, 'name')),
    value: readString(field(item, 'value')),
    span: item.node.span,
  }))
  const mentions = collectMentions(
    spec,
    slots.flatMap(slot => itemsOf(slot)),
    [annotations, field(resource, 'metadata', 'annotations')],
    text,
  )
  return {
    owner: owner.id,
    document: owner.document,
    id: podId(owner.id, index),
    labels: readLabels(field(template, 'metadata', 'labels'), text),
    annotations: readLabels(annotations, text),
    hostNetwork: readBoolean(field(spec, 'hostNetwork')),
    securityContext: readSecurityContext(field(spec, 'securityContext')),
    sysctls: sysctls.items,
    sysctlList: sysctls.span,
    fields: readFields(spec),
    spreadOver: readSpread(spec),
    configVolumes: readConfigVolumes(spec),
    containers: [...init.items, ...main.items, ...ephemeral.items],
    complete: init.complete && main.complete && ephemeral.complete && !mayGrow(template, annotations, text),
    mentions: mentions.numbers,
    mentionsBesideProbes: mentions.beside,
    mentionsUnknown: mentions.unknown,
    configuredElsewhere: mentions.elsewhere,
    span: spanOfSlot(template),
  }
}

/** The identity of one pod template of a resource. */
export function podId(owner: ResourceId, index: number): string {
  return `${owner}#${index}`
}

/**
 * True when long-lived containers may be there that the manifest does not show: an init container whose `restartPolicy` is
 * template text may be a sidecar, and an annotation or label may ask a webhook for one (Dapr, OpenTelemetry, Consul, Kuma, Vault).
 * Istio's and Linkerd's are not meant: the ports that they add are known.
 */
function mayGrow(template: Slot, annotations: Slot, text: string): boolean {
  const init = itemsOf(field(template, 'spec', 'initContainers'))
  if (init.some(container => field(container, 'restartPolicy').is === 'unknown')) return true
  const labels = field(template, 'metadata', 'labels')
  return [annotations, labels].some(slot =>
    readLabels(slot, text).pairs.some(
      ({ key, value }) =>
        asksForSidecar.test(key) &&
        !/^(?:sidecar\.istio\.io|linkerd\.io)\//.test(key) &&
        !(value.kind === 'known' && /^(?:false|disabled|no)$/i.test(value.value)),
    ),
  )
}

/** `dapr.io/enabled`, `…/inject`, `…-inject`, `kuma.io/sidecar-injection`, `appmesh.k8s.aws/sidecarInjectorWebhook`. */
const asksForSidecar = /(?:^dapr\.io\/enabled|[/-]inject|\/sidecar-injection|\/sidecarInjectorWebhook)$/

function readSpread(spec: Slot): readonly Known<string>[] {
  const apart = field(spec, 'affinity', 'podAntiAffinity')
  return [
    ...itemsOf(field(spec, 'topologySpreadConstraints')),
    ...itemsOf(field(apart, 'requiredDuringSchedulingIgnoredDuringExecution')),
    ...itemsOf(field(apart, 'preferredDuringSchedulingIgnoredDuringExecution')).map(item =>
      field(item, 'podAffinityTerm'),
    ),
  ].map(item => readString(field(item, 'topologyKey')))
}

function readConfigVolumes(spec: Slot): readonly ConfigVolume[] {
  return itemsOf(field(spec, 'volumes')).flatMap(volume => {
    const sources = [volume, ...itemsOf(field(volume, 'projected', 'sources'))].map(each => field(each, 'configMap'))
    return sources
      .filter(isMap)
      .map(source => ({ volume: readString(field(volume, 'name')), configMap: readString(field(source, 'name')) }))
  })
}

const containerFields = ['initContainers', 'containers', 'ephemeralContainers'] as const

/**
 * True when something else must complete the pod: it has no containers, or one without an image. Every one of the 74
 * pods with such a container in 5,000 public manifests is a Kustomize patch, also those that bring a new container with
 * an image beside one that they only change.
 */
export function isPodFragment(pod: PodTemplate): boolean {
  const some = pod.containers.some(container => container.role === 'main')
  return (!some && pod.complete) || pod.containers.some(hasNoImage)
}

function hasNoImage(container: Container): boolean {
  return container.image.kind === 'absent'
}

/** The slots where a strategic merge patch may put its directives. */
export function patchableSlots(template: Slot): readonly Slot[] {
  const spec = field(template, 'spec')
  const containers = containerFields.flatMap(key => itemsOf(field(spec, key)))
  const ports = containers.filter(isMap).flatMap(container => itemsOf(field(container, 'ports')))
  return [template, spec, ...containers, ...ports]
}
