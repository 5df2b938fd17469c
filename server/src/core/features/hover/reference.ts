import { valueOf } from '../../base/known.ts'
import type { Destination, IncomingReference } from '../../graph/graph.ts'
import type { ContainerPort } from '../../k8s/facts/container.ts'
import type { Reference } from '../../k8s/facts/reference.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import { isHeadless, type Service, type ServicePort } from '../../k8s/facts/service.ts'
import type { Workload } from '../../k8s/facts/workload.ts'
import { siteOf } from '../../k8s/sites/table.ts'
import { areVariants } from '../../rules/support/references.ts'
import { meansPods } from '../symbol/ends.ts'
import { listenersMeant, listenersNamed } from '../symbol/listeners.ts'
import { endpointsCommand, serviceCommand } from './commands.ts'
import { destinationOf, podsOf } from './destination.ts'
import { exposureOf } from './exposure.ts'
import { type Body, code, listed } from './render.ts'
import { say } from './sentence.ts'
import { referenceFacts as facts } from './sentences/reference.ts'
import { isCalled, pointersAtPod, pointersAtService, type ServiceUser } from './users.ts'
import { called, type View } from './view.ts'
import { wayFrom } from './way.ts'

/** Hover of a place that points at a port: an Ingress backend, a monitor's port, a URL. */
export function referenceBody(view: View, reference: Reference, from: Resource): Body {
  const { note } = siteOf(reference.site)
  const byDefault =
    reference.port.kind === 'absent' && reference.defaultPort !== undefined
      ? [say(facts.byDefault, { port: code(reference.defaultPort) })]
      : []
  const lead = [leadOf(view, reference, from), ...byDefault]
  const [first, ...others] = servicePortsAt(view, reference, from)
  if (!first || others.length > 0) return { lead, mustMatch: note }
  const { service, port } = first
  const isAlias = exposureOf(service) === 'external-name'
  return {
    lead,
    picture: wayFrom(view, from, service, port),
    mustMatch: note,
    notes: usesEndpoints(from) && !isAlias ? [say(facts.straightToPods)] : [],
    verify: [isAlias ? serviceCommand(service, 'the name behind it') : endpointsCommand(service)],
  }
}

/** Controllers of these kinds commonly send to the pods themselves. */
function usesEndpoints({ kind }: Resource): boolean {
  return kind === 'Ingress'
}

/** The Service ports that a reference means, as far as they are in view. */
export function servicePortsAt(view: View, reference: Reference, from: Resource): readonly ServiceUser[] {
  const end = view.graph.follow(reference, from)
  const port = valueOf(reference.port) ?? reference.defaultPort
  if (end.status !== 'services') return []
  const translating = end.services.filter(service => !meansPods(reference, service))
  return translating.flatMap(service =>
    service.ports.items.filter(entry => isCalled(entry, port)).map(entry => ({ service, port: entry })),
  )
}

function leadOf(view: View, reference: Reference, from: Resource): string {
  const said = { from: called(from) }
  const end = view.graph.follow(reference, from)
  const port = valueOf(reference.port) ?? reference.defaultPort
  switch (end.status) {
    case 'services': {
      const [service] = end.services
      if (!service) return say(facts.unknown, { ...said, target: targetText(reference) })
      const names = {
        ...said,
        service: listed(end.services.map(called)),
        link: view.link(service.document, service.kindSpan),
      }
      if (port !== undefined && meansPods(reference, service)) return behindOf(view, reference, service, port, names)
      const entry = service.ports.items.find(each => isCalled(each, port))
      const ports = listed(service.ports.items.map(portText), 5) || 'none'
      if (port === undefined) return say(facts.servicePlain, { ...names, ports })
      if (!entry) return say(facts.wrongPort, { ...names, port: code(port), ports })
      return say(facts.service, {
        ...names,
        port: portText(entry),
        destination: destinationOf(view, service, entry).phrase,
      })
    }
    case 'pods': {
      const [first] = end.pods
      if (!first) return say(facts.unknown, { ...said, target: targetText(reference) })
      const link = view.link(first.pod.document, first.pod.span)
      return say(facts.pods, {
        ...said,
        port: portsText(reference),
        pods: podsOf(end.pods),
        link,
      })
    }
    case 'missing': {
      if (end.elsewhere)
        return say(facts.elsewhere, {
          ...said,
          target: targetText(reference),
          link: view.link(end.elsewhere.document, end.elsewhere.kindSpan),
        })
      const near = nearService(end, reference)
      if (near) {
        const link = view.link(near.document, near.kindSpan)
        return say(facts.missingNear, { ...said, target: targetText(reference), near: called(near), link })
      }
      return say(facts.missing, { ...said, target: targetText(reference) })
    }
    case 'unasked':
      if (reference.target.is !== 'object') return say(facts.unasked, { ...said, port: portsText(reference) })
      return attachedTo(view, reference, from) ?? say(facts.unknown, { ...said, target: targetText(reference) })
    case 'unknown':
      return say(facts.unknown, { ...said, target: targetText(reference) })
  }
}

