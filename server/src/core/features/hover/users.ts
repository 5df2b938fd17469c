import { valueOf } from '../../base/known.ts'
import { sameSpan } from '../../base/span.ts'
import type { IncomingReference } from '../../graph/graph.ts'
import type { ContainerPort } from '../../k8s/facts/container.ts'
import type { Reference } from '../../k8s/facts/reference.ts'
import type { Service, ServicePort } from '../../k8s/facts/service.ts'
import type { PodTemplate, Workload } from '../../k8s/facts/workload.ts'
import { declaredOf } from './destination.ts'
import { exposureOf } from './exposure.ts'
import type { View } from './view.ts'

/** A Service port that leads somewhere. */
export interface ServiceUser {
  readonly service: Service
  readonly port: ServicePort
}

/** The Service ports that lead to this container port, in this pod. */
export function servicesAt(view: View, pod: PodTemplate, port: ContainerPort): readonly ServiceUser[] {
  const selected = view.graph.podOf(pod)
  if (!selected) return []
  return view.graph.servicesOf(pod).flatMap(service =>
    service.ports.items
      .filter(servicePort => {
        if (exposureOf(service) === 'external-name') return false
        const declared = declaredOf(view.graph.resolve(servicePort, selected))
        return declared !== undefined && sameSpan(declared.port.span, port.span)
      })
      .map(servicePort => ({ service, port: servicePort })),
  )
}

/** What points at a container port of the workload's pods by its number or name: policies, monitors, annotations. */
export function pointersAtPod(view: View, workload: Workload, port: ContainerPort): readonly IncomingReference[] {
  const [number, name] = [valueOf(port.containerPort), valueOf(port.name)]
  return view.graph.referencesTo(workload).filter(({ reference }) => {
    const wanted = valueOf(reference.port)
    return wanted !== undefined && (wanted === number || wanted === name || isInRange(reference, number))
  })
}

/** A policy may mean a range by `port` and `endPort`. */
function isInRange({ port, beside }: Reference, number: number | string | undefined): boolean {
  const { endPort } = beside
  const [from, to] = [valueOf(port), endPort && valueOf(endPort)]
  return (
    typeof from === 'number' && typeof to === 'number' && typeof number === 'number' && from <= number && number <= to
  )
}

/** What points at a Service port by its number or name, or because it is the only one. */
export function pointersAtService(view: View, service: Service, port: ServicePort): readonly IncomingReference[] {
  return view.graph.referencesTo(service).filter(({ reference }) => {
    const wanted = valueOf(reference.port) ?? reference.defaultPort
    return isCalled(port, wanted) || (wanted === undefined && service.ports.items.length === 1)
  })
}

/** Whether a number or a name means this Service port. */
export function isCalled(entry: ServicePort, port: string | number | undefined): boolean {
  return port !== undefined && (valueOf(entry.port) === port || valueOf(entry.name) === port)
}
