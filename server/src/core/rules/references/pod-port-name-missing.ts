import { spanOf, valueOf } from '../../base/known.ts'
import { nearest } from '../../base/similar.ts'
import type { SelectedPod } from '../../graph/graph.ts'
import { portNameProblem } from '../../k8s/facts/port.ts'
import { isProxyPort } from '../../k8s/knowledge/injectedProxies.ts'
import { isPattern } from '../../k8s/sites/namePattern.ts'
import { siteOf } from '../../k8s/sites/table.ts'
import { type Fix, referenceRule } from '../run/rule.ts'
import { nameContainerPort } from '../support/containerPortFixes.ts'
import { fixWith } from '../support/edits.ts'
import { changePort } from '../support/referenceEdits.ts'
import { isOverruled, namesMeant, podsPointedAt, wantedAt } from '../support/references.ts'
import { allServedPorts, declaredHere, type ServedPort, usableName, workloadsOf } from '../support/selection.ts'
import { containerPortsText, quote, resourcesText, resourceText } from '../support/text.ts'

export const podPortNameMissing = referenceRule({
  id: 'pod-port-name-missing',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Container port name that no selected pod has',
    what: 'Finds NetworkPolicies, PodMonitors, ServiceMonitors (`targetPort`) and the like that name a port no selected pod declares.',
    why: [
      'Where the ports of pods count, a name is looked up in the `ports` of the containers of each selected pod. The name of a',
      'Service port does not count there, nor does the name of a port in other pods. A NetworkPolicy with a name that no pod',
      'has allows nothing: as a rule connections time out; some networks refuse them. A monitor finds nothing to scrape. Nothing reports an error.',
      '',
      'The rule reports where all selected pods are in view, with all of their ports. The names that injected proxies bring, such',
      'as `http-envoy-prom` and `linkerd-admin`, are not checked: a Namespace may ask for the proxy.',
    ].join('\n'),
    instead: 'Use the name that the container port has, or its number.',
    bad: manifest('web'),
    good: manifest('http'),
    sources: [
      'k8s.io/api/networking/v1: NetworkPolicyPort.Port',
      'prometheus-operator pkg/prometheus/promcfg.go: generatePodMonitorConfig',
    ],
    covers: ['5.1', '5.3', '5.5'],
    verify: ["kubectl get pods -l app=shop -o jsonpath='{.items[*].spec.containers[*].ports}'"],
  },
  *check(reference, resource, graph) {
    const name = valueOf(reference.port)
    const wanted = wantedAt(reference)
    if (wanted?.of !== 'pod' || !wanted.name || typeof name !== 'string') return
    const isMeant = namesMeant(reference, name)
    // Elsewhere other rules say what is wrong with such a name.
    if (portNameProblem(name) !== undefined && !isPattern(name)) return
    if (isPattern(name) && !siteOf(reference.site).patterns) return
    if (isOverruled(reference)) return
    const pods = podsPointedAt(reference, resource, graph)
    if (!pods?.every(isOpen) || pods.some(({ pod }) => isProxyPort(name, pod))) return
    const ports = allServedPorts(pods)
    if (ports.some(({ port }) => port.name.kind === 'unknown' || isMeant(valueOf(port.name) ?? ''))) return
    const inInit = pods.some(({ pod }) =>
      pod.containers.some(({ ports: own }) => own.items.some(port => isMeant(valueOf(port.name) ?? ''))),
    )
    if (inInit) return
    const workloads = workloadsOf(pods)
    const behind = behindServicePort(name, pods, ports)
    yield {
      at: spanOf(reference.port),
      message: `${resourcesText(workloads)} ${workloads.length > 1 ? 'declare' : 'declares'} no port named ${quote(name)}, which ${reference.target.is === 'own-pods' ? 'its annotation' : resourceText(resource)} means, but ${containerPortsText(ports.map(each => each.port))}${behind ? '; it is the name of a Service port' : ''}.`,
      related: declaredHere(ports, workloads),
      fixes: function* (context): Generator<Fix> {
        const names = new Set(ports.flatMap(each => usableName(each.port) ?? []))
        const near = behind ?? nearest(name, names)
        const unnamed = ports.filter(({ port }) => port.name.kind === 'absent')
        const isOne = new Set(unnamed.map(({ port }) => valueOf(port.containerPort))).size === 1
        // One of each pod, so that all of them have it then.
        const isOnlyOne = isOne && unnamed.length === pods.length
        const [only, another] = names
        const right = near ?? (another === undefined ? only : undefined)
        const numbers = new Set(ports.flatMap(each => valueOf(each.port.containerPort) ?? []))
        const [number, second] = numbers
        // Older operators of Prometheus know no number there.
        const takesNumber = wanted.number && reference.site !== 'podmonitor-port'
        if (right !== undefined) {
          yield* fixWith(
            { title: `Change to container port ${right}`, applicability: 'unsafe', preferred: true },
            changePort(context, resource.document, reference, right),
          )
        } else if (typeof number === 'number' && second === undefined && takesNumber) {
          yield* fixWith(
            { title: `Change to container port ${number}`, applicability: 'unsafe', preferred: true },
            changePort(context, resource.document, reference, number),
          )
        }
        if (isOnlyOne && near === undefined)
          yield* nameContainerPort(context, name, unnamed, { preferred: names.size === 0 && !takesNumber })
      },
    }

    /** The name of the container port behind the Service port of that name. */
    function behindServicePort(
      wrong: string,
      selected: readonly SelectedPod[],
      served: readonly ServedPort[],
    ): string | undefined {
      for (const selectedPod of selected) {
        for (const service of graph.servicesOf(selectedPod.pod)) {
          const entry = service.ports.items.find(each => valueOf(each.name) === wrong)
          const resolution = entry && graph.resolve(entry, selectedPod)
          const declared =
            resolution?.status === 'named' || resolution?.status === 'number' ? resolution.declared : undefined
          const right = declared && valueOf(declared.port.name)
          if (right !== undefined && served.some(each => valueOf(each.port.name) === right)) return right
        }
      }
      return undefined
    }
  },
})

/** All ports are in view, and there are some. */
function isOpen({ pod, complete }: SelectedPod): boolean {
  return complete && pod.containers.every(({ ports }) => ports.complete)
}

function manifest(port: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: shop
spec:
  podSelector:
    matchLabels:
      app: shop
  ingress:
    - ports:
        - port: ${port}
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
        - name: http
          containerPort: 8080
`
}
