import type { Resource } from '../../k8s/facts/resource.ts'
import { protocolOf } from '../../k8s/facts/service.ts'
import {
  connectCommand,
  describeCommand,
  endpointsCommand,
  forwardCommand,
  isTcp,
  listenCommand,
  nodesCommand,
  outsideCommand,
  plainPort,
  podsCommand,
  serviceCommand,
} from '../hover/commands.ts'
import { declaredOf, destinationOf, numberOf } from '../hover/destination.ts'
import { exposureOf, isSelectorless } from '../hover/exposure.ts'
import type { Command } from '../hover/render.ts'
import { pointersAtService, type ServiceUser } from '../hover/users.ts'
import type { View } from '../hover/view.ts'
import type { Chain, Inside } from './chain.ts'

/**
 * The kubectl commands that show in a cluster whether the traffic of a chain arrives: from what points at the Service to the
 * process, each once; what keeps running comes last.
 */
export function kubectlCommands(view: View, { legs, inside }: Chain): readonly Command[] {
  const commands = legs.length > 0 ? legs.flatMap(leg => [...ofLeg(view, leg)]) : inside ? [...ofPod(inside)] : []
  const distinct = [...new Map(commands.map(command => [command.run, command])).values()]
  return [...distinct.filter(each => !keepsRunning(each)), ...distinct.filter(keepsRunning)]
}

/** Lines for a shell. Remarks stand on lines of their own: not every shell takes them behind a command. */
export function asScript(commands: readonly Command[]): string {
  return commands.map(({ run, shows }) => `# ${shows}\n${run}\n`).join('')
}

function* ofLeg(view: View, { service, port }: ServiceUser): Generator<Command> {
  const exposure = exposureOf(service)
  for (const from of pointing(view, { service, port })) yield describeCommand(from, 'its backends and their endpoints')
  yield serviceCommand(service, 'type, addresses and ports')
  if (exposure === 'external-name') return
  yield endpointsCommand(service)
  if (!isSelectorless(service)) {
    yield podsCommand(service, service.selector, 'whether the pods are ready, and where they run')
    const [end] = destinationOf(view, service, port).ends
    if (end) {
      const { pod, workload } = end.selected
      const container =
        declaredOf(end.resolution)?.container ?? pod.containers.find(({ role }) => role === 'main') ?? pod.containers[0]
      if (container) yield listenCommand(workload, pod, container, protocolOf(port) === 'UDP')
      const number = numberOf(end.resolution)
      if (number !== undefined && isTcp(port)) yield forwardCommand(workload, pod, number)
    }
  }
  if (isTcp(port)) {
    const [end] = destinationOf(view, service, port).ends
    const dialled = exposure === 'headless' && end ? numberOf(end.resolution) : undefined
    yield connectCommand(service, dialled ?? plainPort(port.port))
  }
  if (exposure === 'node-port') {
    yield nodesCommand
    if (isTcp(port)) yield outsideCommand('<node-ip>', plainPort(port.nodePort, 'nodePort'))
  }
  if (exposure === 'load-balancer' && isTcp(port)) yield outsideCommand('<load-balancer-ip>', plainPort(port.port))
}

function* ofPod({ workload, pod, container, port }: Inside): Generator<Command> {
  yield podsCommand(workload, pod.labels, 'whether the pods are ready, and where they run')
  yield listenCommand(workload, pod, container, port !== undefined && protocolOf(port) === 'UDP')
  if (port && isTcp(port)) yield forwardCommand(workload, pod, plainPort(port.containerPort, 'containerPort'))
}

/** Ingresses in front of the Service port: they have a description that shows endpoints. */
function pointing(view: View, { service, port }: ServiceUser): readonly Resource[] {
  const from = pointersAtService(view, service, port).map(pointer => pointer.from)
  return [...new Set(from)].filter(({ kind }) => kind === 'Ingress')
}

function keepsRunning({ run }: Command): boolean {
  return run.startsWith('kubectl port-forward')
}
