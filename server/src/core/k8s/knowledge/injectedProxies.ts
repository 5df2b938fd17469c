import { valueOf } from '../../base/known.ts'
import { type Label, labelValue } from '../labels.ts'
import type { PodTemplate } from '../resource.ts'

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
  /** The annotation that moves it, if there is one. */
  readonly annotation?: string
  /** The annotation that closes it with `"false"`. */
  readonly off?: string
  /** True for a port that is scraped: some declare it in a container of theirs only to have it found. */
  readonly scraped?: true
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

/** Every number that a proxy of Istio or Linkerd may serve in a pod that does not declare it. */
export function isProxyPort(number: number): boolean {
  return [istio, linkerd].some(({ ports }) => ports.some(port => port.number === number))
}

const nothing = { kind: 'absent', near: { start: 0, end: 0 } } as const

/** istio.io/docs/ops/deployment/application-requirements: ports used by Istio. */
const istio: InjectedProxy = {
  called: "Istio's proxy",
  container: 'istio-proxy',
  ports: [15000, 15001, 15002, 15004, 15006, 15008, 15020, 15021, 15053, 15090].map(number =>
    number === 15020 || number === 15090 ? { number, scraped: true } : { number },
  ),
}

/** linkerd.io/2/reference/proxy-configuration. */
const linkerd: InjectedProxy = {
  called: "Linkerd's proxy",
  container: 'linkerd-proxy',
  ports: [
    { number: 4140, annotation: 'config.linkerd.io/outbound-port' },
    { number: 4143, annotation: 'config.linkerd.io/inbound-port' },
    { number: 4190, annotation: 'config.linkerd.io/control-port' },
    { number: 4191, annotation: 'config.linkerd.io/admin-port', scraped: true },
  ],
}

/**
 * docs.dapr.io/reference/arguments-annotations-overview. The injector asks for the public port of the health checks in every
 * pod (dapr pkg/injector: SidecarPublicPort); nothing moves it.
 */
const dapr: InjectedProxy = {
  called: "Dapr's sidecar",
  container: 'daprd',
  ports: [
    { number: 3500 },
    { number: 3501 },
    { number: 50001, annotation: 'dapr.io/grpc-port' },
    { number: 50002, annotation: 'dapr.io/internal-grpc-port' },
    { number: 9090, annotation: 'dapr.io/metrics-port', off: 'dapr.io/enable-metrics' },
  ],
}
