import { valueOf } from '../base/known.ts'
import { entryOf } from '../yaml/node.ts'
import type { Container, ContainerPort, ContainerRole, EnvVar } from './container.ts'
import type { List } from './port.ts'
import {
  type FilledSlot,
  field,
  readBoolean,
  readInteger,
  readMaps,
  readOptionalPortNumber,
  readPortNumber,
  readString,
  readText,
  readTexts,
  type Slot,
} from './read.ts'
import { readProbes } from './readProbe.ts'
import type { SecurityContext } from './resource.ts'

export function readContainer(slot: FilledSlot, role: ContainerRole): Container {
  return {
    role,
    name: readString(field(slot, 'name')),
    image: readString(field(slot, 'image')),
    ports: readContainerPorts(slot),
    probes: readProbes(slot),
    env: readMaps(field(slot, 'env'), readEnvVar).items,
    command: readTexts(field(slot, 'command')),
    args: readTexts(field(slot, 'args')),
    securityContext: readSecurityContext(field(slot, 'securityContext')),
    span: slot.node.span,
  }
}

/** An init container that restarts always runs beside the others: a sidecar. */
export function readInitContainer(slot: FilledSlot): Container {
  const restarts = valueOf(readString(field(slot, 'restartPolicy'))) === 'Always'
  return readContainer(slot, restarts ? 'sidecar' : 'init')
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
  return { name: readString(field(item, 'name')), value: readText(field(item, 'value')), span: item.node.span }
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
