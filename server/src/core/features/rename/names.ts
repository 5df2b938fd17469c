import { valueOf } from '../../base/known.ts'
import type { Graph } from '../../graph/graph.ts'
import { dnsLabelProblem, isPortNumber, portNameProblem } from '../../k8s/facts/port.ts'
import { protocolOf } from '../../k8s/facts/service.ts'
import type { Occurrence, PortSymbol } from '../symbol/symbol.ts'

/** Why a new name or number cannot be: what Kubernetes refuses, or what something else has already. `undefined` when it can. */

type Of<K extends PortSymbol['is']> = Extract<PortSymbol, { is: K }>

export function containerPortNameProblem(symbols: readonly Of<'container-port'>[], name: string): string | undefined {
  const problem = portNameProblem(name)
  if (problem !== undefined) return `A container port cannot be called "${name}": the name ${problem}.`
  const own = new Set(symbols.map(({ port }) => port))
  const taken = symbols.find(({ pod }) =>
    pod.containers.some(({ ports }) => ports.items.some(port => !own.has(port) && valueOf(port.name) === name)),
  )
  return taken && `Another port of ${called(taken.workload)} is called "${name}" already.`
}

export function servicePortNameProblem(
  symbols: readonly Of<'service-port'>[],
  uses: readonly Occurrence[],
  name: string,
): string | undefined {
  const problem = dnsLabelProblem(name)
  if (problem !== undefined) return `A Service port cannot be called "${name}": the name ${problem}.`
  const taken = symbols.find(({ service, port }) =>
    service.ports.items.some(each => each !== port && valueOf(each.name) === name),
  )
  if (taken) return `Another port of ${called(taken.service)} is called "${name}" already.`
  const picky = uses.find(use => use.role === 'use' && use.in.kind === 'Ingress')
  const short = portNameProblem(name)
  return picky && short && `${called(picky.in)} names this port, and cannot say "${name}": the name ${short}.`
}

export function serviceNameProblem(symbols: readonly Of<'service'>[], name: string, graph: Graph): string | undefined {
  const problem =
    dnsLabelProblem(name) ?? (/^[a-z]/.test(name) ? undefined : 'must begin with a letter before Kubernetes 1.36')
  if (problem !== undefined) return `A Service cannot be called "${name}": the name ${problem}.`
  const taken = symbols.find(({ service }) => graph.named('service', name, service).status === 'found')
  return taken && `There is a Service called "${name}" already.`
}

/** @see k8s.io/apimachinery/pkg/util/validation IsValidLabelValue */
export function labelValueProblem(value: string): string | undefined {
  if (value.length > 63) return `A label has at most 63 characters; this has ${value.length}.`
  return /^(?:[A-Za-z0-9](?:[-\w.]*[A-Za-z0-9])?)?$/.test(value)
    ? undefined
    : 'A label holds letters, digits, "-", "_" and ".", and begins and ends with a letter or digit.'
}

export function containerNumberProblem(symbols: readonly Of<'container-port'>[], text: string): string | undefined {
  const number = portNumber(text)
  if (number === undefined) return `"${text}" is no port: a number from 1 to 65535.`
  const taken = symbols.find(({ pod, port }) =>
    pod.containers.some(({ ports }) =>
      ports.items.some(
        each => each !== port && valueOf(each.containerPort) === number && protocolOf(each) === protocolOf(port),
      ),
    ),
  )
  return taken && `${called(taken.workload)} listens on ${number} already.`
}

export function serviceNumberProblem(symbols: readonly Of<'service-port'>[], text: string): string | undefined {
  const number = portNumber(text)
  if (number === undefined) return `"${text}" is no port: a number from 1 to 65535.`
  const taken = symbols.find(({ service, port }) =>
    service.ports.items.some(
      each => each !== port && valueOf(each.port) === number && protocolOf(each) === protocolOf(port),
    ),
  )
  return taken && `${called(taken.service)} has port ${number} already.`
}

export function portNumber(text: string): number | undefined {
  const number = /^\d+$/.test(text) ? Number(text) : undefined
  return isPortNumber(number) ? number : undefined
}

export function called({ kind, name }: { readonly kind: string; readonly name: Occurrence['in']['name'] }): string {
  const text = valueOf(name)
  return text === undefined ? kind : `${kind} ${text}`
}
