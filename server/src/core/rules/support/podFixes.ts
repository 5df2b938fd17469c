import type { DocumentId } from '../../base/place.ts'
import type { Container } from '../../k8s/facts/container.ts'
import type { PodTemplate, Sysctl } from '../../k8s/facts/workload.ts'
import { mapAt } from '../../yaml/edit/find.ts'
import type { Fix, FixContext } from '../run/rule.ts'
import { addEntry, fixWith, type MaybeEdit, removeField, removeItem, replaceScalar } from './edits.ts'
import { containerText } from './portFields.ts'

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

/** Lets an init container run beside the others for as long as the pod lives, so that it may have probes and Services reach its ports. */
export function sidecarFix(
  context: FixContext,
  document: DocumentId,
  container: Container,
  preferred?: true,
): readonly Fix[] {
  const restartPolicy = container.fields.get('restartPolicy')?.value
  return fixWith(
    {
      title: `Make ${containerText(container)} a sidecar (restartPolicy: Always)`,
      applicability: 'unsafe',
      ...(preferred ? { preferred } : {}),
    },
    restartPolicy
      ? replaceScalar(context, document, restartPolicy, 'Always')
      : addEntry(context, document, container.span, { key: 'restartPolicy', value: 'Always' }, { after: 'image' }),
  )
}
