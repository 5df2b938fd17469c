import { isHeadless } from '../../k8s/facts/service.ts'
import { readinessOf } from './readiness.ts'
import { listed } from './render.ts'
import { say } from './sentence.ts'
import { probeFacts as facts } from './sentences/probe.ts'
import type { PodTarget } from './target.ts'
import { called, type View } from './view.ts'

/** What a failing readinessProbe does to the traffic of the pod: that depends on the Services that select it. */
export function readinessEffect(view: View, { pod }: PodTarget): readonly string[] {
  const services = view.graph.servicesOf(pod)
  const ignoring = services.filter(service => readinessOf(service) === 'ignored')
  const names = listed(ignoring.map(called), 4)
  const gates = pod.fields.has('readinessGates') ? [say(facts.readinessGates)] : []
  if (ignoring.length > 0 && ignoring.length === services.length)
    return [say(facts.readinessIgnored, { services: names }), ...gates]
  if (ignoring.length > 0) return [say(facts.readinessIgnoredBySome, { services: names }), ...gates]
  const isInDnsOnly = services.length > 0 && services.every(isHeadless)
  return [say(isInDnsOnly ? facts.readinessHeadless : facts.readiness), ...gates]
}
