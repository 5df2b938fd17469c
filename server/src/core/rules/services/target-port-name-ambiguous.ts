import { spanOf, valueOf } from '../../base/known.ts'
import { serviceRule } from '../run/rule.ts'
import { selectedBy } from '../support/selection.ts'
import { enumerate, quote, resourceText } from '../support/text.ts'

export const targetPortNameAmbiguous = serviceRule({
  id: 'target-port-name-ambiguous',
  certainty: 'advice',
  since: '0.1.0',
  fix: 'none',
  docs: {
    title: 'One targetPort name, several numbers',
    what: 'Finds a named `targetPort` that stands for different numbers in the selected pods.',
    why: [
      'Kubernetes looks the name up in each pod by itself, so one name may stand for 8080 in the pods of one workload and for 9090 in',
      'those of another: each gets its traffic on its own number. That is legal, and useful while a port is being changed. It',
      'surprises readers of the Service, and tools that take the first pod they meet (`kubectl port-forward`) for all.',
    ].join('\n'),
    instead: 'If the workloads are meant to serve the same, give the port one number everywhere.',
    bad: manifest(9090),
    good: manifest(8080),
    sources: [
      'k8s.io/endpointslice/utils.go: FindPort, getEndpointPorts',
      'k8s.io/endpointslice/reconciler.go: one EndpointSlice for each list of ports',
    ],
    covers: ['3.1'],
    verify: ['kubectl get endpointslices -l kubernetes.io/service-name=shop -o wide'],
  },
  *check(service, graph) {
    const selected = selectedBy(service, graph)
    if (!selected || selected.pods.length < 2) return
    for (const entry of service.ports.items) {
      const name = valueOf(entry.targetPort)
      if (typeof name !== 'string') continue
      const ends = selected.pods.flatMap(pod => {
        const resolution = graph.resolve(entry, pod)
        return resolution.status === 'named' && resolution.number !== undefined ? [{ pod, ...resolution }] : []
      })
      if (new Set(ends.map(end => end.number)).size < 2) continue
      const numbers = ends.map(end => `${end.number} in ${resourceText(end.pod.workload)}`)
      yield {
        at: spanOf(entry.targetPort),
        message: `targetPort ${quote(name)} is ${enumerate([...new Set(numbers)], 3)}: each pod gets traffic on its own number.`,
        related: ends.slice(0, 3).map(({ pod, declared, number }) => ({
          at: { document: pod.pod.document, span: spanOf(declared.port.containerPort) },
          message: `${quote(name)} is ${number} here`,
        })),
      }
    }
  },
})

function manifest(second: number): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - port: 80
      targetPort: http
---
${pod('shop-a', 8080)}---
${pod('shop-b', second)}`
}

function pod(name: string, port: number): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  labels:
    app: shop
spec:
  containers:
    - name: shop
      image: example.com/shop:1
      ports:
        - name: http
          containerPort: ${port}
`
}
