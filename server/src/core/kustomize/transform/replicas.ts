import { applyFieldSpec, type FieldSpec, setScalar } from '../fieldSpec.ts'
import { isSelected } from '../id.ts'
import { type Node, text } from '../node.ts'
import { BuildError } from '../problem.ts'
import type { ResMap } from '../resMap.ts'

/** One entry of `replicas`. It must concern an object, by any name that it had. */
export function setReplicas(map: ResMap, replica: Node, specs: readonly FieldSpec[]): void {
  const name = text(replica, 'name')
  const count = replica.get('count')
  const source = count?.source ?? replica.source
  let isFound = false
  for (const resource of map.list) {
    const named = resource.ids.filter(id => id.name === name)
    for (const spec of named.length === 0 ? [] : specs) {
      if (!named.some(id => isSelected(id, spec))) continue
      isFound = true
      applyFieldSpec(resource.node, spec, {
        creates: 'scalar',
        tag: 'int',
        source,
        set: node => setScalar(node, count?.value ?? '0', 'int', source),
      })
      resource.contributedBy([replica.place.uri])
    }
  }
  if (!isFound) throw new BuildError('transformer', `nothing that has replicas is called ${name}`, replica.place)
}
