import { applyFieldSpec, type FieldSpec, setScalar } from '../fieldSpec.ts'
import { isSelected } from '../id.ts'
import type { Node } from '../node.ts'
import type { ResMap } from '../resMap.ts'
import { makerOf } from '../source.ts'

/** Kinds that keep their names (api/internal/builtins/PrefixTransformer.go). */
const kept = [
  { kind: 'CustomResourceDefinition' },
  { group: 'apiregistration.k8s.io', kind: 'APIService' },
  { kind: 'Namespace' },
]

/** `namePrefix` and `nameSuffix`: renames objects, and remembers how they were called. */
export function affixNames(map: ResMap, affix: Node, where: 'prefix' | 'suffix', specs: readonly FieldSpec[]): void {
  const { value: added } = affix
  for (const resource of map.list) {
    const id = resource.originalId
    if (kept.some(selector => isSelected(id, selector))) continue
    for (const spec of specs) {
      if (!isSelected(id, spec)) continue
      if (spec.path === 'metadata/name' && added !== '') {
        if (where === 'prefix') resource.prefixes = [...resource.prefixes, added]
        else resource.suffixes = [...resource.suffixes, added]
        resource.remember()
      }
      applyFieldSpec(resource.node, spec, {
        creates: 'scalar',
        tag: 'str',
        source: affix.source,
        set: node => {
          const value = where === 'prefix' ? `${added}${node.value}` : `${node.value}${added}`
          setScalar(node, value, '', {
            maker: { from: node.place, inputs: [...(makerOf(node.source).inputs ?? []), affix.place] },
          })
        },
      })
      resource.contributedBy([affix.place.uri])
    }
  }
  map.idsChanged()
}
