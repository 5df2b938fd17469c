import { type Known, valueOf } from '../../base/known.ts'
import type { Container, ProbeHandler } from '../../k8s/facts/container.ts'
import type { Labels } from '../../k8s/facts/labels.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import { protocolOf, type Service, type ServicePort } from '../../k8s/facts/service.ts'
import type { PodTemplate, Workload } from '../../k8s/facts/workload.ts'
import type { Command } from './render.ts'

/**
 * The kubectl commands that show in a cluster what a hover says. What the manifest does not tell stands there as
 * `<placeholder>`; so does a name that is none, for these lines are pasted into shells.
 */
export function endpointsCommand(service: Service): Command {
  return {
    run: `kubectl get endpointslices -l kubernetes.io/service-name=${plainName(service)}${namespaceFlag(service)}`,
    shows: 'ready addresses and the port they get',
  }
}

/** Connects from a fresh pod in the cluster. UDP and SCTP answer no connection attempt, so they have no such command. */
export function connectCommand(service: Service, port: number | string): Command {
  return {
    run: `kubectl run try --rm -it --restart=Never --image=curlimages/curl${namespaceFlag(service)} -- curl -svm3 telnet://${plainName(service)}:${port}`,
    shows: '"Connected", or why not',
  }
}

export function outsideCommand(host: string, port: number | string): Command {
  return { run: `curl -svm3 telnet://${host}:${port}`, shows: 'from outside: "Connected", or why not' }
}

/** Asks a node as load balancers do. */
export function healthCheckCommand(port: number | string): Command {
  return {
    run: `curl -sv http://<node-ip>:${port}/`,
    shows: '200: the node has a ready endpoint; 503: it has none, or its kube-proxy is not healthy',
  }
}

/** One field of one Service port as the cluster has it. */
export function serviceFieldCommand(service: Service, port: ServicePort, field: string): Command {
  const number = valueOf(port.port)
  const item = typeof number === 'number' ? `ports[?(@.port==${number})]` : `ports[${port.index}]`
  return {
    run: `kubectl get svc ${plainName(service)}${namespaceFlag(service)} -o jsonpath='{.spec.${item}.${field}}'`,
    shows: `${field} in the cluster`,
  }
}

export function serviceCommand(service: Service, shows: string): Command {
  return { run: `kubectl get svc ${plainName(service)}${namespaceFlag(service)} -o wide`, shows }
}

export function describeCommand(resource: Resource, shows: string): Command {
  return {
    run: `kubectl describe ${resource.kind.toLowerCase()} ${plainName(resource)}${namespaceFlag(resource)}`,
    shows,
  }
}

export const nodesCommand: Command = { run: 'kubectl get nodes -o wide', shows: 'addresses of the nodes' }

export function podsCommand(resource: Resource, labels: Labels, shows: string): Command {
  return { run: `kubectl get pods${labelFlag(labels)}${namespaceFlag(resource)} -o wide`, shows }
}

/** What the processes of the pod listen on: containers of a pod share it, so one container shows it for all. */
export function listenCommand(workload: Workload, pod: PodTemplate, container: Container, udp: boolean): Command {
  const name = plain(valueOf(container.name), 'container')
  return {
    run: `kubectl exec ${podArgument(workload, pod)} -c ${name}${namespaceFlag(workload)} -- ss -${udp ? 'u' : 't'}ln`,
    shows: 'what really listens (if the image has ss)',
  }
}

/** A kernel parameter as the pod has it. */
export function sysctlCommand(workload: Workload, pod: PodTemplate, name: string): Command {
  const path = /^[\w.-]+$/.test(name) ? name.replaceAll('.', '/') : '<sysctl>'
  return {
    run: `kubectl exec ${podArgument(workload, pod)}${namespaceFlag(workload)} -- cat /proc/sys/${path}`,
    shows: 'the value in the pod',
  }
}

