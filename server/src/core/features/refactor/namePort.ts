import { type Known, valueOf } from '../../base/known.ts'
import { contains, overlaps } from '../../base/span.ts'
import type { Container, ContainerPort } from '../../k8s/facts/container.ts'
import { isPortNumber, portNameProblem } from '../../k8s/facts/port.ts'
import { protocolOf, targetOf } from '../../k8s/facts/service.ts'
import type { PodTemplate } from '../../k8s/facts/workload.ts'
import { addEntry, fixWith, type MaybeEdit, replaceScalar } from '../../rules/support/edits.ts'
import { suggestContainerPortName } from '../../rules/support/portNames.ts'
import { plural } from '../../rules/support/text.ts'
import type { Refactoring, RefactoringContext } from './refactoring.ts'

/**
 * Gives a container port a name and lets its users say the name instead of the number: the probes and hooks of its own
 * container, and the `targetPort` of Services that select this pod and no other. From then on the number is written
 * in one place. A port that has a name keeps it.
 */
export function namePort(context: RefactoringContext): readonly Refactoring[] {
  return context.open.facts.resources.flatMap(workload =>
    workload.is !== 'workload' || !overlaps(workload.span, context.at) || context.graph.mayBePatched(workload)
      ? []
      : workload.pods.flatMap(pod =>
          pod.containers.flatMap(container =>
            container.ports.items
              .filter(port => contains(port.span, context.at))
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
  if (!isPortNumber(number)) return []
  const inServices = usersInServices(context, pod, port, number)
  const others = pod.containers.flatMap(each => each.ports.items.filter(other => other !== port))
  const name = nameFor(port, others, inServices)
  if (name === undefined) return []
  const users = [...usersInContainer(pod, container, number), ...inServices]
  const refer = `refer to it by name (${plural(users.length, 'place')})`
  const replaced = users.map(({ document, field }) => replaceScalar(context, document, field, name))
  if (port.name.kind === 'known') {
    return users.length === 0 ? [] : refactoring(`Container port ${number} is called "${name}": ${refer}`, replaced)
  }
  const added = addEntry(context, pod.document, port.span, { key: 'name', value: name })
  const also = users.length > 0 ? ` and ${refer}` : ''
  return refactoring(`Name container port ${number} "${name}"${also}`, [added, ...replaced])
}

function refactoring(title: string, edits: readonly MaybeEdit[]): readonly Refactoring[] {
  return fixWith({ title, applicability: 'unsafe' }, ...edits).map(fix => ({ ...fix, mends: false }))
}

/** Its own name where no other port of the pod has it, else that of the Service port in front of it, else the usual one. */
function nameFor(
  port: ContainerPort,
  others: readonly ContainerPort[],
  users: readonly ServiceUser[],
): string | undefined {
  const taken = others.map(other => other.name)
  const isFree = (name: string | undefined) =>
    name !== undefined && portNameProblem(name) === undefined && !taken.some(other => valueOf(other) === name)
  if (port.name.kind !== 'absent') return isFree(valueOf(port.name)) ? valueOf(port.name) : undefined
  return users.map(({ name }) => name).find(isFree) ?? suggestContainerPortName(port, taken)
}

interface User {
  readonly document: PodTemplate['document']
  readonly field: Known<string | number>
}

interface ServiceUser extends User {
  /** That of the Service port. */
  readonly name: string | undefined
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
): readonly ServiceUser[] {
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
      .map(entry => ({ document: service.document, field: entry.targetPort, name: valueOf(entry.name) }))
  })
}
