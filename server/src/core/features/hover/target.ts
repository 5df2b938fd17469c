import type { Known } from '../../base/known.ts'
import { type Span, sameSpan, touches } from '../../base/span.ts'
import type { Facts } from '../../documents/facts.ts'
import type { Container, ContainerPort, Probe, ProbeHandler } from '../../k8s/facts/container.ts'
import type { Fields } from '../../k8s/facts/fields.ts'
import type { Reference } from '../../k8s/facts/reference.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import type { Service, ServicePort } from '../../k8s/facts/service.ts'
import type { PodTemplate, Sysctl, Workload } from '../../k8s/facts/workload.ts'
import type { OpenDocument } from '../../workspace/types.ts'
import type { YamlEntry } from '../../yaml/node.ts'

/** The field under the cursor, together with everything it belongs to. */
export type Target =
  | {
      readonly kind: 'service-port'
      readonly field: ServicePortField
      readonly service: Service
      readonly port: ServicePort
    }
  | { readonly kind: 'service'; readonly field: ServiceField; readonly service: Service }
  | { readonly kind: 'service-setting'; readonly field: ServiceSetting; readonly service: Service }
  | ({
      readonly kind: 'container-port'
      readonly field: ContainerPortField
      readonly port: ContainerPort
    } & InContainer)
  | ({
      readonly kind: 'probe'
      readonly field: 'port' | 'handler'
      readonly probe: Probe
      readonly handler: ProbeHandler
    } & InContainer)
  | ({ readonly kind: 'probe-setting'; readonly field: ProbeSetting; readonly probe: Probe } & InContainer)
  | ({ readonly kind: 'sysctl' } & SysctlTarget)
  | ({ readonly kind: 'pod'; readonly field: PodField } & PodTarget)

/** A place that points at a port, and the part of it that the cursor touches. */
export interface ReferenceTarget {
  readonly reference: Reference
  readonly from: Resource
  readonly span: Span
}

/** The reference whose port, host or name is at an offset of the document: in a URL that is a part of a longer text. */
export function referenceAt(facts: Facts, offset: number): ReferenceTarget | undefined {
  for (const from of facts.resources) {
    if (!touches(from.span, offset)) continue
    for (const reference of from.references) {
      const span = partsOf(reference).find(part => touches(part, offset))
      if (span) return { reference, from, span }
    }
  }
  return undefined
}

function partsOf({ port, target }: Reference): readonly Span[] {
  const fields: Known<unknown>[] = [port]
  if (target.is === 'service' || target.is === 'workload' || target.is === 'object') fields.push(target.name)
  if (target.is === 'host') fields.push(target.host)
  return fields.flatMap(field => (field.kind === 'absent' ? [] : [field.span]))
}

/** The Service port whose dash is at an offset of the document. */
export function itemAt(
  { text, facts }: Pick<OpenDocument, 'text' | 'facts'>,
  offset: number,
): { readonly target: Target; readonly span: Span } | undefined {
  if (text[offset] !== '-') return undefined
  for (const service of facts.resources) {
    if (service.is !== 'service' || !service.ports.span || !touches(service.ports.span, offset)) continue
    const port = service.ports.items.find(item => item.span.start > offset)
    if (!port || text.slice(offset + 1, port.span.start).trim() !== '') continue
    return { target: { kind: 'service-port', field: 'item', service, port }, span: { start: offset, end: offset + 1 } }
  }
  return undefined
}

export interface InContainer {
  readonly workload: Workload
  readonly pod: PodTemplate
  readonly container: Container
}

export interface PodTarget {
  readonly workload: Workload
  readonly pod: PodTemplate
}

export interface SysctlTarget extends PodTarget {
  readonly sysctl: Sysctl
}

export type ProbeSetting = (typeof probeSettings)[number]
export type PodField = 'hostNetwork' | 'enableServiceLinks'
/** `item`: the whole entry of the list. */
export type ServicePortField = 'port' | 'targetPort' | 'nodePort' | 'protocol' | 'name' | 'appProtocol' | 'item'
/** `whole`: its kind, its name, or its list of ports. */
export type ServiceField = 'type' | 'externalTrafficPolicy' | 'clusterIP' | 'selector' | 'whole'
export type ServiceSetting = (typeof serviceSettings)[number]
export type ContainerPortField = 'containerPort' | 'hostPort' | 'protocol' | 'name'

/**
 * Finds what the entry under the cursor is, or `undefined` when it is none of the fields with a hover. An entry belongs to
 * a port when it stands inside the port's span: all fields of a port are scalars, so nothing else can stand there.
 */
export function targetAt(facts: Facts, entry: YamlEntry): Target | undefined {
  const key = entry.key.value
  if (typeof key !== 'string') return undefined
  for (const resource of facts.resources) {
    if ((resource.is !== 'service' && resource.is !== 'workload') || !touches(resource.span, entry.key.span.start))
      continue
    const found = resource.is === 'service' ? inService(resource, key, entry) : inWorkload(resource, key, entry)
    if (found) return found
  }
  return undefined
}

