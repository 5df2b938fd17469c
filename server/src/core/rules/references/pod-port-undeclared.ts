import { spanOf, valueOf } from '../../base/known.ts'
import type { Graph, SelectedPod } from '../../graph/graph.ts'
import type { ContainerPort } from '../../k8s/facts/container.ts'
import { isPortNumber } from '../../k8s/facts/port.ts'
import { isProxyPort } from '../../k8s/knowledge/injectedProxies.ts'
import { type Fix, referenceRule } from '../run/rule.ts'
import { declarePort } from '../support/containerPortFixes.ts'
import { fixWith } from '../support/edits.ts'
import { containerText, longLived } from '../support/portFields.ts'
import { changePort } from '../support/referenceEdits.ts'
import { isDeclarationNeeded, isOverruled, podsPointedAt } from '../support/references.ts'
import { allServedPorts, declaredHere, workloadsOf } from '../support/selection.ts'
import { declaresNumber } from '../support/servicePorts.ts'
import { containerPortsText, containerPortText, resourcesText, resourceText } from '../support/text.ts'

export const podPortUndeclared = referenceRule({
  id: 'pod-port-undeclared',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Monitor of a port that the pods do not declare',
    what: 'Finds ServiceMonitors, PodMonitors and Linkerd Servers that choose a port by a number which no selected pod declares.',
    why: [
      'Nearly everywhere in Kubernetes the declaration of a container port is mere information. Not here: Prometheus discovers',
      'the *declared* ports of pods and keeps those with the number that the monitor asks for (`targetPort` of a',
      "ServiceMonitor, `portNumber` of a PodMonitor); Linkerd considers only the ports in the pod's `ports`, too. A port that",
      'the process listens on without declaring it gives no target at all, and no error.',
      '',
      'The ports of injected proxies, such as 15090 and 4191, are not checked: a Namespace may ask for the proxy.',
    ].join('\n'),
    instead: 'Declare the port in the container, or choose one that is declared.',
    bad: manifest(9090, ''),
    good: manifest(9090, '\n        - containerPort: 9090'),
    sources: [
      'prometheus-operator pkg/prometheus/promcfg.go: __meta_kubernetes_pod_container_port_number',
      'prometheus-operator api monitoring/v1 PodMetricsEndpoint.PortNumber',
    ],
    covers: ['5.3', '5.5'],
    verify: ["kubectl get pods -l app=shop -o jsonpath='{.items[*].spec.containers[*].ports}'"],
  },
  *check(reference, resource, graph) {
    const number = valueOf(reference.port)
    if (!isPortNumber(number) || !isDeclarationNeeded(reference) || isOverruled(reference)) return
    const pods = podsPointedAt(reference, resource, graph)
    if (!pods || pods.some(each => declaresNumber(each, number) || isProxyPort(number, each.pod))) return
    const ports = allServedPorts(pods)
    const workloads = workloadsOf(pods)
    const behind = behindServicePort(number, pods, graph)
    yield {
      at: spanOf(reference.port),
      message: `${resourceText(resource)} finds declared ports only, and ${resourcesText(workloads)} ${workloads.length > 1 ? 'declare' : 'declares'} ${containerPortsText(ports.map(each => each.port))}, not ${number}${behind ? `: that is the Service port before ${behind.number}` : ''}.`,
      related: declaredHere(ports, workloads),
      fixes: function* (context): Generator<Fix> {
        if (behind)
          yield* fixWith(
            {
              title: `Change to container port ${containerPortText(behind.port)}`,
              applicability: 'unsafe',
              preferred: true,
            },
            changePort(context, resource.document, reference, behind.number),
          )
        const containers = pods.flatMap(({ pod }) => longLived(pod.containers).map(container => ({ pod, container })))
        const [only, another] = containers
        const mentioned = pods.every(({ pod }) => pod.mentions.has(number))
        if (only && !another) {
          yield* fixWith(
            {
              title: `Declare containerPort ${number} in ${containerText(only.container)}`,
              applicability: 'unsafe',
              ...(mentioned && !behind ? { preferred: true } : {}),
            },
            declarePort(context, only.pod, only.container, number),
          )
        }
        const [single, second] = ports
        const right = single && !second ? valueOf(single.port.containerPort) : undefined
        if (single && typeof right === 'number' && !behind) {
          yield* fixWith(
            { title: `Change to container port ${containerPortText(single.port)}`, applicability: 'unsafe' },
            changePort(context, resource.document, reference, right),
          )
        }
      },
    }
  },
})

/** The declared port that the Service port of this number leads to. */
function behindServicePort(
  number: number,
  pods: readonly SelectedPod[],
  graph: Graph,
): { readonly number: number; readonly port: ContainerPort } | undefined {
  for (const selected of pods) {
    for (const entry of graph.servicesOf(selected.pod).flatMap(service => service.ports.items)) {
      const resolution = valueOf(entry.port) === number ? graph.resolve(entry, selected) : undefined
      const declared =
        resolution?.status === 'named' || resolution?.status === 'number' ? resolution.declared : undefined
      const right = declared && valueOf(declared.port.containerPort)
      if (declared && isPortNumber(right)) return { number: right, port: declared.port }
    }
  }
  return undefined
}

function manifest(port: number, more: string): string {
  return `apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata:
  name: shop
spec:
  selector:
    matchLabels:
      app: shop
  podMetricsEndpoints:
    - portNumber: ${port}
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
        - containerPort: 8080${more}
`
}
