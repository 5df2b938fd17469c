import { valueOf } from '../../base/known.ts'
import type { Container, ContainerPort } from '../../k8s/facts/container.ts'
import { isPortNumber } from '../../k8s/facts/port.ts'
import type { PodTemplate, Workload } from '../../k8s/facts/workload.ts'
import { plainName, plainPort } from '../hover/commands.ts'
import { exposureOf } from '../hover/exposure.ts'
import { code, listed } from '../hover/render.ts'
import { say } from '../hover/sentence.ts'
import { hintFacts } from '../hover/sentences/hint.ts'
import { probeFacts } from '../hover/sentences/probe.ts'
import { pointersAtPod, servicesAt } from '../hover/users.ts'
import { isUnsure } from './ends.ts'
import type { HintContext, LocalHint, LocalPart } from './hint.ts'

/** Hints in the containers of a workload: who uses a port, and which number a probe means. */
export function* containerPortHints(workload: Workload, context: HintContext): Generator<LocalHint> {
  for (const pod of workload.pods) {
    if (!context.shows(pod.span)) continue
    for (const container of pod.containers) {
      if (!context.shows(container.span)) continue
      yield* usedBy(workload, pod, container, context)
      yield* probeNumbers(workload, container, context)
    }
  }
}

function* usedBy(
  workload: Workload,
  pod: PodTemplate,
  container: Container,
  { view, wants }: HintContext,
): Generator<LocalHint> {
  for (const port of container.ports.items) {
    const { containerPort } = port
    if (containerPort.kind !== 'known' || containerPort.via || !isPortNumber(containerPort.value)) continue
    if (!wants('usedBy', containerPort.span) || isUnsure(workload, view.graph)) continue
    const users = [...usersOf(workload, pod, container, port, view)]
    if (users.length === 0) continue
    yield {
      kind: 'usedBy',
      offset: containerPort.span.end,
      parts: joined(users),
      tooltip: say(hintFacts.usedBy, {
        number: code(containerPort.value),
        users: listed(
          users.map(({ text, target }) => (target ? `${code(text)} (${view.link(target.document, target.span)})` : '')),
          8,
        ),
      }),
    }
  }
}

function* usersOf(
  workload: Workload,
  pod: PodTemplate,
  container: Container,
  port: ContainerPort,
  view: HintContext['view'],
): Generator<LocalPart> {
  for (const { service, port: servicePort } of servicesAt(view, pod, port)) {
    const text =
      exposureOf(service) === 'headless' ? plainName(service) : `${plainName(service)}:${plainPort(servicePort.port)}`
    yield { text, target: { document: service.document, span: servicePort.span } }
  }
  const [number, name] = [valueOf(port.containerPort), valueOf(port.name)]
  for (const probe of container.probes) {
    const uses = probe.handlers.some(handler => {
      const wanted = valueOf(handler.port)
      return wanted !== undefined && handler.host.kind === 'absent' && (wanted === number || wanted === name)
    })
    if (uses) yield { text: probe.of, target: { document: workload.document, span: probe.keySpan } }
  }
  const seen = new Set<string>()
  for (const { reference, from } of pointersAtPod(view, workload, port)) {
    if (seen.has(from.id)) continue
    seen.add(from.id)
    const fromName = valueOf(from.name)
    const text = fromName === undefined ? from.kind : `${from.kind} ${fromName}`
    yield { text, target: { document: from.document, span: reference.span } }
  }
}

/** `used by api:80, readinessProbe and 2 more`: as many as fit into what editors show of a hint, and one at least. */
function joined(users: readonly LocalPart[]): readonly LocalPart[] {
  for (let count = users.length; ; count--) {
    const rest = users.length - count
    const parts = users.slice(0, count).flatMap((user, index) => [{ text: index === 0 ? 'used by ' : ', ' }, user])
    const whole = rest > 0 ? [...parts, { text: ` and ${rest} more` }] : parts
    if (count === 1 || whole.reduce((length, { text }) => length + text.length, 0) <= mostShown) return whole
  }
}

/** Characters; VS Code cuts what is longer (`editor.inlayHints.maximumLength`). */
const mostShown = 43

/** `port: http` of a probe or hook → 8080: names are looked up in the own container only. */
function* probeNumbers(workload: Workload, container: Container, { view, wants }: HintContext): Generator<LocalHint> {
  for (const probe of container.probes) {
    for (const { type, port } of probe.handlers) {
      if (port.kind !== 'known' || port.via || typeof port.value !== 'string' || type === 'grpc') continue
      if (!wants('portNumber', port.span) || isUnsure(workload, view.graph)) continue
      const declared = container.ports.items.find(each => valueOf(each.name) === port.value)
      const number = declared && valueOf(declared.containerPort)
      if (!declared || !isPortNumber(number)) continue
      yield {
        kind: 'portNumber',
        offset: port.span.end,
        parts: [{ text: '→ ' }, { text: String(number), target: { document: workload.document, span: declared.span } }],
        tooltip: say(probeFacts.found, {
          name: code(port.value),
          number: code(number),
          link: view.link(workload.document, declared.span),
        }),
      }
    }
  }
}
