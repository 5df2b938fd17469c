import { valueOf } from '../../base/known.ts'
import type { Graph, SelectedPod } from '../../graph/graph.ts'
import { isPortNumber } from '../../k8s/facts/port.ts'
import { isHeadless, protocolOf, type Service, type ServicePort, targetOf } from '../../k8s/facts/service.ts'
import type { Workload } from '../../k8s/facts/workload.ts'
import { type Report, serviceRule } from '../run/rule.ts'
import { areStock, declaresNothing, listensOn } from '../support/listening.ts'
import { isEvident } from '../support/portEvidence.ts'
import { areOfOnePort } from '../support/portNames.ts'
import {
  allServedPorts,
  declaredHere,
  partlyServed,
  type ServedPort,
  selectedBy,
  servedPorts,
  workloadsOf,
} from '../support/selection.ts'
import { placeOfTarget } from '../support/servicePorts.ts'
import { changeTarget, targetNumberFixes } from '../support/targetNumberFixes.ts'
import { containerPortsText, resourcesText, resourceText } from '../support/text.ts'

export const targetPortNumberUndeclared = serviceRule({
  id: 'target-port-number-undeclared',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'targetPort number that the pods give no sign of',
    what: 'Finds a `targetPort` number (or `port`, where targetPort is left out) that no selected pod declares or mentions.',
    why: [
      'A number is used as it is: Kubernetes sends traffic there whether or not a container declares it, so an undeclared port',
      'is legal and often right. It is suspicious when the pods declare *other* ports and the number appears nowhere in their',
      'args, command, env, probes or annotations. Then most often the Service port is 80, the process listens on 8080, and',
      '`targetPort` was forgotten: clients get "connection refused".',
      '',
      'It is a warning where no port of the Service leads to a declared one, or where the image is known not to listen there',
      '(information where a pod reads a ConfigMap or a Secret, which may set the port, where other ports of the Service do, where',
      'the names tell that the Service means another port than those that are declared, or where another Service reaches those and',
      'this one goes straight to its own number), a hint for a headless Service. The rule',
      'is silent for numbers that the manifest mentions, for those that a well-known image listens on, and for those of injected',
      'proxies.',
      'Where some of the selected workloads declare the number and others only other ones, it is information.',
      '',
      'Where the pods declare no ports at all, it goes by what the only container is told to listen on (`--port=9090`, `PORT`, a',
      'mounted configuration), and, as information, by what its image is known to listen on.',
    ].join('\n'),
    instead:
      'Set `targetPort` to the port that the process listens on. If it does listen on this one, declare it as a `containerPort`.',
    bad: `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - port: 80
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
`,
    good: `apiVersion: v1
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
`,
    sources: [
      'k8s.io/endpointslice/utils.go: FindPort',
      'kubernetes pkg/apis/core/v1/defaults.go: SetDefaults_Service',
    ],
    verify: [
      'kubectl get endpointslices -l kubernetes.io/service-name=shop',
      'kubectl port-forward service/shop 8080:80',
    ],
  },
  *check(service, graph) {
    const selected = selectedBy(service, graph)
    if (!selected?.pods.every(pod => pod.complete && !pod.pod.mentionsUnknown)) return
    if (selected.pods.every(({ pod }) => declaresNothing(pod))) {
      yield* toldReports(service, selected.pods, graph)
      return
    }
    if (!selected.pods.every(isOpenAboutPorts)) return
    const nowhere = selected.pods.some(({ pod }) => pod.configuredElsewhere) ? 'possible' : 'likely'
    const leadsNowhere = !selected.pods.some(pod => leadsToDeclared(service, pod, graph))
    for (const entry of service.ports.items) {
      const number = valueOf(targetOf(entry))
      if (!isPortNumber(number)) continue
      const isServed = ({ pod }: SelectedPod): boolean => isEvident(number, pod, graph, 'probes count')
      if (selected.pods.some(isServed)) {
        const partly = partlyServed(number, selected.pods, isServed)
        if (partly)
          yield {
            at: placeOfTarget(entry),
            message: `${entry.targetPort.kind === 'absent' ? 'Service port' : 'targetPort'} ${number} ${partly}`,
            certainty: 'possible',
          }
        continue
      }
      const workloads = workloadsOf(selected.pods)
      const ports = allServedPorts(selected.pods)
      const isApart = isMadeForOnePort(service, entry, selected.pods, graph)
      yield {
        at: placeOfTarget(entry),
        message: messageFor(entry, number, workloads, containerPortsText(ports.map(each => each.port))),
        certainty: mayBeHeadless(service)
          ? 'advice'
          : isApart || (!(leadsNowhere && !isNamedApart(entry, ports)) && !areStock(selected.pods))
            ? 'possible'
            : nowhere,
        related: declaredHere(ports, workloads),
        fixes: context => targetNumberFixes(context, { service, entry, number, pods: selected.pods, graph, isApart }),
      }
    }
  },
})

