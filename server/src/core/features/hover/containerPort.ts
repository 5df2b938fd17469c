import { assertNever } from '../../base/assert.ts'
import { valueOf } from '../../base/known.ts'
import { sameSpan } from '../../base/span.ts'
import { isPortNumber, portNameProblem } from '../../k8s/facts/port.ts'
import { protocolOf } from '../../k8s/facts/service.ts'
import { forwardCommand, isTcp, listenCommand, plainName, plainPort, podsCommand } from './commands.ts'
import { containerName, type PortTarget, refusedNumber, words } from './containerPortWords.ts'
import { exposureOf } from './exposure.ts'
import { hostPortBody } from './hostPort.ts'
import { numberLines } from './ranges.ts'
import { pointersAtContainerPort } from './reference.ts'
import { type Body, code, columns, listed } from './render.ts'
import { say } from './sentence.ts'
import { containerPortFacts as facts } from './sentences/containerPort.ts'
import type { ContainerPortField } from './target.ts'
import { type ServiceUser, servicesAt } from './users.ts'
import { called, shown, type View } from './view.ts'

/** Hover of one field of a container port. */
export function containerPortBody(view: View, target: PortTarget, field: ContainerPortField): Body {
  switch (field) {
    case 'containerPort':
      return numberBody(view, target)
    case 'hostPort':
      return hostPortBody(view, target)
    case 'protocol':
      return protocolBody(view, target)
    case 'name':
      return nameBody(view, target)
    default:
      return assertNever(field)
  }
}

function numberBody(view: View, target: PortTarget): Body {
  const { workload, pod, container, port } = target
  const refused = refusedNumber(view, target, port.containerPort)
  if (refused) return refused
  const name = valueOf(port.name)
  const users = servicesAt(view, pod, port)
  const isInit = container.role === 'init'
  const isNode = valueOf(pod.hostNetwork) === true
  const number = numberLines(valueOf(port.containerPort), isNode ? 'node' : 'process')
  const declares = say(facts.containerPort, {
    ...words(view, target),
    workload: called(workload),
    name: name ? ` (${code(name)})` : '',
  })
  const used = isInit
    ? say(facts.initContainer)
    : users.length > 0
      ? say(facts.containerPortUsed, { services: leads(view, users) })
      : say(facts.containerPortUnused)
  return {
    lead: [declares, used],
    picture: users.length > 0 ? picture(users, target) : [],
    mustMatch: say(facts.containerPortMatch),
    number,
    notes: [
      ...probesNote(target, name, valueOf(port.containerPort)),
      ...pointersAtContainerPort(view, workload, port),
      ...shared(view, target),
      ...(isInit ? [] : [say(facts.containerPortNeeded)]),
      ...(isInit || number.length > 1
        ? []
        : [
            ...(isTcp(port) ? [say(facts.connections)] : []),
            say(isTcp(port) ? facts.addressInUse : facts.addressInUseOther, {
              where: isNode ? 'on the node' : 'in this pod (never in another)',
            }),
          ]),
    ],
    verify: isInit
      ? []
      : [
          listenCommand(workload, pod, container, protocolOf(port) === 'UDP'),
          ...(protocolOf(port) === 'TCP'
            ? [forwardCommand(workload, pod, plainPort(port.containerPort, 'containerPort'))]
            : []),
        ],
  }
}

function protocolBody(view: View, target: PortTarget): Body {
  const { port } = target
  if (port.protocol.kind === 'known' && protocolOf(port) === undefined) {
    return { lead: [say(facts.protocolInvalid, { value: code(port.protocol.value) })] }
  }
  const name = valueOf(port.name)
  const said = { ...words(view, target), protocol: shown(view, target.workload.document, port.protocol) }
  const users = servicesAt(view, target.pod, port)
  return {
    lead: [
      say(facts.protocol, said),
      ...(users.length > 0 ? [say(facts.containerPortUsed, { services: leads(view, users) })] : []),
    ],
    picture: users.length > 0 ? picture(users, target) : [],
    mustMatch: name ? say(facts.protocolMatch, { name: code(name) }) : say(facts.protocolMatchNumber),
    notes: [say(facts.protocolTwice)],
    verify: [listenCommand(target.workload, target.pod, target.container, protocolOf(port) === 'UDP')],
  }
}

function nameBody(view: View, target: PortTarget): Body {
  const { port, pod, workload } = target
  const name = valueOf(port.name)
  const problem = name === undefined ? undefined : portNameProblem(name)
  if (problem)
    return { lead: [say(facts.nameInvalid, { name: code(name ?? ''), problem })], notes: [say(facts.nameRule)] }
  const users = servicesAt(view, pod, port)
  return {
    lead: [
      say(target.container.role === 'init' ? facts.nameInit : facts.name, {
        ...words(view, target),
        name: shown(view, workload.document, port.name),
      }),
      ...(users.length > 0 ? [say(facts.containerPortUsed, { services: leads(view, users) })] : []),
    ],
    picture: users.length > 0 ? picture(users, target) : [],
    mustMatch: say(facts.nameMatch),
    notes: [
      ...probesNote(target, name),
      ...pointersAtContainerPort(view, workload, { ...port, containerPort: { kind: 'absent', near: port.span } }),
      say(facts.nameRule),
    ],
    verify: [podsCommand(workload, pod.labels, 'the pods that have it')],
  }
}

/** The probes and hooks of the container that go to one of these. */
function probesNote({ container }: PortTarget, ...ports: readonly (string | number | undefined)[]): readonly string[] {
  const probes = container.probes
    .filter(probe =>
      probe.handlers.some(handler => valueOf(handler.port) !== undefined && ports.includes(valueOf(handler.port))),
    )
    .map(probe => code(probe.of))
  return probes.length > 0 ? [say(facts.nameProbes, { probes: listed(probes) })] : []
}

function leads(view: View, users: readonly ServiceUser[]): string {
  const each = users.map(
    ({ service, port }) =>
      `${called(service)} port ${shown(view, service.document, port.port)} (${view.link(service.document, port.span)})`,
  )
  return listed(each)
}

/** The ways to this port, one Service port a line. */
function picture(users: readonly ServiceUser[], { port, container }: PortTarget): readonly string[] {
  const rows = users
    .slice(0, 3)
    .map(({ service, port: servicePort }) => [
      exposureOf(service) === 'headless'
        ? `DNS: ${plainName(service)}`
        : `${plainName(service)}:${plainPort(servicePort.port)}`,
      `→ pod:${plainPort(port.containerPort, 'containerPort')}`,
      `container ${valueOf(container.name) ?? '<name>'}`,
    ])
  return columns(rows)
}

/** Other containers of the pod that declare the same number: they cannot both listen. */
function shared(view: View, { pod, container, port }: PortTarget): readonly string[] {
  const number = valueOf(port.containerPort)
  if (!isPortNumber(number) || container.role === 'init') return []
  const others = pod.containers.filter(
    other => other !== container && other.role !== 'init' && !sameSpan(other.span, container.span),
  )
  return others.flatMap(other => {
    const same = other.ports.items.find(
      item =>
        valueOf(item.containerPort) === number &&
        protocolOf(item) === protocolOf(port) &&
        protocolOf(port) !== undefined,
    )
    return same
      ? [
          say(facts.sharedNumber, {
            other: containerName(other),
            number: code(number),
            link: view.link(pod.document, same.span),
          }),
        ]
      : []
  })
}
