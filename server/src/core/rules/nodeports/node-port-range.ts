import { spanOf, valueOf } from '../../base/known.ts'
import { isPortNumber } from '../../k8s/facts/port.ts'
import { serviceType } from '../../k8s/facts/service.ts'
import { isIn, nodePorts } from '../../k8s/knowledge/nodePorts.ts'
import { serviceRule } from '../run/rule.ts'
import { otherHealthCheckNodePort, otherNodePort } from '../support/nodePortFixes.ts'

export const nodePortRange = serviceRule({
  id: 'node-port-range',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'nodePort outside 30000 to 32767',
    what: 'Finds nodePorts that a cluster with the usual range refuses.',
    why: [
      'Node ports are handed out from a range that each cluster sets with `--service-node-port-range`; 30000-32767 unless',
      'somebody changed it. Outside of it the API server refuses the Service: `provided port is not in the valid range`.',
      'Since the range is a setting of the cluster, this is a warning and not an error.',
      '',
      'Within the range, 30000-30085 is the part that is best for numbers picked by hand: the cluster takes its own choices',
      'from the rest first.',
    ].join('\n'),
    instead: 'Pick a number from 30000 to 32767, or leave `nodePort` out and let the cluster choose.',
    bad: `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  type: NodePort
  selector:
    app: shop
  ports:
    - port: 80
      nodePort: 8080
`,
    good: `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  type: NodePort
  selector:
    app: shop
  ports:
    - port: 80
      nodePort: 30080
`,
    sources: [
      'kubernetes pkg/registry/core/service/portallocator/allocator.go: ErrNotInRange, calculateRangeOffset',
      'kube-apiserver --service-node-port-range',
    ],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(service, graph) {
    const type = serviceType(service)
    // On the other types node-port-type says what matters more.
    if (type !== 'NodePort' && type !== 'LoadBalancer') return
    for (const entry of service.ports.items) {
      const number = valueOf(entry.nodePort)
      if (!isPortNumber(number) || isIn(nodePorts, number)) continue
      yield {
        at: spanOf(entry.nodePort),
        message: `nodePort ${number} is outside 30000-32767 and is refused unless this cluster's range was changed.`,
        fixes: context => otherNodePort(context, service, entry, graph),
      }
    }
    const health = valueOf(service.healthCheckNodePort)
    if (type !== 'LoadBalancer' || !isPortNumber(health) || isIn(nodePorts, health)) return
    yield {
      at: spanOf(service.healthCheckNodePort),
      message: `healthCheckNodePort ${health} is outside 30000-32767 and is refused unless this cluster's range was changed.`,
      fixes: context => otherHealthCheckNodePort(context, service, graph),
    }
  },
})
