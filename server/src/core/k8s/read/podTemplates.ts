import { entryOf, type YamlMap } from '../../yaml/node.ts'
import { type FilledSlot, type Slot, slotOf } from './slot.ts'

/**
 * Pod templates of a custom resource that no table knows: mappings with a `spec` whose `containers` are a list of mappings
 * with a name or an image. The resource itself does not count (a Prometheus' `spec.containers` are merged into a pod that
 * the operator describes), nor do whole resources that it embeds.
 *
 * @example `spec: {replicaSpecs: {Worker: {template: {spec: {containers: [{image: x}]}}}}}` gives the `template`.
 */
export function podTemplatesIn(resource: Slot): readonly FilledSlot[] {
  const found: FilledSlot[] = []
  let budget = maxNodes
  const visit = (slot: Slot, depth: number): void => {
    if (slot.is !== 'value' || slot.node.kind === 'scalar' || depth > maxDepth || budget-- <= 0) return
    if (slot.node.kind === 'seq') {
      for (const item of slot.node.items) visit(slotOf(item.value, item.span, slot.key, slot.via), depth + 1)
      return
    }
    if (depth > 0 && isPodTemplate(slot.node)) {
      found.push(slot)
      return
    }
    if (depth > 0 && isResource(slot.node)) return
    for (const entry of slot.node.entries) {
      if (depth === 0 && entry.key.value !== 'spec') continue
      visit(slotOf(entry.value, entry.span, entry.key.span, entry.via ?? slot.via), depth + 1)
    }
  }
  visit(resource, 0)
  return found
}

const maxDepth = 14
const maxNodes = 5_000

function isPodTemplate(map: YamlMap): boolean {
  const spec = entryOf(map, 'spec')?.value
  const containers = entryOf(spec, 'containers')?.value
  if (containers?.kind !== 'seq') return false
  return containers.items.some(
    item => item.value?.kind === 'map' && (entryOf(item.value, 'name') ?? entryOf(item.value, 'image')) !== undefined,
  )
}

function isResource(map: YamlMap): boolean {
  return entryOf(map, 'apiVersion') !== undefined && entryOf(map, 'kind') !== undefined
}
