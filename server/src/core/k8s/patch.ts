import { isMap, type Slot } from './read.ts'

/** True when one of the mappings holds a directive of a strategic merge patch (`$patch: delete`): a patch and nothing else. */
export function isPatch(...slots: readonly Slot[]): boolean {
  return slots.some(slot => isMap(slot) && slot.node.entries.some(entry => directive.test(String(entry.key.value))))
}

/** @see k8s.io/apimachinery/pkg/util/strategicpatch: directiveMarker, retainKeys, setElementOrder, deleteFromPrimitiveList */
const directive = /^\$(?:patch|retainKeys|setElementOrder|deleteFromPrimitiveList)\b/
