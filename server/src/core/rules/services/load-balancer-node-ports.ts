import { spanOf, valueOf } from '../../base/known.ts'
import { serviceType } from '../../k8s/facts/service.ts'
import { serviceRule } from '../run/rule.ts'
import { fixWith, removeEntry } from '../support/edits.ts'
import { resourceText } from '../support/text.ts'

export const loadBalancerNodePorts = serviceRule({
  id: 'load-balancer-node-ports',
  certainty: 'possible',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'nodePort next to allocateLoadBalancerNodePorts: false',
    what: 'Finds Services that want no node ports and name one all the same.',
    why: [
      '`allocateLoadBalancerNodePorts: false` says that the load balancer does without node ports: it sends to the pods itself, or',
      'hands packets to the nodes with the Service port in them. It only stops the cluster from choosing numbers: a `nodePort` that is written down is taken on every',
      'node as before. One of the two is not what was meant.',
    ].join('\n'),
    instead:
      'Remove `nodePort`, or leave out `allocateLoadBalancerNodePorts` if the load balancer sends to node ports.',
    bad: manifest('      nodePort: 30080\n'),
    good: manifest(''),
    sources: [
      'kubernetes/api core/v1 types.go: ServiceSpec.AllocateLoadBalancerNodePorts',
      'kubernetes pkg/registry/core/service/storage/alloc.go: shouldAllocateNodePorts',
      'kubernetes pkg/proxy/iptables/proxier.go: rules for the addresses of load balancers',
    ],
    covers: ['S22'],
    verify: ["kubectl get service shop -o jsonpath='{.spec.ports}'"],
  },
  *check(service) {
    if (serviceType(service) !== 'LoadBalancer' || valueOf(service.allocateLoadBalancerNodePorts) !== false) return
    for (const entry of service.ports.items) {
      const number = valueOf(entry.nodePort)
      if (number === undefined) continue
      yield {
        at: spanOf(entry.nodePort),
        message: `nodePort ${number} of ${resourceText(service)} counts in spite of allocateLoadBalancerNodePorts: false.`,
        related: [
          {
            at: { document: service.document, span: spanOf(service.allocateLoadBalancerNodePorts) },
            message: 'No node ports are wanted here',
          },
        ],
        fixes: context =>
          fixWith(
            { title: 'Remove nodePort', applicability: 'unsafe' },
            removeEntry(context, service.document, entry.span, 'nodePort'),
          ),
      }
    }
  },
})

function manifest(nodePort: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  type: LoadBalancer
  allocateLoadBalancerNodePorts: false
  selector:
    app: shop
  ports:
    - port: 80
      targetPort: 8080
${nodePort}`
}