/** The Service of nearly that name, which the rule reference-service-missing names as well. */
export function nearService(
  { near }: Extract<Destination, { status: 'missing' }>,
  { target }: Reference,
): Service | undefined {
  const name = target.is === 'service' ? valueOf(target.name) : target.is === 'host' ? target.service : undefined
  if (near?.is !== 'service' || name === undefined || areVariants(name, valueOf(near.name) ?? '')) return undefined
  return near
}

/** `port 80`, or of a policy that says so, `ports 8000 to 9000`. */
function portsText({ port: field, defaultPort, beside }: Reference): string {
  const port = valueOf(field) ?? defaultPort
  if (port === undefined) return 'a port'
  const { endPort } = beside
  if (!endPort || endPort.kind === 'absent') return `port ${code(port)}`
  return `ports ${code(port)} to ${code(String(valueOf(endPort) ?? '…'))}`
}

/** The Gateway in view that a route hangs on, with the listeners that take it. */
function attachedTo(view: View, reference: Reference, from: Resource): string | undefined {
  const all = listenersNamed(reference.target, from, view.graph)
  const [first] = all
  if (!first) return undefined
  const meant = listenersMeant(reference, from, view.graph)
  const named = { from: called(from), gateway: called(first.gateway), link: linkTo(view, first.gateway) }
  const listeners = listed(
    (meant.length > 0 ? meant : all).map(({ listener }) => listenerText(listener)),
    5,
  )
  return say(meant.length > 0 ? facts.attached : facts.noListener, { ...named, listeners })
}

function linkTo(view: View, { document, kindSpan }: Resource): string {
  return view.link(document, kindSpan)
}

function listenerText({ port, beside }: Reference): string {
  const name = beside['name'] && valueOf(beside['name'])
  const number = valueOf(port)
  return `listener ${name === undefined ? '' : `${code(String(name))} `}on ${number === undefined ? 'an unknown port' : code(number)}`
}

/** The pods behind a Service: what a headless one leads to, and what a monitor that asks for a targetPort means. */
function behindOf(
  view: View,
  { target }: Reference,
  service: Service,
  port: string | number,
  names: { readonly from: string; readonly service: string; readonly link: string },
): string {
  const selection = view.graph.selection(service)
  const pods = selection.status === 'selected' ? podsOf(selection.pods) : 'the pods'
  const lead = say(facts.behind, { ...names, port: code(port), pods })
  return target.is === 'host' && isHeadless(service) ? `${lead} ${say(facts.headless)}` : lead
}

function portText({ port, name }: ServicePort): string {
  const number = valueOf(port)
  const text = valueOf(name)
  return `${number === undefined ? 'a port' : code(number)}${text === undefined ? '' : ` (${code(text)})`}`
}

function targetText({ target }: Reference): string {
  switch (target.is) {
    case 'service':
      return `Service ${code(valueOf(target.name) ?? '…')}`
    case 'host':
      return code(valueOf(target.host) ?? target.service)
    case 'workload':
      return `${valueOf(target.kind) ?? 'workload'} ${code(valueOf(target.name) ?? '…')}`
    case 'object':
      return `${target.kind} ${code(valueOf(target.name) ?? '…')}`
    case 'services':
      return 'Services by their labels'
    case 'pods':
      return 'pods by their labels'
    case 'own-pods':
    case 'own-service-pods':
    case 'own-service':
    case 'listener':
      return 'itself'
  }
}

/** Who points at a Service port, and how, for the notes of its hover. */
export function pointersAt(view: View, service: Service, port: ServicePort): readonly string[] {
  return pointedAt(view, pointersAtService(view, service, port), howOf)
}

/** Who points at a Service, whatever the port. */
export function pointersAtWhole(view: View, service: Service): readonly string[] {
  return pointedAt(view, view.graph.referencesTo(service))
}

/** Who points at a container port by its number or name: policies, monitors, annotations. */
export function pointersAtContainerPort(view: View, workload: Workload, port: ContainerPort): readonly string[] {
  return pointedAt(view, pointersAtPod(view, workload, port), howOf)
}

function pointedAt(
  view: View,
  pointers: readonly IncomingReference[],
  how: (reference: Reference) => string = () => '',
): readonly string[] {
  const distinct = new Set(
    pointers.map(
      ({ reference, from }) => `${called(from)} (${view.link(from.document, reference.span)}${how(reference)})`,
    ),
  )
  return distinct.size > 0 ? [say(facts.pointedAt, { pointers: listed([...distinct], 4) })] : []
}

/** By which word the place means the port. */
function howOf({ port, beside, defaultPort }: Reference): string {
  if (port.kind !== 'known') return defaultPort === undefined ? ', the only port' : ', by default'
  if (beside['endPort']?.kind === 'known') return ', in a range'
  return typeof port.value === 'string' ? ', by name' : ', by number'
}
