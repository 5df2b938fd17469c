import { valueOf } from '../../base/known.ts'
import { isLoopback } from '../../k8s/listenAddresses/address.ts'
import { eventsCommand, isTcp, outsideCommand, plainPort, podsCommand } from './commands.ts'
import { type PortTarget, refusedNumber, words } from './containerPortWords.ts'
import { numberLines } from './ranges.ts'
import { type Body, code, columns } from './render.ts'
import { say } from './sentence.ts'
import { containerPortFacts as facts } from './sentences/containerPort.ts'
import { called, shown, type View } from './view.ts'

/** Hover of `hostPort`. */
export function hostPortBody(view: View, target: PortTarget): Body {
  const { workload, pod, port } = target
  if (port.hostPort.kind === 'absent' || valueOf(port.hostPort) === 0) return { lead: [say(facts.hostPortZero)] }
  const refused = refusedNumber(view, target, port.hostPort)
  if (refused) return refused
  const hostPort = shown(view, workload.document, port.hostPort)
  const isHostNetwork = valueOf(pod.hostNetwork) === true
  const number = plainPort(port.hostPort, 'hostPort')
  const { role } = target.container
  if (!isHostNetwork && (role === 'init' || role === 'sidecar'))
    return {
      lead: [say(facts.hostPortInit), ...(role === 'sidecar' ? [say(facts.hostPortSidecar, { hostPort })] : [])],
    }
  const hostIP = port.hostIP.kind === 'absent' || isHostNetwork ? undefined : (valueOf(port.hostIP) ?? '<hostIP>')
  return {
    lead: [
      isHostNetwork
        ? say(facts.hostPortHostNetwork, { hostPort })
        : say(facts.hostPort, {
            workload: called(workload),
            address: hostIP ? code(`${hostIP}:${number}`) : say(facts.hostPortAny, { hostPort }),
            port: words(view, target).number,
            container: words(view, target).container,
          }),
    ],
    picture: columns([
      ['client', `→ ${hostIP ?? "the pod's node"}:${number}`, 'hostPort ◀'],
      [
        '',
        `→ pod:${plainPort(port.containerPort, 'containerPort')}`,
        `container ${valueOf(target.container.name) ?? '<name>'}`,
      ],
    ]),
    mustMatch: say(isHostNetwork ? facts.hostPortMatchHostNetwork : facts.hostPortMatch),
    number: numberLines(valueOf(port.hostPort), isHostNetwork ? 'node' : 'other'),
    notes: [
      ...(hostIP ? [say(facts.hostPortAddress, { hostIP: code(hostIP) })] : []),
      say(facts.hostPortOne),
      ...(isHostNetwork ? [] : [say(facts.hostPortPlugin)]),
    ],
    verify: [
      podsCommand(workload, pod.labels, 'the node of each pod'),
      ...(isTcp(port) && !isLoopback(hostIP) ? [outsideCommand(hostIP ?? '<node-ip>', number)] : []),
      eventsCommand(workload, 'FailedScheduling', 'pods that found no node with a free port'),
    ],
  }
}
