import type { Graph } from '../../graph/graph.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import { declaredOf, type End, numberOf } from '../hover/destination.ts'
import type { LocalPart } from './hint.ts'

/** The number that all pods give a targetPort; `undefined` where one lacks it, has another, or may be patched. */
export function agreedNumber(ends: readonly End[], graph: Graph): number | undefined {
  if (ends.some(({ selected }) => isUnsure(selected.workload, graph))) return undefined
  const numbers = new Set(ends.map(({ resolution }) => numberOf(resolution)))
  const [number] = numbers
  return numbers.size === 1 ? number : undefined
}

/** A number that leads to where it is declared, if it is. */
export function declaredPart(text: string, ends: readonly End[]): LocalPart {
  for (const { selected, resolution } of ends) {
    const declared = declaredOf(resolution)
    if (declared) return { text, target: { document: selected.pod.document, span: declared.port.span } }
  }
  return { text }
}

/** True for what something else completes or may change: a hint would say too much. */
export function isUnsure(resource: Resource, graph: Graph): boolean {
  return graph.isPart(resource) || graph.mayBePatched(resource)
}
