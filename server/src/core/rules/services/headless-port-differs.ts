import { spanOf, valueOf } from '../../base/known.ts'
import type { Graph } from '../../graph/graph.ts'
import { isPortNumber } from '../../k8s/facts/port.ts'
import { isHeadless, type Service, type ServicePort, serviceType } from '../../k8s/facts/service.ts'
import { serviceRule } from '../run/rule.ts'
import { fixWith, replaceScalar } from '../support/edits.ts'
import { selectedBy } from '../support/selection.ts'
import { resourceText } from '../support/text.ts'

export const headlessPortDiffers = serviceRule({
  id: 'headless-port-differs',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Headless Service whose port is not the port of the pods',
    what: 'Finds headless Services with a `port` that differs from the number that the pods listen on.',
    why: [
      'With `clusterIP: None` DNS answers with the addresses of the pods, and nothing stands in between that could translate one number',
      'into another. A client that connects to `name:port` reaches that very number *of the pod*, whatever `targetPort` says: with',
      '`port: 80` and `targetPort: 8080` it is refused. The documentation of the API says that `targetPort` is ignored here;',
      'EndpointSlices and SRV records do carry it, so clients that ask for SRV records (and many operators) find the right one.',
    ].join('\n'),
    instead: 'Give `port` the number that the pods listen on.',
    bad: manifest(80),
    good: manifest(8080),
    sources: [
      'k8s.io/endpointslice/utils.go: getEndpointPorts',
      'CoreDNS plugin/kubernetes: findServices',
      'kubernetes/kubectl pkg/util/service_port.go: LookupContainerPortNumberByServicePort',
    ],
    covers: ['3.3'],
    verify: [
      'kubectl get endpointslices -l kubernetes.io/service-name=shop',
      'kubectl run -it --rm dig --image=busybox -- nslookup shop',
    ],
  },
  *check(service, graph) {
    // Of another type it is refused, which service-field-forbidden says.
    if (!isHeadless(service) || serviceType(service) !== 'ClusterIP' || service.selector.pairs.length === 0) return
    if (graph.mayBeRetyped(service)) return
    for (const entry of service.ports.items) {
      const port = valueOf(entry.port)
      if (!isPortNumber(port) || entry.targetPort.kind !== 'known') continue
      const target = targetNumber(entry, service, graph)
      if (target === undefined || target === port) continue
      yield {
        at: spanOf(entry.port),
        message: `${resourceText(service)} is headless: clients that dial ${port} reach ${port} of the pods, which listen on ${target}.`,
        related: [
          {
            at: { document: service.document, span: spanOf(entry.targetPort) },
            message: 'Only SRV records and EndpointSlices carry the targetPort',
          },
        ],
        fixes: context =>
          service.ports.items.some(each => valueOf(each.port) === target)
            ? []
            : fixWith(
                { title: `Change Service port to ${target}`, applicability: 'unsafe' },
                replaceScalar(context, service.document, entry.port, target),
              ),
      }
    }
  },
})

/** The one number that traffic of this port goes to in all pods, if there is one. */
function targetNumber(entry: ServicePort, service: Service, graph: Graph): number | undefined {
  const target = valueOf(entry.targetPort)
  if (typeof target === 'number') return isPortNumber(target) ? target : undefined
  const numbers = new Set(
    selectedBy(service, graph)?.pods.map(pod => {
      const resolution = graph.resolve(entry, pod)
      return resolution.status === 'named' ? resolution.number : undefined
    }),
  )
  const [only] = numbers
  return numbers.size === 1 ? only : undefined
}

function manifest(port: number): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  clusterIP: None
  selector:
    app: shop
  ports:
    - port: ${port}
      targetPort: 8080
`
}