/** Some port of the Service leads to one that the pod declares, or may do so. */
function leadsToDeclared(service: Service, pod: SelectedPod, graph: Graph): boolean {
  return service.ports.items.some(entry => {
    const to = graph.resolve(entry, pod)
    return to.status === 'named' || to.status === 'unknown' || (to.status === 'number' && to.declared !== undefined)
  })
}

/**
 * True for a Service port that goes to its own number beside another Service that reaches what the same pods declare: it was
 * made for this one port, and the declaration is what is missing. 80 and 443 without a targetPort rather lack that.
 */
function isMadeForOnePort(service: Service, entry: ServicePort, pods: readonly SelectedPod[], graph: Graph): boolean {
  const number = valueOf(entry.port)
  const isOwnNumber =
    entry.targetPort.kind === 'absent' ? number !== 80 && number !== 443 : number === valueOf(entry.targetPort)
  if (!isOwnNumber || pods.some(({ workload }) => isOfSibling(service, workload))) return false
  return pods.some(pod =>
    graph.servicesOf(pod.pod).some(other => other.id !== service.id && leadsToDeclared(other, pod, graph)),
  )
}

/** Named like another part of the same application: `shop-metrics` for `shop-server`, not for `shop`. It may select the wrong pods. */
function isOfSibling({ name }: Service, { name: workload }: Workload): boolean {
  const [own, its] = [valueOf(name) ?? '', valueOf(workload) ?? '']
  return !own.includes(its) && own.split('-', 1)[0] === its.split('-', 1)[0]
}

function messageFor(entry: ServicePort, number: number, workloads: readonly Workload[], declared: string): string {
  const where = resourcesText(workloads)
  const declare = workloads.length > 1 ? 'declare' : 'declares'
  return entry.targetPort.kind === 'absent'
    ? `targetPort is left out, so traffic of Service port ${number} goes to ${number}; ${where} ${declare} only ${declared}.`
    : `targetPort ${number} is neither declared nor mentioned by ${where}, which ${declare} ${declared}.`
}

/**
 * True where the names say that this is none of the ports that the pods declare, `metrics` before `http`: that such a port
 * is not declared is as likely as that its number is wrong.
 */
function isNamedApart(entry: ServicePort, ports: readonly ServedPort[]): boolean {
  const name = valueOf(entry.name)
  if (name === undefined || entry.targetPort.kind === 'absent') return false
  return ports.every(({ port }) => {
    const declared = valueOf(port.name)
    return declared !== undefined && !areOfOnePort(name, declared)
  })
}

/** For pods of one container that declares nothing: where its process listens, by its own words or by its image. */
function* toldReports(service: Service, pods: readonly SelectedPod[], graph: Graph): Generator<Report> {
  const [first, ...others] = pods.map(each => listensOn(each, graph))
  const [pod] = pods
  if (!first || !pod || others.some(each => each?.ports.join() !== first.ports.join())) return
  const leadsThere = service.ports.items.some(entry => first.ports.some(port => port === valueOf(targetOf(entry))))
  for (const entry of service.ports.items) {
    const number = valueOf(targetOf(entry))
    if (!isPortNumber(number) || first.ports.includes(number) || protocolOf(entry) !== 'TCP') continue
    if (pods.some(each => isEvident(number, each.pod, graph, 'probes count'))) continue
    const { only } = first
    yield {
      at: placeOfTarget(entry),
      message:
        entry.targetPort.kind === 'absent'
          ? `targetPort is left out, so traffic of Service port ${number} goes to ${number}; in ${resourceText(pod.workload)} ${first.because}.`
          : `targetPort ${number} is mentioned nowhere in ${resourceText(pod.workload)}, where ${first.because}.`,
      certainty: mayBeHeadless(service) ? 'advice' : leadsThere ? 'possible' : first.certainty,
      related: first.said ? [first.said] : [],
      // One Service port is enough for a port of the pods.
      fixes: context =>
        only === undefined || leadsThere ? [] : changeTarget(context, service, entry, only, String(only), true),
    }
  }
}

/** The port of a headless Service is often a mere label for DNS. */
function mayBeHeadless(service: Service): boolean {
  return isHeadless(service) || service.clusterIP.kind === 'unknown'
}

function isOpenAboutPorts({ pod }: SelectedPod): boolean {
  const ports = servedPorts(pod)
  return ports.length > 0 && ports.every(({ port }) => port.containerPort.kind === 'known')
}
