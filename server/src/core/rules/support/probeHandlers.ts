import { valueOf } from '../../base/known.ts'
import type { Container, ContainerPort, Probe, ProbeHandler } from '../../k8s/facts/container.ts'
import type { PodTemplate, Workload } from '../../k8s/facts/workload.ts'

/** A handler of a probe or hook with everything around it. */
export interface HandlerInPlace {
  readonly pod: PodTemplate
  readonly container: Container
  readonly probe: Probe
  readonly handler: ProbeHandler
}

/** Every handler of every probe and hook of a workload. */
export function* handlersIn(workload: Workload): Generator<HandlerInPlace> {
  for (const pod of workload.pods)
    for (const container of pod.containers)
      for (const probe of container.probes)
        for (const handler of probe.handlers) yield { pod, container, probe, handler }
}

export function isHook({ of }: Probe): boolean {
  return of === 'postStart' || of === 'preStop'
}

/** The port of its own container that a handler names, by name or by number. */
export function portOf({ container, handler }: HandlerInPlace): ContainerPort | undefined {
  const wanted = valueOf(handler.port)
  if (wanted === undefined) return undefined
  return container.ports.items.find(
    port => valueOf(typeof wanted === 'string' ? port.name : port.containerPort) === wanted,
  )
}
