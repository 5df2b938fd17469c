import { valueOf } from '../../base/known.ts'
import type { Container } from '../../k8s/facts/container.ts'
import { portNameProblem } from '../../k8s/facts/port.ts'
import type { PodTemplate } from '../../k8s/facts/workload.ts'
import type { Fix, FixContext } from '../run/rule.ts'
import { appendEntry, insertEntry } from './blockEdits.ts'
import { addEntry, addItem, fixWith, type MaybeEdit } from './edits.ts'
import { type ServedPort, servedPorts } from './selection.ts'
import { containerPortText, quote } from './text.ts'

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

/** Gives a container port that has none the name by which others look for it, in each of the pods that are meant. */
export function nameContainerPort(
  context: FixContext,
  name: string,
  ports: readonly ServedPort[],
  more: { readonly title?: string; readonly preferred?: boolean; readonly edits?: readonly MaybeEdit[] } = {},
): readonly Fix[] {
  const [first] = ports
  const isTaken = ports.some(({ pod }) => servedPorts(pod).some(({ port }) => valueOf(port.name) === name))
  const isNamed = ports.some(({ port }) => port.name.kind !== 'absent')
  if (!first || isTaken || isNamed || portNameProblem(name) !== undefined) return []
  return fixWith(
    {
      title: `Name container port ${containerPortText(first.port)} ${quote(name)}${more.title ?? ''}`,
      applicability: 'unsafe',
      ...(more.preferred ? { preferred: true } : {}),
    },
    ...ports.map(({ pod, port }) => addEntry(context, pod.document, port.span, { key: 'name', value: name })),
    ...(more.edits ?? []),
  )
}
