import { valueOf } from '../../base/known.ts'
import { type Label, labelValue } from '../facts/labels.ts'
import type { PortNumberOrName } from '../facts/port.ts'
import type { PodTemplate } from '../facts/workload.ts'

/** A proxy that a webhook puts into pods that ask for it. */
export interface InjectedProxy {
  /** "Istio's proxy" */
  readonly called: string
  /** A container of this name is the proxy itself, written down to change it. */
  readonly container: string
  readonly ports: readonly ProxyPort[]
}

export interface ProxyPort {
  /** What it listens on unless told otherwise. */
  readonly number: number
  /** The name under which the proxy's container declares it. */
  readonly name?: string
  /** The annotation that moves it, if there is one. */
  readonly annotation?: string
  /** The annotation that closes it with `"false"`. */
  readonly off?: string
  /** True for a port that is scraped: some declare it in a container of theirs only to have it found. */
  readonly scraped?: true
  /** True for a number that other programs often have, too: it says nothing where nobody asks for the proxy. */
  readonly common?: true
}

/** The proxies that the pod asks for by its own annotations and labels. What a namespace asks for is not seen. */
export function proxiesOf(pod: PodTemplate): readonly InjectedProxy[] {
  const says = (key: string, ...values: readonly string[]): boolean =>
    [labelValue(pod.annotations, key), labelValue(pod.labels, key)].some(
      label => label !== undefined && values.includes(valueOf(label.value) ?? ''),
    )
  return [
    // The webhook of Istio leaves pods on the host network alone.
    ...(says('sidecar.istio.io/inject', 'true') && pod.hostNetwork.kind === 'absent' ? [istio] : []),
    ...(says('linkerd.io/inject', 'enabled', 'ingress') ? [linkerd] : []),
    ...(says('dapr.io/enabled', 'true') ? [dapr] : []),
  ]
}

/** Where a port of the proxy is in this pod: `undefined` where it is closed, or nobody knows. */
export function portOfProxy(
  pod: PodTemplate,
  port: ProxyPort,
): { readonly number: number; readonly set: Label | undefined } | undefined {
  if (port.off !== undefined && valueOf(labelValue(pod.annotations, port.off)?.value ?? nothing) === 'false')
    return undefined
  const set = port.annotation === undefined ? undefined : labelValue(pod.annotations, port.annotation)
  if (!set) return pod.annotations.complete || port.annotation === undefined ? { number: port.number, set } : undefined
  const number = valueOf(set.value)
  return number !== undefined && /^\d+$/.test(number) ? { number: Number(number), set } : undefined
}

/**
 * True for a port that a proxy brings into pods which do not declare it: by a name or number that hardly anything else has, or
 * in a pod that asks for the proxy by one that its annotations have moved. Who asks may be the Namespace, a revision label or
 * the mesh itself, and need not be in view.
 */
export function isProxyPort(port: PortNumberOrName, pod?: PodTemplate): boolean {
  return (
    distinctive.has(port) ||
    (pod !== undefined &&
      proxiesOf(pod).some(({ ports }) =>
        ports.some(each => port === each.name || port === portOfProxy(pod, each)?.number),
      ))
  )
}

const nothing = { kind: 'absent', near: { start: 0, end: 0 } } as const

/** istio.io/docs/ops/deployment/application-requirements: ports used by Istio; the names: its injection templates. */
const istio: InjectedProxy = {
  called: "Istio's proxy",
  container: 'istio-proxy',
  ports: [
    ...[15000, 15001, 15002, 15004, 15006, 15008].map(number => ({ number })),
    { number: 15020, scraped: true },
    { number: 15021, name: 'status-port' },
    { number: 15053 },
    { number: 15090, name: 'http-envoy-prom', scraped: true },
  ],
}

/** linkerd.io/2/reference/proxy-configuration; the names: linkerd2 charts/partials/templates/_proxy.tpl. */
const linkerd: InjectedProxy = {
  called: "Linkerd's proxy",
  container: 'linkerd-proxy',
  ports: [
    { number: 4140, annotation: 'config.linkerd.io/outbound-port' },
    { number: 4143, name: 'linkerd-proxy', annotation: 'config.linkerd.io/inbound-port' },
    { number: 4190, annotation: 'config.linkerd.io/control-port' },
    { number: 4191, name: 'linkerd-admin', annotation: 'config.linkerd.io/admin-port', scraped: true },
  ],
}

/**
 * docs.dapr.io/reference/arguments-annotations-overview; the names: dapr pkg/injector/consts. The injector asks for the public
 * port of the health checks in every pod (dapr pkg/injector: SidecarPublicPort); nothing moves it.
 */
const dapr: InjectedProxy = {
  called: "Dapr's sidecar",
  container: 'daprd',
  ports: [
    { number: 3500, name: 'dapr-http', common: true },
    { number: 3501, common: true },
    { number: 50001, name: 'dapr-grpc', annotation: 'dapr.io/grpc-port' },
    { number: 50002, name: 'dapr-internal', annotation: 'dapr.io/internal-grpc-port' },
    {
      number: 9090,
      name: 'dapr-metrics',
      annotation: 'dapr.io/metrics-port',
      off: 'dapr.io/enable-metrics',
      common: true,
    },
  ],
}

/** openservicemesh/osm pkg/constants: EnvoyAdminPort and those after it. */
const openServiceMesh: readonly ProxyPort[] = [
  { number: 15003, name: 'proxy-inbound' },
  { number: 15010, name: 'proxy-metrics' },
  { number: 15000, name: 'proxy-admin' },
  ...[15901, 15902, 15903].map(number => ({ number })),
]

/** hashicorp/consul-k8s control-plane/connect-inject/constants, webhook/consul_dataplane_sidecar.go. */
const consul: readonly ProxyPort[] = [
  { number: 19000 },
  { number: 20000, common: true },
  { number: 20200, scraped: true },
  { number: 21500, name: 'proxy-health-0' },
]

/** kuma.io/docs: the data plane proxy's admin, readiness and metrics; AWS App Mesh has its admin there, too. */
const kuma: readonly ProxyPort[] = [{ number: 9901 }, { number: 9902 }, { number: 5670, scraped: true }]

const distinctive: ReadonlySet<PortNumberOrName> = new Set(
  [istio, linkerd, dapr]
    .flatMap(({ ports }) => ports)
    .concat(openServiceMesh, consul, kuma)
    .flatMap(({ number, name, common }) => [...(common ? [] : [number]), ...(name === undefined ? [] : [name])]),
)
