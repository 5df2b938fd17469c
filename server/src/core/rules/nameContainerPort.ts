import { valueOf } from '../base/known.ts'
import { portNameProblem } from '../k8s/port.ts'
import { addEntry, fixWith, type MaybeEdit } from './edits.ts'
import type { Fix, FixContext } from './rule.ts'
import { type ServedPort, servedPorts } from './selected.ts'
import { containerPortText, quote } from './text.ts'

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
