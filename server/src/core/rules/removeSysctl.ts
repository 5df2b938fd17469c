import type { PodTemplate, Sysctl } from '../k8s/resource.ts'
import { mapAt } from '../yaml/edit/find.ts'
import { type MaybeEdit, removeField, removeItem } from './edits.ts'
import type { FixContext } from './rule.ts'

/** Takes a sysctl out of a pod; the last one with the list that held it, and a `securityContext` that held nothing else. */
export function removeSysctl(context: FixContext, pod: PodTemplate, sysctl: Sysctl): MaybeEdit {
  const { document, sysctlList: list, sysctls } = pod
  if (!list) return undefined
  if (sysctls.length > 1) return removeItem(context, document, list, sysctl.span)
  const around = pod.fields.get('securityContext')
  const map = around?.value.kind === 'unknown' ? mapAt(context.document(document).root, around.value.span) : undefined
  if (!around || !map) return undefined
  const key = map.entries.find(({ key }) => key.value === 'sysctls')?.key.span
  return map.entries.length > 1
    ? key && removeField(context, document, key)
    : removeField(context, document, around.keySpan)
}
