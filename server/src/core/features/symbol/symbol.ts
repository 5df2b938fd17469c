import { type Known, spanOf } from '../../base/known.ts'
import type { Place } from '../../base/place.ts'
import type { Container, ContainerPort } from '../../k8s/facts/container.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import type { Service, ServicePort } from '../../k8s/facts/service.ts'
import type { PodTemplate, Workload } from '../../k8s/facts/workload.ts'

/**
 * What a person points at: something that is declared in one place and spoken of in others. A container port and a Service port are
 * two symbols, also where they have the same number or name.
 */
export type PortSymbol =
  | {
      readonly is: 'container-port'
      readonly workload: Workload
      readonly pod: PodTemplate
      readonly container: Container
      readonly port: ContainerPort
    }
  | { readonly is: 'service-port'; readonly service: Service; readonly port: ServicePort }
  | { readonly is: 'service'; readonly service: Service }
  /** The pods of a workload, as a selector means them. */
  | { readonly is: 'pods'; readonly workload: Workload; readonly pod: PodTemplate }
  /** A listener of a Gateway. */
  | { readonly is: 'listener'; readonly gateway: Resource; readonly listener: Place; readonly name: Place }

/** By what an occurrence says which symbol it means. `default`: nothing is written, and a default counts. */
export type How = 'name' | 'number' | 'default' | 'labels'

/** One place that declares a symbol or speaks of it. */
export interface Occurrence {
  readonly symbol: PortSymbol
  readonly role: 'declaration' | 'use'
  readonly how: How
  /** The value that is written; for a default the place where it would be. */
  readonly place: Place
  /** The resource that the place is in. */
  readonly in: Resource
  /** What speaks: `targetPort`, `readinessProbe`, or the id of a row of the table of sites. */
  readonly by: string
  /** What is written, where it is known. */
  readonly value: Known<string | number>
}

/** Two values are one symbol when this is the same. */
export function keyOf(symbol: PortSymbol): string {
  switch (symbol.is) {
    case 'container-port':
      return `container-port ${symbol.pod.id} ${symbol.port.span.start}`
    case 'service-port':
      return `service-port ${symbol.service.id} ${symbol.port.span.start}`
    case 'service':
      return `service ${symbol.service.id}`
    case 'pods':
      return `pods ${symbol.pod.id}`
    case 'listener':
      return `listener ${symbol.gateway.id} ${symbol.listener.span.start}`
  }
}

/** Where a symbol is declared: all of it, and the word that a reader looks for. */
export function declarationOf(symbol: PortSymbol): { readonly whole: Place; readonly word: Place } {
  switch (symbol.is) {
    case 'container-port': {
      const { document } = symbol.pod
      const { port } = symbol
      return {
        whole: { document, span: port.span },
        word: { document, span: spanOf(port.name.kind === 'absent' ? port.containerPort : port.name) },
      }
    }
    case 'service-port': {
      const { document } = symbol.service
      return { whole: { document, span: symbol.port.span }, word: { document, span: spanOf(symbol.port.port) } }
    }
    case 'service': {
      const { document, span, name } = symbol.service
      return { whole: { document, span }, word: { document, span: spanOf(name) } }
    }
    case 'pods': {
      const { document, span } = symbol.pod
      return { whole: { document, span }, word: { document, span: spanOf(symbol.workload.name) } }
    }
    case 'listener':
      return { whole: symbol.listener, word: symbol.name }
  }
}
