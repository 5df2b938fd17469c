import { valueOf } from '../base/known.ts'
import { type Container, type ContainerPort, isLongLived } from '../k8s/facts/container.ts'
import { isPortNumber, type Protocol } from '../k8s/facts/port.ts'
import { protocolOf, type ServicePort, targetOf } from '../k8s/facts/service.ts'
import type { PodTemplate } from '../k8s/facts/workload.ts'
import { isProxyPort } from '../k8s/knowledge/injectedProxies.ts'
import type { DeclaredPort, PortResolution, SelectedPod } from './graph.ts'

/**
 * FindPort: where one Service port leads in one pod.
 *
 * A number is used as it is, declared or not. A name that an injected proxy may bring is not known. Any other name is looked up among the containers first and the sidecars after them,
 * and must have the Service port's protocol; plain init and ephemeral containers never count.
 *
 * @see kubernetes `staging/src/k8s.io/endpointslice/utils.go` FindPort (kubernetes-ports.md 3.1)
 */
export function resolvePort(port: ServicePort, { pod, complete }: SelectedPod): PortResolution {
  const target = targetOf(port)
  const protocol = protocolOf(port)
  if (target.kind !== 'known' || protocol === undefined) return { status: 'unknown' }
  const wanted = target.value
  if (typeof wanted === 'number') {
    if (!isPortNumber(wanted)) return { status: 'unknown' }
    return { status: 'number', number: wanted, declared: declaredNumber(pod, wanted, protocol) }
  }
  if (port.targetPort.kind === 'absent') return { status: 'unknown' }
  let otherProtocol: DeclaredPort | undefined
  let unsure = !complete || isProxyPort(wanted, pod)
  for (const declared of portsInOrder(pod)) {
    const name = declared.port.name
    if (name.kind === 'unknown') unsure = true
    if (name.kind !== 'known' || name.value !== wanted) continue
    const declaredProtocol = protocolOf(declared.port)
    if (declaredProtocol === protocol) {
      const number = valueOf(declared.port.containerPort)
      return { status: 'named', number: isPortNumber(number) ? number : undefined, declared }
    }
    if (declaredProtocol === undefined) unsure = true
    else otherProtocol ??= declared
  }
  return unsure ? { status: 'unknown' } : { status: 'missing', otherProtocol, initOnly: initOnly(pod, wanted) }
}

/** Ports of the pod in the order in which Kubernetes looks: containers, then sidecars. */
function* portsInOrder(pod: PodTemplate): Generator<DeclaredPort> {
  for (const role of ['main', 'sidecar'] as const) {
    for (const container of pod.containers) {
      if (container.role !== role) continue
      for (const port of container.ports.items) yield { container, port }
    }
  }
}

/** The container port that documents a number: one of the same protocol, else any. */
function declaredNumber(pod: PodTemplate, number: number, protocol: Protocol): DeclaredPort | undefined {
  let other: DeclaredPort | undefined
  for (const declared of portsInOrder(pod)) {
    if (valueOf(declared.port.containerPort) !== number) continue
    if (protocolOf(declared.port) === protocol) return declared
    other ??= declared
  }
  return other
}

function initOnly(pod: PodTemplate, name: string): DeclaredPort | undefined {
  for (const container of pod.containers) {
    if (isLongLived(container)) continue
    const port = findByName(container, name)
    if (port) return { container, port }
  }
  return undefined
}

function findByName(container: Container, name: string): ContainerPort | undefined {
  return container.ports.items.find(port => valueOf(port.name) === name)
}

/** True when nothing in the manifest hides ports of long-lived containers. */
export function showsAllPorts(pod: PodTemplate): boolean {
  return pod.complete && pod.containers.every(container => !isLongLived(container) || container.ports.complete)
}
