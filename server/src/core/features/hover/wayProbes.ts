import { valueOf } from '../../base/known.ts'
import {
  type Container,
  type ContainerPort,
  isLongLived,
  type Probe,
  type ProbeHandler,
} from '../../k8s/facts/container.ts'
import { isPortNumber } from '../../k8s/facts/port.ts'
import { isHeadless, type Service } from '../../k8s/facts/service.ts'
import type { PodTemplate } from '../../k8s/facts/workload.ts'
import { declaredOf, type End } from './destination.ts'
import { readinessOf } from './readiness.ts'
import { say, sentence } from './sentence.ts'

import * as source from './sources.ts'

type Row = readonly string[]

/**
 * When a selected pod gets traffic: the readiness probes of the container that the port belongs to, else those of the other
 * containers, for a pod is ready when all of them are; without any, what else it waits for.
 */
export function probeRows(service: Service, { selected, resolution }: End): readonly Row[] {
  if (resolution.status === 'missing') return []
  const { pod } = selected
  const longLived = pod.containers.filter(isLongLived)
  const own = declaredOf(resolution)?.container
  const asked = own && readinessProbes(own).length > 0 ? [own] : longLived
  const probes = asked.flatMap(container =>
    readinessProbes(container).flatMap(probe =>
      probe.handlers
        .slice(0, 1)
        .map(handler => probeRow(service, container, probe, handler, container === own || !own)),
    ),
  )
  if (probes.length > 0) return probes.slice(0, 2)
  return selected.complete ? [['kubelet', 'no readinessProbe', unprobed(service, pod, longLived)]] : []
}

function readinessProbes({ probes }: Container): readonly Probe[] {
  return probes.filter(probe => probe.of === 'readinessProbe')
}

function unprobed(service: Service, { fields }: PodTemplate, containers: readonly Container[]): string {
  if (readinessOf(service) === 'ignored') return say(wayFacts.anyway)
  if (fields.has('readinessGates')) return say(wayFacts.gates)
  const starts = containers.some(({ probes }) => probes.some(({ of }) => of === 'startupProbe'))
  return say(starts ? wayFacts.startup : wayFacts.noReadiness)
}

function probeRow(service: Service, container: Container, { of }: Probe, handler: ProbeHandler, isOwn: boolean): Row {
  const whose = isOwn ? of : `${of} of container ${valueOf(container.name) ?? '<name>'}`
  const waits = readinessOf(service) !== 'ignored'
  const effect = waits
    ? say(isHeadless(service) ? wayFacts.readinessHeadless : wayFacts.readiness)
    : say(wayFacts.anyway)
  const words = `${whose}: ${effect}`
  if (handler.type === 'exec' || handler.type === 'sleep') return ['kubelet', `→ ${handler.type}`, words]
  const wanted = valueOf(handler.port)
  if (wanted === undefined) return ['kubelet', '→ pod:?', `? ${whose}: the port is not known here`]
  const declared = container.ports.items.find(each => valueOf(each.name) === wanted)
  if (typeof wanted === 'string' && !declared && container.ports.complete)
    return [
      'kubelet',
      '✗ nothing',
      `${whose}: no port named ${wanted} here, ${waits ? say(wayFacts.neverReady) : effect}`,
    ]
  const number = isPortNumber(wanted) ? wanted : numberIn(declared)
  const path = handler.type === 'httpGet' ? (valueOf(handler.path) ?? '') : ''
  return ['kubelet', `→ pod:${number ?? '?'}${path}`, words]
}

function numberIn(declared: ContainerPort | undefined): number | undefined {
  const number = declared && valueOf(declared.containerPort)
  return isPortNumber(number) ? number : undefined
}

export const wayFacts = {
  readiness: sentence('no traffic until it passes', source.probeEffects),
  readinessHeadless: sentence('not in DNS until it passes', source.probeEffects),
  anyway: sentence('traffic whether ready or not (publishNotReadyAddresses)', source.notReady),
  noReadiness: sentence('traffic as soon as its containers run', source.probeEffects),
  startup: sentence('traffic once its startupProbe has passed', source.notStarted),
  gates: sentence('traffic once its readinessGates are met', source.readinessGates),
  neverReady: sentence('so never ready', source.probeResults),
} as const
