import { type Service, serviceType } from '../../k8s/facts/service.ts'
import { isIn, staticNodePorts } from '../../k8s/knowledge/nodePorts.ts'
import type { Choice } from './choice.ts'
import type { Mended } from './mend.ts'

/** A handful of free numbers that begin with the digits that are there. None where the type has no node ports. */
export function nodePorts(service: Service, { graph, begun }: Mended): readonly Choice[] {
  const type = serviceType(service)
  if (type === 'ClusterIP' || type === 'ExternalName') return []
  const [digits = ''] = /^\d*/.exec(begun) ?? []
  const free: Choice[] = []
  for (const number of graph.freeNodePorts()) {
    if (!String(number).startsWith(digits)) continue
    const isStatic = isIn(staticNodePorts, number)
    free.push({
      value: number,
      kind: 'node-port',
      detail: isStatic ? 'free, in the band for picking by hand' : 'free, but the cluster assigns from this band first',
    })
    if (free.length === most) break
  }
  return free
}

const most = 8
