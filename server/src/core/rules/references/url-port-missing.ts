import { spanOf, valueOf } from '../../base/known.ts'
import type { Graph } from '../../graph/graph.ts'
import { isHeadless, type Service, serviceType } from '../../k8s/service.ts'
import { fixWith } from '../edits.ts'
import { isUrl, servicesPointedAt } from '../pointing.ts'
import { changePort } from '../referenceEdits.ts'
import { referenceRule } from '../rule.ts'
import { selectedBy } from '../selected.ts'
import { declaresNumber, podNumbersOf, portsCalled, servicePortText } from '../servicePorts.ts'
import { quote } from '../text.ts'
import { meantBy, portsHere, wrongPortText } from '../wrongServicePort.ts'

export const urlPortMissing = referenceRule({
  id: 'url-port-missing',
  certainty: 'likely',
  since: '0.2.0',
  fix: 'sometimes',
  docs: {
    title: 'URL with a port that the Service does not have',
    what: 'Finds URLs and `host:port` texts in env, args, annotations and ConfigMaps that dial a Service on a port which it lacks.',
    why: [
      'Inside the cluster a Service answers on its **Service ports** only. The number that the pods listen on (`targetPort`,',
      '`containerPort`) and the `nodePort` are no ports of that address: in iptables mode such a connection usually times out,',
      'in nftables mode it is refused. A headless Service is the exception, since its name leads to the pods themselves.',
      '',
      'Without a number the scheme decides: `http` means 80, `https` 443. Hosts that no Service in view is called like are left',
      'alone, since they may be anything; so are names of Services far away in the repository.',
    ].join('\n'),
    instead: 'Dial the Service port.',
    bad: manifest(8080),
    good: manifest(80),
    sources: [
      'kubernetes/dns docs/specification.md',
      'kubernetes pkg/proxy/iptables/proxier.go, pkg/proxy/nftables/proxier.go: rules exist for Service ports only',
      'kubernetes pkg/kubelet/network/dns/dns.go: the search list that makes short names work',
    ],
    covers: ['6.2', '6.3'],
    verify: [
      "kubectl get service shop -o jsonpath='{.spec.ports}'",
      'kubectl run -it --rm curl --image=curlimages/curl -- curl -v http://shop:80',
    ],
  },
  *check(reference, resource, graph) {
    const { target, port } = reference
    const number = port.kind === 'absent' ? reference.defaultPort : valueOf(port)
    if (!isUrl(reference) || target.is !== 'host' || typeof number !== 'number') return
    const services = servicesPointedAt(reference, resource, graph)?.filter(each => serviceType(each) !== undefined)
    if (!services || services.length === 0 || services.some(each => answers(each, number, graph))) return
    const meant = meantBy(number, services, graph)
    const byDefault = port.kind === 'absent' ? 'the scheme means' : undefined
    const host = valueOf(target.host) ?? target.service
    yield {
      at: spanOf(port.kind === 'absent' ? target.host : port),
      message: `${host === target.service ? '' : `${quote(host)}: `}${wrongPortText(number, services, meant, byDefault)}`,
      // Without a written number the client may be told it elsewhere; pods out of view may listen where they like.
      certainty: port.kind === 'absent' || services.some(each => isHidden(each, graph)) ? 'possible' : 'likely',
      related: portsHere(services),
      *fixes(context) {
        const entries = services.flatMap(service => service.ports.items)
        const choice = meant?.entry ?? (entries.length === 1 ? entries[0] : undefined)
        const right = choice && valueOf(choice.port)
        if (typeof right === 'number' && port.kind === 'known' && choice)
          yield* fixWith(
            { title: `Change to Service port ${servicePortText(choice)}`, applicability: 'unsafe', preferred: true },
            changePort(context, resource.document, reference, right),
          )
      },
    }
  },
})

/** True where a client that dials the number gets somewhere. Behind a headless Service these are the ports of the pods. */
function answers(service: Service, number: number, graph: Graph): boolean {
  if (portsCalled(service, number).length > 0 || service.clusterIP.kind === 'unknown') return true
  if (!isHeadless(service)) return service.selector.pairs.length === 0 && service.ports.items.length === 0
  // Nothing limits what the pods of a headless Service listen on: each of their ports is reached.
  const pods = selectedBy(service, graph)?.pods ?? []
  if (pods.some(pod => declaresNumber(pod, number) || pod.pod.mentionsUnknown || pod.pod.mentions.has(number)))
    return true
  const behind = service.ports.items.map(entry => podNumbersOf(service, entry, graph))
  return behind.length === 0 || behind.some(numbers => numbers.size === 0 || numbers.has(number))
}

/** True for a headless Service whose pods are not in view. */
function isHidden(service: Service, graph: Graph): boolean {
  return isHeadless(service) && selectedBy(service, graph) === undefined
}

function manifest(port: number): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - port: 80
      targetPort: 8080
---
apiVersion: v1
kind: Pod
metadata:
  name: shop
  labels:
    app: shop
spec:
  containers:
    - name: shop
      image: example.com/shop:1
      ports:
        - containerPort: 8080
---
apiVersion: v1
kind: Pod
metadata:
  name: client
spec:
  containers:
    - name: client
      image: example.com/client:1
      env:
        - name: SHOP_URL
          value: http://shop:${port}/api
`
}
