import { type Known, valueOf } from '../base/known.ts'
import type { Uri } from '../base/place.ts'
import type { Span } from '../base/span.ts'
import type { ContainerPort } from '../k8s/facts/container.ts'
import type { Reference } from '../k8s/facts/reference.ts'
import type { Resource } from '../k8s/facts/resource.ts'
import { type ServicePort, targetOf } from '../k8s/facts/service.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** An entry of the outline: a resource, a container, a port, or a place that points at one. */
export interface OutlineItem {
  readonly kind: 'service' | 'workload' | 'resource' | 'container' | 'port' | 'pointer'
  readonly name: string
  readonly detail: string
  /** Absolute in the file; `word` lies within `whole`. */
  readonly whole: Span
  readonly word: Span
  readonly children: readonly OutlineItem[]
}

/** The resources of a file with their ports, in the order of the text. */
export function documentSymbols(workspace: Workspace, uri: Uri): readonly OutlineItem[] {
  if (workspace.statusOf(uri)?.kind !== 'analysed') return []
  return workspace.documentsOf(uri).flatMap(({ id, facts }) => {
    const locate = (span: Span): Span => workspace.locate({ document: id, span }).span
    return facts.resources.map(resource => located(itemOf(resource), locate))
  })
}

function itemOf(resource: Resource): OutlineItem {
  const { kind, name, namespace, span, kindSpan } = resource
  const named = name.kind === 'known' && !name.via && within(name.span, span)
  return {
    kind: resource.is === 'service' || resource.is === 'workload' ? resource.is : 'resource',
    name: `${kind} ${valueOf(name) ?? ''}`.trim(),
    detail: valueOf(namespace) ?? '',
    whole: span,
    word: named ? name.span : kindSpan,
    children: childrenOf(resource),
  }
}

function childrenOf(resource: Resource): readonly OutlineItem[] {
  if (resource.is === 'service') return resource.ports.items.map(servicePortItem)
  if (resource.is !== 'workload') return resource.references.flatMap(pointerItem)
  return resource.pods.flatMap(pod =>
    pod.containers.map((container): OutlineItem => {
      const name = valueOf(container.name)
      return {
        kind: 'container',
        name: name ?? 'container',
        detail: container.role === 'main' ? '' : container.role,
        whole: container.span,
        word: wordIn(container.span, container.name),
        children: container.ports.items.map(containerPortItem),
      }
    }),
  )
}

function servicePortItem(port: ServicePort): OutlineItem {
  const target = valueOf(targetOf(port))
  return {
    kind: 'port',
    name: portName(port.port, port.name),
    detail: target === undefined ? '' : `→ ${target}`,
    whole: port.span,
    word: wordIn(port.span, port.port),
    children: [],
  }
}

function containerPortItem(port: ContainerPort): OutlineItem {
  return {
    kind: 'port',
    name: portName(port.containerPort, port.name),
    detail: valueOf(port.protocol) ?? '',
    whole: port.span,
    word: wordIn(port.span, port.containerPort),
    children: [],
  }
}

function pointerItem({ target, port, defaultPort, span }: Reference): readonly OutlineItem[] {
  const name = target.is === 'service' ? valueOf(target.name) : target.is === 'host' ? valueOf(target.host) : undefined
  const wanted = valueOf(port) ?? defaultPort
  if (name === undefined && wanted === undefined) return []
  const text = name === undefined ? String(wanted) : wanted === undefined ? name : `${name}:${wanted}`
  return [{ kind: 'pointer', name: `→ ${text}`, detail: '', whole: span, word: wordIn(span, port), children: [] }]
}

/** @example "80 (http)" */
function portName(number: Known<string | number>, name: Known<string>): string {
  const text = valueOf(name)
  return `${valueOf(number) ?? '?'}${text === undefined ? '' : ` (${text})`}`
}

/** The value that names a thing, where it stands within it. */
function wordIn(whole: Span, field: Known<unknown>): Span {
  return field.kind === 'known' && !field.via && within(field.span, whole) ? field.span : whole
}

function within(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end
}

function located(item: OutlineItem, locate: (span: Span) => Span): OutlineItem {
  return {
    ...item,
    whole: locate(item.whole),
    word: locate(item.word),
    children: item.children.map(child => located(child, locate)),
  }
}
