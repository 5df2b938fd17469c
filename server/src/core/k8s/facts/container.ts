import type { Known } from '../../base/known.ts'
import type { Span } from '../../base/span.ts'
import type { Fields } from './fields.ts'
import type { ListenAddress } from './listenAddress.ts'
import type { List, PortNumber, PortNumberOrName } from './port.ts'

/** `sidecar`: an init container with `restartPolicy: Always`. */
export type ContainerRole = 'main' | 'sidecar' | 'init' | 'ephemeral'

export interface Container {
  readonly role: ContainerRole
  readonly name: Known<string>
  readonly image: Known<string>
  readonly ports: List<ContainerPort>
  readonly probes: readonly Probe[]
  readonly env: readonly EnvVar[]
  /** ConfigMaps and Secrets whose every key becomes a variable. */
  readonly envFrom: readonly EnvSource[]
  readonly mounts: readonly VolumeMount[]
  readonly command: readonly Known<string>[]
  readonly args: readonly Known<string>[]
  /** What its command, args and env say that it listens on. ConfigMaps are the graph's to add. */
  readonly listens: readonly ListenAddress[]
  readonly securityContext: SecurityContext
  /** Every field of the container that is written. */
  readonly fields: Fields
  readonly span: Span
}

export interface ContainerPort {
  readonly name: Known<string>
  readonly containerPort: Known<PortNumber>
  readonly hostPort: Known<PortNumber>
  readonly hostIP: Known<string>
  /** As written. Absent means TCP. */
  readonly protocol: Known<string>
  readonly span: Span
}

export interface EnvVar {
  readonly name: Known<string>
  /** Absent for `valueFrom`. */
  readonly value: Known<string>
  /** `valueFrom.configMapKeyRef`. */
  readonly configMapKey: { readonly configMap: Known<string>; readonly key: Known<string> } | undefined
  readonly span: Span
}

/** One item of `envFrom`. */
export interface EnvSource {
  readonly of: 'ConfigMap' | 'Secret'
  readonly name: Known<string>
  readonly prefix: Known<string>
  readonly span: Span
}

export interface VolumeMount {
  /** The name of a volume of the pod. */
  readonly volume: Known<string>
  readonly mountPath: Known<string>
  readonly subPath: Known<string>
}

/** A probe or a lifecycle hook: both are handlers that may name a port of their own container. */
export interface Probe {
  readonly of: 'livenessProbe' | 'readinessProbe' | 'startupProbe' | 'postStart' | 'preStop'
  /** The handlers that are written; the API server wants exactly one. */
  readonly handlers: readonly ProbeHandler[]
  /** False when placeholders may hide a handler. */
  readonly complete: boolean
  /** What stands beside the handler: `periodSeconds`, `successThreshold`, … */
  readonly fields: Fields
  /** The key (`livenessProbe`). */
  readonly keySpan: Span
  readonly span: Span
}

export interface ProbeHandler {
  readonly type: 'httpGet' | 'tcpSocket' | 'grpc' | 'exec' | 'sleep'
  /** Absent for exec and sleep. */
  readonly port: Known<PortNumberOrName>
  /** httpGet only. */
  readonly path: Known<string>
  readonly scheme: Known<string>
  readonly host: Known<string>
  /** Every field of the handler that is written. */
  readonly fields: Fields
  /** exec only: the command with its arguments. */
  readonly command: readonly Known<string>[]
  /** The key (`tcpSocket`). */
  readonly keySpan: Span
  /** From the key to the end of the handler. */
  readonly span: Span
}

/** Containers that live as long as the pod: the ones whose ports Services can name. */
export function isLongLived(container: Container): boolean {
  return container.role === 'main' || container.role === 'sidecar'
}

/**
 * The port of the node that a container port takes: its `hostPort`, or, of a pod on the host network, its `containerPort`.
 *
 * @see kubernetes pkg/apis/core/v1/defaults.go: SetDefaults_Pod gives hostNetwork pods the hostPorts that they lack
 */
export function portOnNode(
  port: ContainerPort,
  { hostNetwork }: { readonly hostNetwork: Known<boolean> },
): Known<PortNumber> {
  return port.hostPort.kind === 'absent' && hostNetwork.kind === 'known' && hostNetwork.value
    ? port.containerPort
    : port.hostPort
}

export interface SecurityContext {
  readonly runAsNonRoot: Known<boolean>
  readonly runAsUser: Known<number>
  readonly addedCapabilities: readonly string[]
  readonly droppedCapabilities: readonly string[]
}
