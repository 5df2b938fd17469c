import type { Container } from '../k8s/container.ts'
import type { PodTemplate } from '../k8s/resource.ts'
import { appendEntry, insertEntry } from './blockEdits.ts'
import { addItem, type MaybeEdit } from './edits.ts'
import type { FixContext } from './rule.ts'

/** Declares one more port of a container; where it declares none, below its name and image, as far as those come first. */
export function declarePort(
  context: FixContext,
  { document }: PodTemplate,
  { fields, ports }: Container,
  number: number,
): MaybeEdit {
  if (ports.span) return addItem(context, document, ports.span, { containerPort: number })
  if (!ports.complete) return undefined
  const keys = [...fields]
    .map(([key, { keySpan }]) => ({ key, span: keySpan }))
    .toSorted((a, b) => a.span.start - b.span.start)
  const next = keys.find(({ key }) => key !== 'name' && key !== 'image')
  const last = keys.at(-1)
  const entry = { key: 'ports', value: [{ containerPort: number }] }
  if (next) return insertEntry(context, document, next.span, entry)
  return last && appendEntry(context, document, last.span, entry)
}
