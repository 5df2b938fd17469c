import { valueOf } from '../../base/known.ts'
import { contains } from '../../base/span.ts'
import { isHeadless, protocolOf, type Service, type ServicePort, targetOf } from '../../k8s/facts/service.ts'
import { resourceText } from '../../rules/support/text.ts'
import { podsBehind } from './behind.ts'
import type { Block } from './choice.ts'
import { labelsOf, portsOf, type ServicePortEntry } from './forWorkload.ts'
import { around, type Mended, namesakesFirst } from './mend.ts'

/** A selector, all ports at once, or one entry of `ports`. */
export function serviceBlocks(service: Service, at: Mended): readonly Block[] {
  const { path, standIn } = at
  if (path.length === 2 && path[0] === 'spec')
    return [
      ...(service.selector.span ? [] : selectorBlocks(at)),
      ...(service.ports.span ? [] : portsBlocks(service, at)),
    ]
  if (path.length !== 4 || path[1] !== 'ports') return []
  const own = service.ports.items.find(each => contains(each.span, standIn))
  if (own && [own.port, own.targetPort, own.name].some(field => field.kind !== 'absent')) return []
  const others = service.ports.items.filter(each => each !== own)
  return podsBehind(service, at)
    .flatMap(({ pod }) => portsOf(pod, isHeadless(service), others))
    .filter(entry => !others.some(other => leadsThere(other, entry)))
    .map(entry => ({
      says: `port ${entryText(entry)}`,
      detail: 'an entry for a port of the pods',
      content: { item: entry },
    }))
}

/** Whether an entry that is there leads to the same port of the pods. */
function leadsThere(entry: ServicePort, { port, targetPort = port, protocol = 'TCP' }: ServicePortEntry): boolean {
  return protocolOf(entry) === protocol && valueOf(targetOf(entry)) === targetPort
}

function selectorBlocks(at: Mended): readonly Block[] {
  return namesakesFirst(around(at, 'workload'), at).flatMap(workload =>
    workload.pods.flatMap((pod): Block[] => {
      const labels = labelsOf(workload, pod)
      return labels === undefined
        ? []
        : [
            {
              says: pairsText(labels),
              detail: `of ${resourceText(workload)}`,
              content: { key: 'selector', value: labels },
            },
          ]
    }),
  )
}

/** All ports of the pods at once. */
function portsBlocks(service: Service, at: Mended): readonly Block[] {
  const [selected] = podsBehind(service, at)
  const entries = selected ? portsOf(selected.pod, isHeadless(service)) : []
  if (entries.length === 0) return []
  const says = entries.map(entryText).join(', ')
  return [{ says, detail: 'all ports of the pods', content: { key: 'ports', value: entries } }]
}

function entryText({ port, targetPort }: ServicePortEntry): string {
  return `${port} → ${targetPort ?? port}`
}

function pairsText(labels: Readonly<Record<string, string>>): string {
  return Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ')
}
