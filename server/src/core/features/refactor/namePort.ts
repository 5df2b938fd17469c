import { type Known, valueOf } from '../../base/known.ts'
import { contains, overlaps } from '../../base/span.ts'
import type { Container, ContainerPort } from '../../k8s/container.ts'
import { isPortNumber } from '../../k8s/port.ts'
import type { PodTemplate } from '../../k8s/resource.ts'
import { protocolOf, targetOf } from '../../k8s/service.ts'
import { addEntry, fixWith, type MaybeEdit, replaceScalar } from '../../rules/edits.ts'
import { suggestContainerPortName } from '../../rules/portNames.ts'
import { plural } from '../../rules/text.ts'
import type { Refactoring, RefactoringContext } from './refactoring.ts'

/**
 * Gives a container port a name and lets its users say the name instead of the number: the probes and hooks of its own
 * container, and the `targetPort` of Services that select this pod and no other. From then on the number is written
 * in one place.
 */
export function namePort(context: RefactoringContext): readonly Refactoring[] {
  return context.open.facts.resources.flatMap(workload =>
    workload.is !== 'workload' || !overlaps(workload.span, context.at) || context.graph.mayBePatched(workload)
      ? []
      : workload.pods.flatMap(pod =>
          pod.containers.flatMap(container =>
            container.ports.items
              .filter(port => port.name.kind === 'absent' && contains(port.span, context.at))
              .flatMap(port => named(context, pod, container, port)),
          ),
        ),
  )
}

function named(
  context: RefactoringContext,
  pod: PodTemplate,
  container: Container,
  port: ContainerPort,
): readonly Refactoring[] {
  const number = valueOf(port.containerPort)
  const name = suggestContainerPortName(
    port,
    pod.containers.flatMap(each => each.ports.items.map(other => other.name)),
  )
  if (!isPortNumber(number) || name === undefined) return []
  const users = [...usersInContainer(pod, container, number), ...usersInServices(context, pod, port, number)]
  const edits: readonly MaybeEdit[] = [
    addEntry(context, pod.document, port.span, { key: 'name', value: name }),
    ...users.map(({ document, field }) => replaceScalar(context, document, field, name)),
  ]
  const places = users.length > 0 ? ` and refer to it by name (${plural(users.length, 'place')})` : ''
  return fixWith({ title: `Name container port ${number} "${name}"${places}`, applicability: 'unsafe' }, ...edits).map(
    fix => ({ ...fix, mends: false }),
  )
}

interface User {
  readonly document: PodTemplate['document']
  readonly field: Known<string | number>
}

/** The port of a grpc probe has to be a number. */
function usersInContainer({ document }: PodTemplate, container: Container, number: number): readonly User[] {
  return container.probes.flatMap(probe =>
    probe.handlers
      .filter(handler => handler.type !== 'grpc' && valueOf(handler.port) === number && handler.host.kind === 'absent')
      .map(handler => ({ document, field: handler.port })),
  )
}

function usersInServices(
  { graph }: RefactoringContext,
  pod: PodTemplate,
  port: ContainerPort,
  number: number,
): readonly User[] {
  return graph.servicesOf(pod).flatMap(service => {
    const selection = graph.selection(service)
    const only = selection.status === 'selected' && selection.pods.every(each => each.pod.id === pod.id)
    if (!only || service.fragment || graph.mayBePatched(service)) return []
    return service.ports.items
      .filter(
        entry =>
          entry.targetPort.kind === 'known' &&
          valueOf(targetOf(entry)) === number &&
          protocolOf(entry) === protocolOf(port),
      )
      .map(entry => ({ document: service.document, field: entry.targetPort }))
  })
}
