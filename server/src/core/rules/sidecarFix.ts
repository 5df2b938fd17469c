import type { DocumentId } from '../base/place.ts'
import type { Container } from '../k8s/container.ts'
import { addEntry, fixWith, replaceScalar } from './edits.ts'
import { containerText } from './portFields.ts'
import type { Fix, FixContext } from './rule.ts'

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
