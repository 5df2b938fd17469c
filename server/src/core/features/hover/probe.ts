import { assertNever } from '../../base/assert.ts'
import { spanOf, valueOf } from '../../base/known.ts'
import type { ContainerPort, Probe, ProbeHandler } from '../../k8s/facts/container.ts'
import { isPortNumber } from '../../k8s/facts/port.ts'
import { eventsCommand, forwardCommand, listenCommand, requestCommand } from './commands.ts'
import { numberLines } from './ranges.ts'
import { readinessEffect } from './readinessEffect.ts'
import { type Body, type Command, code, columns } from './render.ts'
import { graceOf, restartText } from './restart.ts'
import { say } from './sentence.ts'
import { probeFacts as facts } from './sentences/probe.ts'
import type { InContainer } from './target.ts'
import { shown, type View } from './view.ts'

type Target = InContainer & { readonly probe: Probe; readonly handler: ProbeHandler }

/** Hover of a probe's (or hook's) port, or of the handler key itself: `tcpSocket`, `httpGet`, `grpc`. */
export function probeBody(view: View, target: Target, field: 'port' | 'handler'): Body {
  const { handler, probe, workload } = target
  if (isHook(probe) && handler.type === 'tcpSocket') return { lead: [say(facts.hookTcp)] }
  const value = valueOf(handler.port)
  if (typeof value === 'string' && /^\d+$/.test(value) && handler.type !== 'grpc') {
    return { lead: [say(facts.quoted, { value: code(`"${value}"`) })] }
  }
  if (value !== undefined && !isPortNumber(value) && (typeof value === 'number' || handler.type === 'grpc')) {
    const refused = { value: code(view.written(workload.document, spanOf(handler.port))) }
    return { lead: [say(handler.type === 'grpc' ? facts.grpcInvalid : facts.outOfRange, refused)] }
  }
  const declared = declaredPort(target)
  const isNamed = typeof value === 'string' && handler.type !== 'grpc'
  const lost = isNamed && !declared && target.container.ports.complete
  const link = declared && view.link(workload.document, declared.span)
  return {
    lead: [
      ...(lost
        ? [say(facts.notFound, { container: containerName(target), name: code(value ?? '') }), consequence(probe)]
        : []),
      ...(lost ? [] : [whatItDoes(view, target, declared), ...effect(view, target)]),
      ...(isNamed && declared && link
        ? [
            say(facts.found, {
              name: code(value),
              number: shown(view, workload.document, declared.containerPort),
              link,
            }),
          ]
        : []),
    ],
    picture: lost ? [] : picture(target, declared),
    mustMatch: mustMatch(handler, isNamed),
    number:
      field === 'port' ? numberLines(value, valueOf(target.pod.hostNetwork) ? 'node' : 'process').slice(0, 1) : [],
    notes: lost ? [] : notesOf(view, target, field),
    verify: lost ? [] : commands(target, declared),
  }
}

function mustMatch(handler: ProbeHandler, isNamed: boolean): string {
  if (handler.type === 'grpc') return say(facts.grpcMatch)
  if (handler.port.kind === 'unknown') return say(facts.unknownMatch)
  return say(isNamed ? facts.nameMatch : facts.numberMatch)
}

function whatItDoes(view: View, target: Target, declared: ContainerPort | undefined): string {
  const { handler, probe } = target
  const endpoint = endpointOf(view, target, declared)
  switch (handler.type) {
    case 'httpGet': {
      const request = code(`GET ${scheme(handler)}://${endpoint}${path(handler)}`)
      return say(isHook(probe) ? facts.hookHttp : facts.httpGet, { request })
    }
    case 'tcpSocket':
      return say(facts.tcpSocket, { endpoint: code(endpoint) })
    case 'grpc':
      return say(facts.grpc, { endpoint: code(endpoint) })
    case 'exec':
    case 'sleep':
      return ''
    default:
      return assertNever(handler.type)
  }
}

function effect(view: View, target: Target): readonly string[] {
  const container = containerName(target)
  const restart = restartText(target)
  const { probe } = target
  switch (probe.of) {
    case 'livenessProbe':
      return [say(facts.liveness, { container, restart })]
    case 'readinessProbe':
      return readinessEffect(view, target)
    case 'startupProbe':
      return [say(facts.startup, { container, restart })]
    case 'postStart':
      return [say(facts.postStart, { container, restart })]
    case 'preStop':
      return [stopsAtOnce(target) ? say(facts.preStopNever) : say(facts.preStop, { container })]
    default:
      return assertNever(probe.of)
  }
}

