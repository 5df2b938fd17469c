import { spanOf, valueOf } from '../../base/known.ts'
import type { Graph } from '../../graph/graph.ts'
import { isPortNumber } from '../../k8s/facts/port.ts'
import type { Reference } from '../../k8s/facts/reference.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import { isHeadless, type Service, type ServicePort, serviceType } from '../../k8s/facts/service.ts'
import type { PodTemplate } from '../../k8s/facts/workload.ts'
import { referenceRule } from '../run/rule.ts'
import { fixWith } from '../support/edits.ts'
import { isEvident } from '../support/portEvidence.ts'
import { changePort } from '../support/referenceEdits.ts'
import { isUrl, servicesPointedAt } from '../support/references.ts'
import { selectedBy } from '../support/selection.ts'
import { declaresNumber, podNumbersOf, portsCalled, servicePortText } from '../support/servicePorts.ts'
import { enumerate, quote, resourceText } from '../support/text.ts'
import { meantBy, portsHere, wrongPortText } from '../support/wrongServicePort.ts'

export const urlPortMissing = referenceRule({
  id: 'url-port-missing',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'URL with a port that the Service does not have',
    what: 'Finds URLs and `host:port` texts in env, args, annotations and ConfigMaps that dial a Service on a port which it lacks.',
    why: [
      'Inside the cluster a Service answers on its **Service ports** only. The number that the pods listen on (`targetPort`,',
      '`containerPort`) and the `nodePort` are no ports of that address: in iptables mode such a connection usually times out,',
      'in nftables mode it is refused. A headless Service is the exception, since its name leads to the pods themselves.',
      '',
      'Hosts and ports in fields, variables or words of their own (`DB_HOST` and `DB_PORT`, `nc -z db 5432`) are read as well.',
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
    const isVague =
      // Without a written number the client may be told it elsewhere; pods out of view may listen where they like.
      port.kind === 'absent' ||
      mayBeOwn(reference, resource, services, graph) ||
      services.some(each => isHidden(each, graph))
    yield {
      at: spanOf(port.kind === 'absent' ? target.host : port),
      message: `${host === target.service ? '' : `${quote(host)}: `}${
        byPods(number, services, graph) ?? wrongPortText(number, services, meant, byDefault)
      }`,
      certainty: isVague ? 'possible' : 'likely',
      related: portsHere(services),
      *fixes(context) {
        const choices = services.flatMap(service => service.ports.items.map(entry => ({ service, entry })))
        const named = meant?.entry ?? choices.find(({ entry }) => valueOf(entry.port) === number)?.entry
        const choice = named
          ? choices.find(({ entry }) => entry === named)
          : choices.length === 1
            ? choices[0]
            : undefined
        if (!choice || port.kind !== 'known') return
        const right = dialled(choice.service, choice.entry, graph)
        if (right)
          yield* fixWith(
            { title: `Change to ${right.text}`, applicability: 'unsafe', preferred: true },
            changePort(context, resource.document, reference, right.number),
          )
      },
    }
  },
})

/** True where a client that dials the number gets somewhere. Behind a headless Service these are the ports of the pods. */
function answers(service: Service, number: number, graph: Graph): boolean {
  const isPort = portsCalled(service, number).length > 0
  if (service.clusterIP.kind === 'unknown') return true
  if (!isHeadless(service)) return isPort || (service.selector.pairs.length === 0 && service.ports.items.length === 0)
  // Nothing limits what the pods of a headless Service listen on: each of their ports is reached.
  const pods = selectedBy(service, graph)?.pods
  if (pods?.some(each => declaresNumber(each, number) || mayListen(each.pod, number, graph))) return true
  const behind = service.ports.items.map(entry => podNumbersOf(service, entry, graph))
  if (behind.some(numbers => numbers.has(number))) return true
  return pods ? behind.every(numbers => numbers.size === 0) : isPort
}

function mayListen(pod: PodTemplate, number: number, graph: Graph): boolean {
  return pod.mentionsUnknown || isEvident(number, pod, graph, 'probes count')
}

/** A headless Service has the port, and its pods do not. */
function byPods(number: number, services: readonly Service[], graph: Graph): string | undefined {
  const [service] = services
  const [entry] = service ? portsCalled(service, number) : []
  if (!service || !entry || services.length > 1) return undefined
  const numbers = [...podNumbersOf(service, entry, graph)]
  return numbers.length === 0
    ? undefined
    : `${resourceText(service)} is headless, so ${number} reaches ${number} of the pods, which listen on ${enumerate(numbers.map(String))}.`
}

/** What a client of the Service port has to dial. */
function dialled(
  service: Service,
  entry: ServicePort,
  graph: Graph,
): { readonly number: number; readonly text: string } | undefined {
  const number = valueOf(entry.port)
  if (!isHeadless(service))
    return isPortNumber(number) ? { number, text: `Service port ${servicePortText(entry)}` } : undefined
  const [only, another] = podNumbersOf(service, entry, graph)
  return only === undefined || another !== undefined ? undefined : { number: only, text: `the pods' port ${only}` }
}

/** True for a headless Service whose pods are not in view. */
function isHidden(service: Service, graph: Graph): boolean {
  return isHeadless(service) && selectedBy(service, graph) === undefined
}

/** A host and a port in fields of their own may be where a program listens itself. */
function mayBeOwn({ site }: Reference, resource: Resource, services: readonly Service[], graph: Graph): boolean {
  if (site === 'host-port-fields') return true
  if (site !== 'host-port-env' || resource.is !== 'workload') return false
  return resource.pods.some(pod => graph.servicesOf(pod).some(each => services.some(({ id }) => id === each.id)))
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
