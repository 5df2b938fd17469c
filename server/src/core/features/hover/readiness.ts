import { valueOf } from '../../base/known.ts'
import type { Service } from '../../k8s/facts/service.ts'

/** How a Service treats pods that are not ready. `unknown`: the field is template text, or in the part that a patch completes. */
export type Readiness = 'counts' | 'ignored' | 'unknown'

/**
 * Whether readiness decides which pods get traffic. `publishNotReadyAddresses: true` makes every endpoint ready.
 *
 * @see kubernetes staging/src/k8s.io/endpointslice/utils.go: podToEndpoint
 */
export function readinessOf({ publishNotReadyAddresses: publish, fragment }: Service): Readiness {
  if (publish.kind === 'absent') return fragment ? 'unknown' : 'counts'
  const isOn = valueOf(publish)
  return isOn === undefined ? 'unknown' : isOn ? 'ignored' : 'counts'
}

/** For sentences: `ready pods` where only those get traffic, else `pods`. */
export function readyWord(service: Service): string {
  return readinessOf(service) === 'counts' ? 'ready ' : ''
}

/** For sentences: `a ready pod`, or `a pod`. */
export function aPod(service: Service): string {
  return `a ${readyWord(service)}pod`
}
