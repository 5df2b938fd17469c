import { spanOf, valueOf } from '../../base/known.ts'
import type { Span } from '../../base/span.ts'
import { type Container, type ContainerPort, portOnNode } from '../../k8s/facts/container.ts'
import { isPortNumber, type Protocol } from '../../k8s/facts/port.ts'
import { protocolOf } from '../../k8s/facts/service.ts'
import type { PodTemplate } from '../../k8s/facts/workload.ts'

/** A port of the node that a container takes. */
export interface HostPort {
  readonly container: Container
  readonly port: ContainerPort
  readonly number: number
  readonly protocol: Protocol
  /** `''` for all addresses of the node. */
  readonly ip: string
  /** True where only `hostNetwork: true` says so: every pod that is made gets its container port as hostPort. */
  readonly implied: boolean
  /** The value that says the number. */
  readonly at: Span
}

/** The ports of the node that one container takes, as far as they are known. */
export function hostPortsOf(container: Container, pod: PodTemplate): readonly HostPort[] {
  return container.ports.items.flatMap((port): readonly HostPort[] => {
    const field = portOnNode(port, pod)
    const implied = field === port.containerPort
    const number = valueOf(field)
    const protocol = protocolOf(port)
    if (!isPortNumber(number) || protocol === undefined || port.hostIP.kind === 'unknown') return []
    return [{ container, port, number, protocol, ip: valueOf(port.hostIP) ?? '', implied, at: spanOf(field) }]
  })
}

/** The key by which the API server tells host ports apart: it compares addresses as they are written. */
export function hostPortKey({ protocol, ip, number }: HostPort): string {
  return `${protocol}/${ip}/${number}`
}

/** Whether the scheduler lets only one of the two on a node: an address that stands for all clashes with each. */
export function clashesOnNode(a: HostPort, b: HostPort): boolean {
  return (
    a.number === b.number && a.protocol === b.protocol && (a.ip === b.ip || isAnyAddress(a.ip) || isAnyAddress(b.ip))
  )
}

/** True for a `hostIP` that stands for all addresses of the node. */
export function isAnyAddress(ip: string): boolean {
  return ip === '' || ip === '0.0.0.0'
}

/** @example "8080/TCP", "8080/TCP on 10.0.0.1" */
export function hostPortText({ number, protocol, ip }: HostPort): string {
  return `${number}/${protocol}${isAnyAddress(ip) ? '' : ` on ${ip}`}`
}