function inService(service: Service, key: string, entry: YamlEntry): Target | undefined {
  if (isServicePortField(key)) {
    const port = service.ports.items.find(item => within(item.span, entry))
    if (port) return { kind: 'service-port', field: key, service, port }
  }
  if (isWhole(service, key, entry)) return { kind: 'service', field: 'whole', service }
  if (inLabels(service, key, entry)) return { kind: 'service', field: 'selector', service }
  const setting = serviceSettings.find(each => each === key)
  if (setting)
    return isSetting(service, setting, entry) ? { kind: 'service-setting', field: setting, service } : undefined
  if (key !== 'type' && key !== 'externalTrafficPolicy' && key !== 'clusterIP') return undefined
  return holds(entry, service[key]) ? { kind: 'service', field: key, service } : undefined
}

/** Fields of a Service's spec, and `timeoutSeconds` below `sessionAffinityConfig`. */
const serviceSettings = [
  'allocateLoadBalancerNodePorts',
  'externalIPs',
  'externalName',
  'healthCheckNodePort',
  'internalTrafficPolicy',
  'ipFamilies',
  'ipFamilyPolicy',
  'loadBalancerClass',
  'loadBalancerSourceRanges',
  'publishNotReadyAddresses',
  'sessionAffinity',
  'sessionAffinityConfig',
  'timeoutSeconds',
  'trafficDistribution',
] as const

function isSetting(service: Service, key: ServiceSetting, entry: YamlEntry): boolean {
  if (key === 'timeoutSeconds') return holds(entry, service.sessionAffinityTimeout)
  return isWritten(service.fields, key, entry)
}

function isWritten(fields: Fields, key: string, entry: YamlEntry): boolean {
  const field = fields.get(key)
  return field !== undefined && sameSpan(field.keySpan, entry.key.span)
}

function isWhole(service: Service, key: string, entry: YamlEntry): boolean {
  if (key === 'kind') return entry.value !== undefined && sameSpan(entry.value.span, service.kindSpan)
  if (key === 'ports') return sameSpan(entry.key.span, service.ports.near)
  return key === 'name' && holds(entry, service.name)
}

function inLabels({ selector }: Service, key: string, entry: YamlEntry): boolean {
  if (!selector.span) return false
  if (key === 'selector') return entry.value !== undefined && sameSpan(entry.value.span, selector.span)
  return selector.pairs.some(pair => sameSpan(pair.keySpan, entry.key.span))
}

function inWorkload(workload: Workload, key: string, entry: YamlEntry): Target | undefined {
  for (const pod of workload.pods) {
    if ((key === 'hostNetwork' || key === 'enableServiceLinks') && isWritten(pod.fields, key, entry))
      return { kind: 'pod', field: key, workload, pod }
    const sysctl = pod.sysctls.find(item => within(item.span, entry))
    if (sysctl) return { kind: 'sysctl', workload, pod, sysctl }
    for (const container of pod.containers) {
      const inside = { workload, pod, container }
      if (isContainerPortField(key)) {
        const port = container.ports.items.find(item => within(item.span, entry))
        if (port) return { kind: 'container-port', field: key, port, ...inside }
      }
      for (const probe of container.probes) {
        const setting = probeSettings.find(each => each === key)
        if (setting && isProbe(probe) && isWritten(probe.fields, setting, entry))
          return { kind: 'probe-setting', field: setting, probe, ...inside }
        for (const handler of probe.handlers) {
          if (handler.type === 'exec' || handler.type === 'sleep') continue
          if (
            sameSpan(handler.keySpan, entry.key.span) ||
            (httpFields.has(key) && isWritten(handler.fields, key, entry))
          )
            return { kind: 'probe', field: 'handler', probe, handler, ...inside }
          if (key === 'port' && within(handler.span, entry))
            return { kind: 'probe', field: 'port', probe, handler, ...inside }
        }
      }
    }
  }
  return undefined
}

/** What stands beside the handler of a probe. */
const probeSettings = [
  'failureThreshold',
  'initialDelaySeconds',
  'periodSeconds',
  'successThreshold',
  'terminationGracePeriodSeconds',
  'timeoutSeconds',
] as const

/** Fields of a handler that are parts of the request. */
const httpFields: ReadonlySet<string> = new Set(['host', 'path', 'scheme', 'service'])

/** A hook has no such settings. */
function isProbe({ of }: Probe): boolean {
  return of !== 'postStart' && of !== 'preStop'
}

function within(item: Span, entry: YamlEntry): boolean {
  return item.start <= entry.key.span.start && entry.key.span.end <= item.end
}

function holds(entry: YamlEntry, field: Known<unknown>): boolean {
  return field.kind !== 'absent' && entry.value !== undefined && sameSpan(field.span, entry.value.span)
}

function isServicePortField(key: string): key is ServicePortField {
  return ['port', 'targetPort', 'nodePort', 'protocol', 'name', 'appProtocol'].includes(key)
}

function isContainerPortField(key: string): key is ContainerPortField {
  return ['containerPort', 'hostPort', 'protocol', 'name'].includes(key)
}
