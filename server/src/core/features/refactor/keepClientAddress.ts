import { spanOf, valueOr } from '../../base/known.ts'
import { overlaps } from '../../base/span.ts'
import { type Service, serviceType } from '../../k8s/facts/service.ts'
import { addEntry, fixWith, mapHolding, replaceScalar } from '../../rules/support/edits.ts'
import type { Refactoring, RefactoringContext } from './refactoring.ts'

/**
 * `externalTrafficPolicy: Local` for a Service that is open to the outside: no SNAT, so the pod sees who calls. Offered on
 * `kind`, `type` and `externalTrafficPolicy`.
 *
 * @see kubernetes pkg/proxy/iptables/proxier.go: without Local, packets from outside are masqueraded
 */
export function keepClientAddress(context: RefactoringContext): readonly Refactoring[] {
  return context.open.facts.resources.flatMap(service => {
    if (service.is !== 'service' || service.fragment || !isMeant(service, context)) return []
    const type = serviceType(service)
    const policy = valueOr(service.externalTrafficPolicy, 'Cluster')
    if ((type !== 'NodePort' && type !== 'LoadBalancer') || policy !== 'Cluster') return []
    return fixWith(
      {
        title:
          "Keep the client's address (externalTrafficPolicy: Local; nodes without a ready pod then drop its packets)",
        applicability: 'unsafe',
      },
      setPolicy(service, context),
    ).map(fix => ({ ...fix, mends: false }))
  })
}

function isMeant({ kindSpan, type, externalTrafficPolicy, fields }: Service, { at }: RefactoringContext): boolean {
  const keys = ['type', 'externalTrafficPolicy'].flatMap(key => fields.get(key)?.keySpan ?? [])
  const values = [type, externalTrafficPolicy].filter(field => field.kind === 'known').map(spanOf)
  return [kindSpan, ...keys, ...values].some(span => overlaps(span, at))
}

function setPolicy(service: Service, context: RefactoringContext) {
  const { document, externalTrafficPolicy, fields } = service
  if (externalTrafficPolicy.kind === 'known') return replaceScalar(context, document, externalTrafficPolicy, 'Local')
  const type = fields.get('type')?.keySpan
  const spec = type && mapHolding(context, document, type)
  return (
    spec && addEntry(context, document, spec.span, { key: 'externalTrafficPolicy', value: 'Local' }, { after: 'type' })
  )
}
