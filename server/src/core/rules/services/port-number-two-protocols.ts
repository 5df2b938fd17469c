import { spanOf, valueOf } from '../../base/known.ts'
import { protocolOf } from '../../k8s/facts/service.ts'
import { serviceRule } from '../run/rule.ts'
import { resourceText } from '../support/text.ts'

export const portNumberTwoProtocols = serviceRule({
  id: 'port-number-two-protocols',
  certainty: 'advice',
  since: '0.1.0',
  fix: 'none',
  profile: 'teaching',
  docs: {
    title: 'One number for two protocols in a Service',
    what: 'Finds Services that serve one number over two protocols, which `kubectl apply` can merge into one.',
    why: [
      'A Service may have 53/TCP and 53/UDP: pairs of protocol and number must be unique, and both entries share one nodePort. But',
      'client-side `kubectl apply` (and `kubectl patch`) merges the list by `port` alone. When such a Service is *changed*, one of',
      'the two entries can be lost or take fields of the other; creating it is fine. Server-side apply uses both keys.',
      '',
      'It is a fact to know rather than a mistake, so it shows in the profile `teaching` only.',
    ].join('\n'),
    instead: 'Apply it with `kubectl apply --server-side`, and look at the ports after a change.',
    bad: manifest(53),
    good: manifest(5353),
    sources: [
      'kubernetes/api core/v1 types.go: ServiceSpec.Ports (patchMergeKey port, listMapKeys port and protocol)',
      'kubernetes issues 39188 and 105610',
    ],
    covers: ['S3', 'S29'],
    verify: ['kubectl apply --server-side -f dns.yaml', "kubectl get service dns -o jsonpath='{.spec.ports}'"],
  },
  *check(service) {
    const { items } = service.ports
    for (const [index, entry] of items.entries()) {
      const number = valueOf(entry.port)
      const protocol = protocolOf(entry)
      if (number === undefined || protocol === undefined) continue
      const first = items.slice(0, index).find(each => valueOf(each.port) === number)
      const other = first && protocolOf(first)
      if (!first || other === undefined || other === protocol) continue
      yield {
        at: spanOf(entry.port),
        message: `${resourceText(service)} has Service port ${number} for ${other} and ${protocol}: client-side apply can lose one of them.`,
        related: [
          { at: { document: service.document, span: spanOf(first.port) }, message: `Service port ${number}/${other}` },
        ],
      }
    }
  },
})

function manifest(second: number): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: dns
spec:
  selector:
    app: dns
  ports:
    - name: dns
      port: ${second}
      protocol: UDP
    - name: dns-tcp
      port: 53
`
}
