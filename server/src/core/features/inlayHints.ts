import type { Uri } from '../base/place.ts'
import { overlaps, type Span, touches } from '../base/span.ts'
import type { Resource } from '../k8s/facts/resource.ts'
import type { OpenDocument } from '../workspace/types.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { viewFrom } from './hover/view.ts'
import { containerPortHints } from './inlayHints/containerPort.ts'
import type { HintContext, HintKind, InlayHint, LocalHint } from './inlayHints/hint.ts'
import { referenceHints } from './inlayHints/reference.ts'
import { selectorHints } from './inlayHints/selector.ts'
import { servicePortHints } from './inlayHints/servicePort.ts'

/**
 * The hints in one part of a file, by position. Only what stands in that part is looked up, so the cost depends on what the
 * editor shows. Quiet: whatever is unknown, may be patched or means different things in different pods gets none.
 *
 * @param range absolute in the file
 */
export function inlayHints(
  workspace: Workspace,
  uri: Uri,
  range: Span,
  kinds: ReadonlySet<HintKind>,
): readonly InlayHint[] {
  if (kinds.size === 0 || workspace.statusOf(uri)?.kind !== 'analysed') return []
  const view = viewFrom(workspace, uri)
  return workspace
    .partsOf(uri, range)
    .flatMap(({ document, span: within }) => {
      const context: HintContext = {
        view,
        text: document.text,
        wants: (kind, behind) => kinds.has(kind) && touches(within, behind.end),
        shows: span => overlaps(span, within),
      }
      return [...hintsIn(document, within, context)].flatMap((hint): readonly InlayHint[] => {
        const offset = touches(within, hint.offset) ? writtenEnd(workspace, document, hint.offset, uri) : undefined
        if (offset === undefined || !touches(range, offset)) return []
        const { kind, tooltip } = hint
        const parts = hint.parts.map(({ text, target }) =>
          target ? { text, target: workspace.locate(target) } : { text },
        )
        return [{ kind, offset, parts, tooltip }]
      })
    })
    .sort((a, b) => a.offset - b.offset)
}

/** Where the text before an offset ends in the file, if it was written there: a colon that a build prints follows its key. */
function writtenEnd(workspace: Workspace, { id, text }: OpenDocument, offset: number, uri: Uri): number | undefined {
  const colons = text[offset - 1] === ':' ? 1 : 0
  const end = offset - colons
  const { at, exact } = workspace.written({ document: id, span: { start: end - 1, end } })
  return exact && at.uri === uri ? at.span.end + colons : undefined
}

function* hintsIn({ facts }: OpenDocument, within: Span, context: HintContext): Generator<LocalHint> {
  for (const resource of facts.resources) {
    if (overlaps(resource.span, within)) yield* hintsOf(resource, context)
  }
}

function* hintsOf(resource: Resource, context: HintContext): Generator<LocalHint> {
  yield* referenceHints(resource, context)
  if (resource.is === 'service') {
    yield* selectorHints(resource, context)
    yield* servicePortHints(resource, context)
  } else if (resource.is === 'workload') yield* containerPortHints(resource, context)
}
