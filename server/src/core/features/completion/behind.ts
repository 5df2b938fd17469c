import { valueOf } from '../../base/known.ts'
import type { SelectedPod } from '../../graph/graph.ts'
import { type ContainerPort, isLongLived } from '../../k8s/facts/container.ts'
import type { Service } from '../../k8s/facts/service.ts'
import { around, type Mended } from './mend.ts'

/** The pods that the selector picks, else those that it most likely means. A patch is about the pods of the Service it changes. */
export function podsBehind(service: Service, at: Mended): readonly SelectedPod[] {
  const selection = at.graph.selection(isPatch(service, at) ? (changedBy(service, at) ?? service) : service)
  if (selection.status === 'selected') return selection.pods
  return selection.status === 'nothing' && selection.nearMiss ? [selection.nearMiss.pod] : []
}

function isPatch(service: Service, { graph }: Mended): boolean {
  return !service.selector.span && graph.isPart(service)
}

function changedBy(patch: Service, at: Mended): Service | undefined {
  const name = valueOf(patch.name)
  return around(at, 'service').find(each => each.selector.span && valueOf(each.name) === name)
}

/** The ports that the pods declare under a name or a number. */
export function declaring(target: string | number | undefined, pods: readonly SelectedPod[]): readonly ContainerPort[] {
  return pods.flatMap(({ pod }) =>
    pod.containers
      .filter(isLongLived)
      .flatMap(({ ports }) => ports.items)
      .filter(
        each => target !== undefined && valueOf(typeof target === 'number' ? each.containerPort : each.name) === target,
      ),
  )
}
