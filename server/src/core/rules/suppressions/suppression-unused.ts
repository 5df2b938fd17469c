import type { DocumentId } from '../../base/place.ts'
import { nearest } from '../../base/similar.ts'
import type { Span } from '../../base/span.ts'
import { type DocumentEdit, type FixContext, type Suppression, suppressionRule } from '../run/rule.ts'
import { fixWith, removeField } from '../support/edits.ts'
import { entryWithValue } from '../support/referenceEdits.ts'
import { quote } from '../support/text.ts'

export const suppressionUnused = suppressionRule({
  id: 'suppression-unused',
  certainty: 'possible',
  since: '0.1.0',
  fix: 'always',
  docs: {
    title: 'Suppression that suppresses nothing',
    what: 'Finds `portolan-ignore` comments and `portolan.dev/ignore` annotations that leave nothing out.',
    why: [
      'A comment or annotation that says what not to report is a promise: somebody has looked, and it is fine. When the finding is',
      'gone, the promise is about nothing, and would hide the next mistake of the same kind in this place. Mostly the manifest',
      'was fixed, or the id of the rule is misspelled.',
    ].join('\n'),
    instead: 'Remove it, or correct the id of the rule.',
    bad: manifest(' # portolan-ignore node-port-range: an old cluster'),
    good: manifest(''),
    sources: ['Portolan: docs/settings.md'],
    verify: ['portolan check shop.yaml'],
  },
  *check(suppression, document, knownRules) {
    const { rule, at } = suppression
    const known = knownRules.includes(rule)
    const meant = known ? undefined : nearest(rule, knownRules)
    const hint = meant === undefined ? '' : ` Did you mean ${quote(meant)}?`
    yield {
      at,
      message:
        rule === ''
          ? 'This comment names no rule, so it leaves nothing out: write portolan-ignore RULE: reason.'
          : known
            ? `${rule} finds nothing here, so there is nothing to ignore.`
            : `There is no rule ${quote(rule)}.${hint}`,
      *fixes(context) {
        if (meant !== undefined)
          yield* fixWith(
            { title: `Change it to ${meant}`, applicability: 'unsafe', preferred: true },
            { document, span: at, newText: meant },
          )
        yield* fixWith(
          { title: suppression.companions > 1 ? `Remove ${rule}` : 'Remove it', applicability: 'safe' },
          removal(context, document, suppression),
        )
      },
    }
  },
})

/** Takes one name out of a list, or the whole comment or annotation with its line. */
function removal(context: FixContext, document: DocumentId, suppression: Suppression): DocumentEdit | undefined {
  const { text, root } = context.document(document)
  const { at, written, companions, covers } = suppression
  if (companions > 1) return { document, span: withComma(text, at), newText: '' }
  if (typeof covers === 'string') {
    const entry = entryWithValue(root, written)
    return entry && removeField(context, document, entry.key.span)
  }
  const lineStart = text.lastIndexOf('\n', written.start - 1) + 1
  const before = text.slice(lineStart, written.start)
  if (before.trim() === '') {
    const lineEnd = text.indexOf('\n', written.end)
    return { document, span: { start: lineStart, end: lineEnd < 0 ? text.length : lineEnd + 1 }, newText: '' }
  }
  return { document, span: { start: lineStart + before.trimEnd().length, end: written.end }, newText: '' }
}

function withComma(text: string, at: Span): Span {
  const after = /^\s*,\s*/.exec(text.slice(at.end))
  if (after) return { start: at.start, end: at.end + after[0].length }
  const before = /\s*,\s*$/.exec(text.slice(0, at.start))
  return { start: at.start - (before?.[0].length ?? 0), end: at.end }
}

function manifest(comment: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  type: NodePort
  selector:
    app: shop
  ports:
    - port: 80
      nodePort: 30080${comment}
`
}
