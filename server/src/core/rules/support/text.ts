import { type Known, valueOf } from '../../base/known.ts'
import type { ContainerPort } from '../../k8s/facts/container.ts'
import type { Label } from '../../k8s/facts/labels.ts'
import type { Protocol } from '../../k8s/facts/port.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import { protocolOf } from '../../k8s/facts/service.ts'

/** A name as messages show it: in quotes, on one line, cut where nobody would read on. */
export function quote(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return `"${line.length > longest ? `${line.slice(0, longest)}…` : line}"`
}

const longest = 63

/** @example plural(2, 'pod') // '2 pods' */
export function plural(count: number, noun: string, many = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : many}`
}

/** @example article('Ingress') // 'An Ingress' */
export function article(noun: string): string {
  return `${/^(?:[AEIO]|HTTP|UDPI)/.test(noun) ? 'An' : 'A'} ${noun}`
}

/** A text as a sentence begins with it. @example capital('container web') // 'Container web' */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** "a", "a and b", "a, b and c"; after `most` items "a, b and 4 more". */
export function enumerate(items: readonly string[], most = 4, joined: 'and' | 'or' = 'and'): string {
  const shown = items.length > most ? [...items.slice(0, most - 1), `${items.length - most + 1} more`] : items
  const last = shown.at(-1) ?? ''
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} ${joined} ${last}` : last
}

/** "Deployment api", or only the kind where nobody knows the name. */
export function resourceText(resource: Resource): string {
  const name = valueOf(resource.name)
  return name === undefined ? resource.kind : `${resource.kind} ${name}`
}

/** "Deployment api", "Deployments api and web", "Deployment api and StatefulSet db". */
export function resourcesText(resources: readonly Resource[]): string {
  const texts = [...new Set(resources.map(resourceText))]
  const names = [...new Set(resources.map(resource => valueOf(resource.name)))]
  const kind = resources[0]?.kind
  const alike = texts.length > 1 && resources.every(resource => resource.kind === kind)
  if (alike && names.every(name => name !== undefined)) return `${pluralOf(kind ?? '')} ${enumerate(names, 3)}`
  return enumerate(texts, 3)
}

/** "Services", "NetworkPolicies", "Ingresses". */
function pluralOf(kind: string): string {
  return /[^aeiou]y$/.test(kind) ? `${kind.slice(0, -1)}ies` : kind.endsWith('s') ? `${kind}es` : `${kind}s`
}

/** "8080 (http)", "53 (dns, UDP)", "9090": what a container port is called in messages and titles. */
export function containerPortText(port: ContainerPort): string {
  const number = fieldText(port.containerPort) ?? 'a port without number'
  const remarks = [valueOf(port.name), protocolRemark(protocolOf(port))].filter(remark => remark !== undefined)
  return remarks.length > 0 ? `${number} (${remarks.join(', ')})` : number
}

/** "8080 (http), 9090 (metrics)", each once; "no port" where there is none. */
export function containerPortsText(ports: Iterable<ContainerPort>): string {
  const texts = [...new Set([...ports].map(containerPortText))]
  return texts.length === 0 ? 'no port' : enumerate(texts)
}

/** "app=api, tier=web" */
export function labelsText(labels: readonly (Label | { readonly key: string; readonly value: string })[]): string {
  return labels.map(label => `${label.key}=${labelText(label)}`).join(', ')
}

function labelText({ value }: Label | { readonly value: string }): string {
  return typeof value === 'string' ? value : (valueOf(value) ?? '?')
}

/** The value as a manifest shows it: strings that would read as numbers in quotes. `undefined` when not known. */
export function fieldText(field: Known<string | number>): string | undefined {
  const value = valueOf(field)
  return typeof value === 'string' ? quote(value) : value === undefined ? undefined : String(value)
}

function protocolRemark(protocol: Protocol | undefined): string | undefined {
  return protocol === 'TCP' ? undefined : protocol
}
