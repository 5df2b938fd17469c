import { type Known, spanOf, valueOf } from '../../base/known.ts'
import type { DocumentId, Place } from '../../base/place.ts'
import type { Graph } from '../../graph/graph.ts'
import type { Report } from '../run/rule.ts'
import { fixWith, replaceScalar } from './edits.ts'
import { quote } from './text.ts'

/** A port of a Service or a container, with the document that it is in. */
export interface PlacedPort {
  readonly document: DocumentId
  readonly name: Known<string>
  readonly number: Known<number | string>
}

/**
 * The port that a Kustomize patch calls otherwise than somebody does whom no patch has changed: the only port that there is, or
 * one of which the patch has written the name alone. What must change is the patch, or it must change both.
 *
 * @param user where the other name stands
 */
export function renamedByPatch(ports: readonly PlacedPort[], user: Place, graph: Graph): PlacedPort | undefined {
  const isPatched = (at: Place): boolean => graph.settingsAt(at).some(({ field }) => field === 'patches')
  const named = ports.filter(
    ({ document, name }) => name.kind === 'known' && isPatched({ document, span: spanOf(name) }),
  )
  const [only, another] = named
  if (!only || another || isPatched(user)) return undefined
  return ports.length === 1 || !isPatched({ document: only.document, span: spanOf(only.number) }) ? only : undefined
}

/**
 * @param port of what `renamedByPatch` found
 * @param use who says which name, and where: `Service shop targets`
 */
export function renamedReport(
  { document, name, number }: PlacedPort,
  use: { readonly at: Place; readonly name: string; readonly who: string; readonly what: string },
): Report {
  return {
    at: { document, span: spanOf(name) },
    message: `This patch calls ${use.what} ${valueOf(number) ?? ''} ${quote(valueOf(name) ?? '')}; ${use.who} ${quote(use.name)}, which no port is called now.`,
    related: [{ at: use.at, message: `${use.who} ${quote(use.name)}` }],
    *fixes(context) {
      yield* fixWith(
        { title: `Change the name to ${use.name}`, applicability: 'unsafe', preferred: true },
        replaceScalar(context, document, name, use.name),
      )
    },
  }
}
