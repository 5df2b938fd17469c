import { valueOf } from '../../base/known.ts'
import { entryOf } from '../../yaml/node.ts'
import type {
  Container,
  ContainerPort,
  ContainerRole,
  EnvSource,
  EnvVar,
  SecurityContext,
  VolumeMount,
} from '../facts/container.ts'
import type { List } from '../facts/port.ts'
import { listensIn } from '../listenAddresses/listens.ts'
import { readFields } from './fields.ts'
import { readProbes } from './probe.ts'
import {
  type FilledSlot,
  field,
  isMap,
  readBoolean,
  readInteger,
  readMaps,
  readOptionalPortNumber,
  readPortNumber,
  readString,
  readText,
  readTexts,
  type Slot,
} from './slot.ts'

export function readContainer(slot: FilledSlot, role: ContainerRole, text: string): Container {
  return {
    role,
    name: readString(field(slot, 'name')),
    image: readString(field(slot, 'image')),
    ports: readContainerPorts(slot),
    probes: readProbes(slot),
    env: readMaps(field(slot, 'env'), readEnvVar).items,
    envFrom: readMaps(field(slot, 'envFrom'), readEnvSource).items,
    mounts: readMaps(field(slot, 'volumeMounts'), readMount).items,
    command: readTexts(field(slot, 'command')),
    args: readTexts(field(slot, 'args')),
    listens: listensIn(slot, text),
    securityContext: readSecurityContext(field(slot, 'securityContext')),
    fields: readFields(slot),
    span: slot.node.span,
  }
}

/** An init container that restarts always runs beside the others: a sidecar. */
export function readInitContainer(slot: FilledSlot, text: string): Container {
  const restarts = valueOf(readString(field(slot, 'restartPolicy'))) === 'Always'
  return readContainer(slot, restarts ? 'sidecar' : 'init', text)
}

/** Incomplete while somebody types them: after a bare `ports:`, and with an entry that has no number yet. */
function readContainerPorts(container: FilledSlot): List<ContainerPort> {
  const slot = field(container, 'ports')
  const ports = readMaps(slot, readContainerPort)
  const begun = slot.is === 'absent' && container.node.kind === 'map' && entryOf(container.node, 'ports') !== undefined
  const numberless = ports.items.some(port => port.containerPort.kind === 'absent')
  return begun || numberless ? { ...ports, complete: false } : ports
}

function readContainerPort(item: FilledSlot): ContainerPort {
  return {
    name: readString(field(item, 'name')),
    containerPort: readPortNumber(field(item, 'containerPort')),
    hostPort: readOptionalPortNumber(field(item, 'hostPort')),
    hostIP: readString(field(item, 'hostIP')),
    protocol: readString(field(item, 'protocol')),
    span: item.node.span,
  }
}

function readEnvVar(item: FilledSlot): EnvVar {
  const reference = field(item, 'valueFrom', 'configMapKeyRef')
  return {
    name: readString(field(item, 'name')),
    value: readText(field(item, 'value')),
    configMapKey: isMap(reference)
      ? { configMap: readString(field(reference, 'name')), key: readString(field(reference, 'key')) }
      : undefined,
    span: item.node.span,
  }
}

function readEnvSource(item: FilledSlot): EnvSource {
  const secret = field(item, 'secretRef')
  const source = secret.is === 'absent' ? field(item, 'configMapRef') : secret
  return {
    of: secret.is === 'absent' ? 'ConfigMap' : 'Secret',
    name: readString(field(source, 'name')),
    prefix: readString(field(item, 'prefix')),
    span: item.node.span,
  }
}

function readMount(item: FilledSlot): VolumeMount {
  return {
    volume: readString(field(item, 'name')),
    mountPath: readString(field(item, 'mountPath')),
    subPath: readString(field(item, 'subPath')),
  }
}

export function readSecurityContext(slot: Slot): SecurityContext {
  const capabilities = field(slot, 'capabilities')
  return {
    runAsNonRoot: readBoolean(field(slot, 'runAsNonRoot')),
    runAsUser: readInteger(field(slot, 'runAsUser')),
    addedCapabilities: knownTexts(field(capabilities, 'add')),
    droppedCapabilities: knownTexts(field(capabilities, 'drop')),
  }
}

function knownTexts(slot: Slot): readonly string[] {
  return readTexts(slot).flatMap(text => (text.kind === 'known' ? [text.value] : []))
}
