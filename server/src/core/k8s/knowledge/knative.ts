import type { ResourceBase } from '../facts/base.ts'
import type { Container } from '../facts/container.ts'
import type { PodTemplate } from '../facts/workload.ts'

/** True for a Service, Configuration or Revision of Knative, whose webhook fills in and checks ports in a way of its own. */
export function isKnative({ group }: ResourceBase): boolean {
  return group === 'serving.knative.dev'
}

/**
 * True for the container that gets the requests of a Knative revision: the only one, or of several the one with `ports`.
 * Knative puts the port of the container into its probes where they have none, and gives its readinessProbe a `tcpSocket` where
 * it has no handler. Sidecars get neither.
 *
 * @see knative/serving pkg/apis/serving/k8s_validation.go: validateProbe; pkg/apis/serving/v1/revision_defaults.go: applyProbes;
 *   pkg/reconciler/revision/resources/deploy.go: rewriteUserProbe
 */
export function servesRequests(container: Container, { containers }: PodTemplate): boolean {
  if (container.role !== 'main') return false
  const isOnly = containers.every(each => each === container || each.role !== 'main')
  return isOnly || container.ports.span !== undefined || !container.ports.complete
}