export function timeWaitCommand(workload: Workload, pod: PodTemplate): Command {
  return {
    run: `kubectl exec ${podArgument(workload, pod)}${namespaceFlag(workload)} -- ss -tan state time-wait`,
    shows: 'the connections that hold a port, with their destinations (if the image has ss)',
  }
}

export function forwardCommand(workload: Workload, pod: PodTemplate, port: number | string): Command {
  return {
    run: `kubectl port-forward ${podArgument(workload, pod)}${namespaceFlag(workload)} ${localPort(port)}:${port}`,
    shows: 'straight to the pod, past every Service',
  }
}

/** The probe's own request, sent by hand through a port-forward that is already running. */
export function requestCommand(handler: ProbeHandler, port: number | string): Command {
  const scheme = valueOf(handler.scheme) === 'HTTPS' ? 'https' : 'http'
  const path = handler.path.kind === 'absent' ? '/' : plainPath(valueOf(handler.path))
  return { run: `curl -ki ${scheme}://localhost:${localPort(port)}${path}`, shows: 'what the kubelet gets' }
}

export function eventsCommand(resource: Resource, reason: string, shows: string): Command {
  return { run: `kubectl get events${namespaceFlag(resource)} --field-selector reason=${reason}`, shows }
}

/** A name as kubectl and DNS take it, or a placeholder. */
export function plainName(resource: Resource): string {
  return plain(valueOf(resource.name), resource.kind.toLowerCase().replace(/[^a-z]/g, '') || 'name')
}

/** A number as it is, anything else as a placeholder. */
export function plainPort(field: Known<number | string>, placeholder = 'port'): number | string {
  const value = valueOf(field)
  return typeof value === 'number' ? value : `<${placeholder}>`
}

export function isTcp(port: { readonly protocol: Known<string> }): boolean {
  return protocolOf(port) === 'TCP'
}

/** `deploy/api` where kubectl finds a pod by itself, else a placeholder: `kubectl get pods -l …` tells its name. */
function podArgument(workload: Workload, pod: PodTemplate): string {
  const short =
    workload.pods.length === 1 && pod === workload.pods[0]
      ? shortKinds.get(`${workload.group}/${workload.kind}`)
      : undefined
  return short ? `${short}/${plainName(workload)}` : '<pod>'
}

/** Kinds that `kubectl exec` and `kubectl port-forward` take in place of a pod. */
const shortKinds: ReadonlyMap<string, string> = new Map([
  ['/Pod', 'pod'],
  ['apps/Deployment', 'deploy'],
  ['apps/StatefulSet', 'sts'],
  ['apps/DaemonSet', 'ds'],
  ['apps/ReplicaSet', 'rs'],
  ['/ReplicationController', 'rc'],
  ['batch/Job', 'job'],
])

function namespaceFlag(resource: Resource): string {
  if (resource.namespace.kind === 'absent') return ''
  return ` -n ${plain(valueOf(resource.namespace), 'namespace')}`
}

function labelFlag(labels: Labels): string {
  const pairs = labels.pairs.map(pair => `${pair.key}=${valueOf(pair.value) ?? ''}`)
  const isPlain = labels.complete && pairs.length > 0 && pairs.every(pair => /^[\w./-]+=[\w.-]*$/.test(pair))
  const known = labels.pairs.every(pair => pair.value.kind === 'known')
  return ` -l ${isPlain && known ? pairs.join(',') : '<labels>'}`
}

function plain(name: string | undefined, placeholder: string): string {
  return name !== undefined && /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/.test(name) ? name : `<${placeholder}>`
}

function plainPath(path: string | undefined): string {
  return path !== undefined && /^\/?[\w./~%-]*$/.test(path) ? (path.startsWith('/') ? path : `/${path}`) : '/<path>'
}

/** A local port that needs no privilege. */
function localPort(port: number | string): number | string {
  return typeof port === 'number' && port < 1024 ? port + 8000 : port
}
