import { valueOf } from '../../base/known.ts'
import type { Graph } from '../../graph/graph.ts'
import type { Reference } from '../../k8s/facts/reference.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import type { Fix, FixContext } from '../run/rule.ts'
import { nameContainerPort } from './containerPortFixes.ts'
import { fixWith, replaceScalar } from './edits.ts'
import { suggestContainerPortName } from './portNames.ts'
import { changeKey } from './referenceEdits.ts'
import { podsPointedAt } from './references.ts'
import { allServedPorts, servedPorts, usableName } from './selection.ts'

/**
 * A number in `port` of a PodMonitor or of a kind like it. The name of the container port is what every version takes: where the
 * port has none, it gets one. `portNumber` came with prometheus-operator 0.79 (November 2024); older CRDs drop the field, and the
 * monitor then scrapes every port.
 */
export function* podMonitorFixes(
  context: FixContext,
  reference: Reference,
  resource: Resource,
  number: number,
  graph: Graph,
): Generator<Fix> {
  const pods = podsPointedAt(reference, resource, graph) ?? []
  const served = allServedPorts(pods)
  const called = served.filter(({ port }) => valueOf(port.containerPort) === number)
  const [first] = called
  const names = new Set(called.map(({ port }) => usableName(port)))
  const [name] = names
  const isInEach = called.length === pods.length
  const write = (value: string) => replaceScalar(context, resource.document, reference.port, value)
  const own =
    first &&
    suggestContainerPortName(
      first.port,
      servedPorts(first.pod).map(({ port }) => port.name),
    )
  const fixes =
    name !== undefined && names.size === 1 && isInEach
      ? fixWith(
          {
            title: `Change to the name of container port ${number}: ${name}`,
            applicability: 'unsafe',
            preferred: true,
          },
          write(name),
        )
      : own !== undefined && isInEach
        ? nameContainerPort(context, own, called, {
            title: ', and choose it by that',
            preferred: true,
            edits: [write(own)],
          })
        : []
  yield* fixes
  const since =
    resource.group === 'monitoring.coreos.com' ? 'prometheus-operator 0.79 and newer' : 'newer operators only'
  yield* fixWith(
    {
      title: `Write it as portNumber: ${number} (${since})`,
      applicability: 'unsafe',
      ...(fixes.length > 0 ? {} : { preferred: true }),
    },
    changeKey(context, resource.document, reference.port, 'portNumber'),
    ...(valueOf(reference.port) === number ? [] : [replaceScalar(context, resource.document, reference.port, number)]),
  )
}
