import { spanOf, valueOf } from '../../base/known.ts'
import { serviceRule } from '../run/rule.ts'
import { fixWith, replaceScalar } from '../support/edits.ts'

const most = 86_400

export const sessionAffinityTimeout = serviceRule({
  id: 'session-affinity-timeout',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Session affinity timeout outside one second to one day',
    what: 'Finds `sessionAffinityConfig.clientIP.timeoutSeconds` that is not from 1 to 86400.',
    why: [
      'With `sessionAffinity: ClientIP` a client goes to the same pod until it has opened no connection for `timeoutSeconds`. The API server takes',
      '1 to 86400 seconds (one day) and refuses the rest; left out, it is 10800 (three hours). Its message says "less than 86400",',
      'but 86400 itself is accepted.',
      '',
      'The client is the source address that arrives at the node, before any SNAT. Many clients look like one behind what has',
      'replaced their address before: a proxy, a NAT gateway, a load balancer that opens connections of its own. Each node remembers',
      'for itself.',
    ].join('\n'),
    instead: 'Use a number from 1 to 86400.',
    bad: manifest(172_800),
    good: manifest(most),
    sources: [
      'kubernetes pkg/apis/core/validation/validation.go: validateAffinityTimeout',
      'kubernetes pkg/apis/core/v1/defaults.go: SetDefaults_Service',
    ],
    covers: ['S19', 'S20'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(service) {
    const seconds = valueOf(service.sessionAffinityTimeout)
    if (seconds === undefined || (seconds >= 1 && seconds <= most)) return
    if (valueOf(service.sessionAffinity) !== 'ClientIP') return
    yield {
      at: spanOf(service.sessionAffinityTimeout),
      message: `timeoutSeconds ${seconds} is refused: session affinity lasts from 1 to ${most} seconds (one day).`,
      fixes: context =>
        seconds > most
          ? fixWith(
              {
                title: `Change timeoutSeconds to ${most}, the most there is`,
                applicability: 'unsafe',
                preferred: true,
              },
              replaceScalar(context, service.document, service.sessionAffinityTimeout, most),
            )
          : [],
    }
  },
})

function manifest(seconds: number): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  sessionAffinity: ClientIP
  sessionAffinityConfig:
    clientIP:
      timeoutSeconds: ${seconds}
  ports:
    - port: 80
      targetPort: 8080
`
}
