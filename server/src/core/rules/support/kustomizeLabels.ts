import { spanOf, valueOf } from '../../base/known.ts'
import type { Place } from '../../base/place.ts'
import { contains } from '../../base/span.ts'
import type { Graph } from '../../graph/graph.ts'
import type { Endpoints } from '../../k8s/facts/endpoints.ts'
import type { Label } from '../../k8s/facts/labels.ts'
import type { Service } from '../../k8s/facts/service.ts'
import type { Workload } from '../../k8s/facts/workload.ts'
import { endOfContent, lineBreakOf, textBefore } from '../../yaml/edit/lines.ts'
import { child, type YamlEntry, type YamlMap } from '../../yaml/node.ts'
import type { Fix, FixContext } from '../run/rule.ts'
import { fixWith, type MaybeEdit } from './edits.ts'

/** A pair of a selector that a kustomization has put there for all Services. */
export interface AddedPair {
  readonly pair: Label
  /** `labels` has done it with `includeSelectors`. */
  readonly field: 'commonLabels' | 'labels'
  /** The label in the kustomization. */
  readonly at: Place
}

/** The pairs of a Service's selector that a kustomization has added, or given their values. */
export function addedPairs({ document, selector }: Service, graph: Graph): readonly AddedPair[] {
  return selector.pairs.flatMap(pair => {
    const settings = graph.settingsAt({ document, span: spanOf(pair.value) })
    return settings
      .slice(0, 1)
      .flatMap(({ field, at }): readonly AddedPair[] =>
        field === 'commonLabels' || field === 'labels' ? [{ pair, field, at }] : [],
      )
  })
}

/** A selector on a Service that was written without one. */
export interface AddedSelector {
  readonly pairs: readonly [AddedPair, ...AddedPair[]]
  /** Whose pods it picks. */
  readonly workloads: readonly Workload[]
  /** The endpoints that are written for the Service. */
  readonly endpoints: readonly Endpoints[]
}

/**
 * The selector that a kustomization has given to a Service that needs none: there are endpoints written for it, or none of its
 * ports is one of the pods that it picks now. `undefined` where somebody may well count on getting it.
 */
export function addedSelector(service: Service, graph: Graph): AddedSelector | undefined {
  if (graph.unitOf(service) === undefined || valueOf(service.type) === 'ExternalName') return undefined
  const [first, ...more] = addedPairs(service, graph)
  if (!first || more.length + 1 < service.selector.pairs.length) return undefined
  const selection = graph.selection(service)
  const pods = selection.status === 'selected' ? selection.pods : []
  const endpoints = graph.endpointsOf(service)
  const leadsNowhere = pods.every(
    pod =>
      pod.complete &&
      pod.pod.containers.some(({ ports }) => ports.items.length > 0) &&
      service.ports.items.every(port => {
        const resolution = graph.resolve(port, pod)
        return resolution.status === 'missing' || (resolution.status === 'number' && !resolution.declared)
      }),
  )
  if (endpoints.length === 0 && (pods.length === 0 || !leadsNowhere)) return undefined
  const workloads = [...new Map(pods.map(({ workload }) => [workload.id, workload])).values()]
  return { pairs: [first, ...more], workloads, endpoints }
}

/** Lets the kustomization put its labels on objects and not into selectors. */
export function keepOutOfSelectors(context: FixContext, { field, at }: AddedPair): readonly Fix[] {
  const { root, text } = context.document(at.document)
  if (root?.kind !== 'map') return []
  const entry = root.entries.find(each => contains(each.span, at.span))
  if (field === 'commonLabels')
    return fixWith(
      { title: 'Use labels instead of commonLabels: selectors stay as they are', applicability: 'unsafe' },
      child(root, 'labels') ? undefined : asLabels(at, root, entry, text),
    )
  const items = entry?.value?.kind === 'seq' ? entry.value.items : []
  const includes = child(items.find(({ span }) => contains(span, at.span))?.value, 'includeSelectors')
  const edit: MaybeEdit =
    includes && !includes.via ? { document: at.document, span: includes.span, newText: 'false' } : undefined
  return fixWith(
    { title: 'Change includeSelectors to false: selectors stay as they are', applicability: 'unsafe' },
    edit,
  )
}

function asLabels({ document }: Place, root: YamlMap, entry: YamlEntry | undefined, text: string): MaybeEdit {
  const value = entry?.value
  if (root.flow || !entry || value?.kind !== 'map' || value.via) return undefined
  const end = endOfContent(text, value.span)
  const written = text.slice(value.span.start, end)
  const span = { start: entry.key.span.start, end }
  const lineBreak = lineBreakOf(text)
  const head = `labels:${lineBreak}  - pairs:`
  if (value.flow) return { document, span, newText: `${head} ${written}` }
  const column = textBefore(text, value.span.start).length
  const lines = written.split('\n').map((line, index) => (index === 0 ? line : line.slice(column)))
  return { document, span, newText: `${head}${lineBreak}      ${lines.join('\n      ')}` }
}
