import { spanOf } from '../../base/known.ts'
import { protocolOf, serviceType } from '../../k8s/facts/service.ts'
import { serviceRule } from '../run/rule.ts'
import { enumerate, resourceText } from '../support/text.ts'

export const loadBalancerMixedProtocols = serviceRule({
  id: 'load-balancer-mixed-protocols',
  certainty: 'advice',
  since: '0.1.0',
  fix: 'none',
  docs: {
    title: 'One load balancer for several protocols',
    what: 'Finds Services of type LoadBalancer with ports of different protocols, which not every load balancer can serve.',
    why: [
      'Kubernetes accepts TCP and UDP ports in one Service of type LoadBalancer since 1.24, and leaves it to the load balancer',
      'whether it can do that. Where it cannot, the Service gets no address and stays pending; an event, or the condition',
      '`LoadBalancerPortsError` with the reason `LoadBalancerMixedProtocolNotSupported`, says why.',
      '',
      'It is only a hint: MetalLB can, the Service controller that is built in for AWS cannot.',
    ].join('\n'),
    instead: 'Ask the documentation of your load balancer; where it cannot, make one Service for each protocol.',
    bad: manifest('UDP'),
    good: manifest('TCP'),
    sources: [
      'kubernetes/api core/v1 types.go: LoadBalancerPortsError, LoadBalancerMixedProtocolNotSupported',
      'KEP-1435: mixed protocol support in Services with type LoadBalancer',
    ],
    covers: ['S26'],
    verify: ["kubectl get service dns -o jsonpath='{.status.conditions}'", 'kubectl describe service dns'],
  },
  *check(service) {
    if (serviceType(service) !== 'LoadBalancer') return
    const [first, ...others] = service.ports.items
    const protocol = first && protocolOf(first)
    const other = others.find(
      port => protocol !== undefined && protocolOf(port) !== undefined && protocolOf(port) !== protocol,
    )
    if (!other) return
    const used = new Set(service.ports.items.flatMap(port => protocolOf(port) ?? []))
    yield {
      at: spanOf(other.protocol.kind === 'known' ? other.protocol : other.port),
      message: `${resourceText(service)} mixes ${enumerate([...used])} on one load balancer: some implementations refuse that.`,
    }
  },
})

function manifest(protocol: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: dns
spec:
  type: LoadBalancer
  selector:
    app: dns
  ports:
    - name: dns
      port: 53
      targetPort: 5353
    - name: other
      port: 853
      targetPort: 8853
      protocol: ${protocol}
`
}
