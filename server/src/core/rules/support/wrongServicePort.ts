import { valueOf } from '../../base/known.ts'
import type { Graph } from '../../graph/graph.ts'
import type { PortNumberOrName } from '../../k8s/facts/port.ts'
import { type Service, type ServicePort, targetOf } from '../../k8s/facts/service.ts'
import type { Related } from '../run/rule.ts'
import { isDigits } from './portFields.ts'
import { containerNamesOf, podNumbersOf, servicePortsText, servicePortText } from './servicePorts.ts'
import { quote, resourcesText, resourceText } from './text.ts'

/** What a port that a Service does not have is instead, with the Service port that it was written for. */
export interface Meant {
  readonly entry: ServicePort
  /**
   * `target`: its targetPort as written. `pods`: where its pods listen. `container`: what its container port is called. `node`:
   * its nodePort. `quoted`: its number, in quotes, where that makes it a name.
   */
  readonly why: 'target' | 'pods' | 'container' | 'node' | 'quoted'
}

export function meantBy(port: PortNumberOrName, services: readonly Service[], graph: Graph): Meant | undefined {
  const entries = services.flatMap(service => service.ports.items.map(entry => ({ service, entry })))
  const digits = isDigits(port) ? Number(port) : undefined
  const quoted = entries.find(({ entry }) => digits !== undefined && valueOf(entry.port) === digits)
  if (quoted) return { entry: quoted.entry, why: 'quoted' }
  const target = entries.find(({ entry }) => valueOf(targetOf(entry)) === port)
  if (target) return { entry: target.entry, why: 'target' }
  if (typeof port === 'string') {
    const named = entries.find(({ service, entry }) => containerNamesOf(service, entry, graph).has(port))
    return named && { entry: named.entry, why: 'container' }
  }
  const behind = entries.find(({ service, entry }) => podNumbersOf(service, entry, graph).has(port))
  if (behind) return { entry: behind.entry, why: 'pods' }
  const node = entries.find(({ entry }) => valueOf(entry.nodePort) === port)
  return node && { entry: node.entry, why: 'node' }
}

/**
 * "Service web has no port 8080: that is the targetPort, where the pods listen; the Service port is 80 (http)."
 *
 * @param byDefault what makes the port count although none is written: "https means"
 */
export function wrongPortText(
  port: PortNumberOrName,
  services: readonly Service[],
  meant: Meant | undefined,
  byDefault?: string,
): string {
  const has = new Set(services.map(resourceText)).size > 1 ? 'have' : 'has'
  const start = `${resourcesText(services)} ${has} no port ${typeof port === 'string' ? `named ${quote(port)}` : port}`
  if (!meant || byDefault !== undefined) {
    const ports = servicePortsText(services.flatMap(service => service.ports.items))
    return byDefault === undefined ? `${start}, only ${ports}.` : `${start}, which ${byDefault}; it ${has} ${ports}.`
  }
  const right = servicePortText(meant.entry)
  switch (meant.why) {
    case 'target':
      return `${start}: that is the targetPort, where the pods listen; the Service port is ${right}.`
    case 'pods':
      return `${start}: that is where the pods listen; the Service port is ${right}.`
    case 'container':
      return `${start}: that is what the container calls its port; the Service port is ${right}.`
    case 'node':
      return `${start}: that is the nodePort, which only nodes have; the Service port is ${right}.`
    case 'quoted':
      return `${start}: in quotes it is a name, and Service port ${valueOf(meant.entry.port)} ${nameText(meant.entry)}.`
  }
}

function nameText({ name }: ServicePort): string {
  const text = valueOf(name)
  return text === undefined ? 'has none' : `is called ${quote(text)}`
}

export function portsHere(services: readonly Service[]): readonly Related[] {
  return services.slice(0, 3).map(service => ({
    at: { document: service.document, span: service.ports.near },
    message: `${resourceText(service)} has ${servicePortsText(service.ports.items)}`,
  }))
}
