import { spanOf, valueOf } from '../../base/known.ts'
import { referenceRule } from '../run/rule.ts'
import { fixWith, replaceScalar } from '../support/edits.ts'

export const gatewayListenerTls = referenceRule({
  id: 'gateway-listener-tls',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'TLS settings on a listener without TLS',
    what: 'Finds listeners of a Gateway that set `tls` although their protocol is HTTP, TCP or UDP.',
    why: [
      '`tls` says what happens to the TLS of a connection, and only the protocols `HTTPS` and `TLS` have any. The API server',
      "refuses it elsewhere: `tls must not be specified for protocols ['HTTP', 'TCP', 'UDP']`. Most often the protocol is",
      'what is wrong: a listener on port 443 with a certificate is meant to be `HTTPS`.',
    ].join('\n'),
    instead: 'Set `protocol: HTTPS` (or `TLS`), or remove `tls`.',
    bad: manifest('HTTP'),
    good: manifest('HTTPS'),
    sources: ['gateway-api apis/v1/gateway_types.go: GatewaySpec.Listeners (CEL rules)'],
    covers: ['5.2'],
    verify: ['kubectl apply --dry-run=server -f edge.yaml'],
  },
  *check(reference, resource, graph) {
    const { protocol, tls } = reference.beside
    if (reference.site !== 'gateway-listener' || !protocol || !tls || tls.kind === 'absent') return
    if (graph.isPart(resource) || graph.mayBePatched(resource)) return
    const word = valueOf(protocol)
    if (word !== 'HTTP' && word !== 'TCP' && word !== 'UDP') return
    const right = word === 'HTTP' ? 'HTTPS' : word === 'TCP' ? 'TLS' : undefined
    yield {
      at: spanOf(protocol),
      message: `A listener with protocol ${word} takes no tls: it goes with HTTPS and TLS only.`,
      fixes: context =>
        right === undefined
          ? []
          : fixWith(
              { title: `Change the protocol to ${right}`, applicability: 'unsafe', preferred: true },
              replaceScalar(context, resource.document, protocol, right),
            ),
    }
  },
})

function manifest(protocol: string): string {
  return `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: edge
spec:
  gatewayClassName: example
  listeners:
    - name: web
      port: 443
      protocol: ${protocol}
      tls:
        certificateRefs:
          - name: edge
`
}