function stopsAtOnce(target: Target): boolean {
  const isOwn = target.container.probes.some(({ fields }) => fields.has('terminationGracePeriodSeconds'))
  return !isOwn && graceOf(target, undefined) === 0
}

/** What becomes of a probe whose port name its container does not have. */
function consequence(probe: Probe): string {
  switch (probe.of) {
    case 'livenessProbe':
      return say(facts.notFoundLiveness)
    case 'readinessProbe':
      return say(facts.notFoundReadiness)
    case 'startupProbe':
      return say(facts.notFoundStartup)
    case 'postStart':
    case 'preStop':
      return say(facts.notFoundHook)
    default:
      return assertNever(probe.of)
  }
}

function notesOf(view: View, target: Target, field: 'port' | 'handler'): readonly string[] {
  const { handler, workload } = target
  const notes: string[] = []
  if (field === 'handler' && handler.type === 'tcpSocket') notes.push(say(facts.tcpSaysLittle), say(facts.tcpForHttp))
  if (field === 'handler' && handler.type === 'httpGet' && !isHook(target.probe))
    notes.push(say(facts.httpWhy), say(facts.httpDetails))
  const isNode = valueOf(target.pod.hostNetwork) === true
  notes.push(
    handler.host.kind === 'absent'
      ? say(isNode ? facts.nodeAddress : facts.podAddress)
      : say(facts.hostSet, { host: shown(view, workload.document, handler.host) }),
  )
  return notes
}

function picture(target: Target, declared: ContainerPort | undefined): readonly string[] {
  const { handler, pod } = target
  const number = plainNumber(handler, declared)
  const where =
    handler.host.kind === 'absent' ? (valueOf(pod.hostNetwork) ? 'node' : 'pod') : (valueOf(handler.host) ?? '<host>')
  const name = declared && valueOf(declared.name)
  return columns([
    [
      "kubelet on the pod's node",
      `→ ${where}:${number}${handler.type === 'httpGet' ? path(handler) : ''}`,
      handler.host.kind === 'absent'
        ? `${name ? `${name} of ` : ''}container ${valueOf(target.container.name) ?? '<name>'} ◀`
        : 'as the node reaches it ◀',
    ],
  ])
}

function commands(target: Target, declared: ContainerPort | undefined): readonly Command[] {
  const { handler, pod, workload, container, probe } = target
  const number = plainNumber(handler, declared)
  const reason = isHook(probe) ? (probe.of === 'postStart' ? 'FailedPostStartHook' : 'FailedPreStopHook') : 'Unhealthy'
  return [
    eventsCommand(workload, reason, isHook(probe) ? 'failed hooks' : 'failed probes, with the answer'),
    ...(handler.type === 'httpGet'
      ? [forwardCommand(workload, pod, number), requestCommand(handler, number)]
      : [listenCommand(workload, pod, container, false)]),
  ]
}

/** The container port that the handler means: by name, or the one that documents its number. */
function declaredPort({ container, handler }: Target): ContainerPort | undefined {
  const value = valueOf(handler.port)
  if (value === undefined) return undefined
  return container.ports.items.find(
    port => valueOf(typeof value === 'string' ? port.name : port.containerPort) === value,
  )
}

function plainNumber(handler: ProbeHandler, declared: ContainerPort | undefined): number | string {
  const number = valueOf(handler.port)
  if (isPortNumber(number)) return number
  const found = declared && valueOf(declared.containerPort)
  return isPortNumber(found) ? found : '<port>'
}

function endpointOf(view: View, { handler, workload, pod }: Target, declared: ContainerPort | undefined): string {
  const number = plainNumber(handler, declared)
  const port =
    number === '<port>' && handler.port.kind === 'unknown' ? view.written(workload.document, handler.port.span) : number
  const host =
    handler.host.kind === 'absent'
      ? valueOf(pod.hostNetwork)
        ? '<node IP>'
        : '<pod IP>'
      : (valueOf(handler.host) ?? '<host>')
  return `${host}:${port}`
}

function scheme(handler: ProbeHandler): string {
  if (handler.scheme.kind === 'unknown') return '<scheme>'
  return valueOf(handler.scheme) === 'HTTPS' ? 'https' : 'http'
}

function path(handler: ProbeHandler): string {
  if (handler.path.kind === 'absent') return '/'
  const value = valueOf(handler.path)
  return value === undefined ? '/<path>' : value.startsWith('/') ? value : `/${value}`
}

function isHook(probe: Probe): boolean {
  return probe.of === 'postStart' || probe.of === 'preStop'
}

function containerName({ container }: Target): string {
  return code(valueOf(container.name) ?? '<name>')
}
