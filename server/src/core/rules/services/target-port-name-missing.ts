import { spanOf, valueOf } from '../../base/known.ts'
import { nearest } from '../../base/similar.ts'
import type { DeclaredPort, Graph, SelectedPod } from '../../graph/graph.ts'
import { portNameProblem } from '../../k8s/facts/port.ts'
import { protocolOf, type Service, type ServicePort } from '../../k8s/facts/service.ts'
import { type Fix, type FixContext, serviceRule } from '../run/rule.ts'
import { oddlyNamed, renameOdd } from '../support/agreedName.ts'
import { nameContainerPort } from '../support/containerPortFixes.ts'
import { fixWith, replaceScalar } from '../support/edits.ts'
import { type PlacedPort, renamedByPatch, renamedReport } from '../support/patchedName.ts'
import { sidecarFix } from '../support/podFixes.ts'
import { containerText, isDigits } from '../support/portFields.ts'
import {
  allServedPorts,
  declaredHere,
  referenceTo,
  type ServedPort,
  selectedBy,
  usableName,
  workloadsOf,
} from '../support/selection.ts'
import { hasNameOf, removeServicePort, targetChoices } from '../support/targetChoices.ts'
import { containerPortsText, containerPortText, quote, resourcesText, resourceText } from '../support/text.ts'

export const targetPortNameMissing = serviceRule({
  id: 'target-port-name-missing',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Named targetPort that no selected pod has',
    what: 'Finds a `targetPort` that names a container port which none of the pods that the Service selects declares.',
    why: [
      'A named `targetPort` is looked up in each pod: in the ports of its containers, then of its sidecars, by name *and*',
      'protocol. Where nothing is found, Kubernetes leaves the port out of the endpoints. Nothing reports an error: the Service',
      'exists, its pods are ready, and clients get "connection refused".',
      '',
      'It is an error only where every selected pod can be read completely. Templates, Kustomize patches that may add the port,',
      'and annotations that ask for a sidecar keep this rule silent. A patch of a Service is checked with the Service that it',
      'completes, where there is exactly one in view and nothing else changes it.',
    ].join('\n'),
    instead: 'Use a name that the pods declare, or the number that the process listens on.',
    bad: `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - port: 80
      targetPort: htpp
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
      targetPort: http
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
`,
    sources: [
      'k8s.io/endpointslice/utils.go: FindPort, getEndpointPorts',
      'k8s.io/api/core/v1: ServicePort.TargetPort',
    ],
    verify: [
      'kubectl get endpointslices -l kubernetes.io/service-name=shop -o yaml',
      "kubectl get pods -l app=shop -o jsonpath='{.items[*].spec.containers[*].ports}'",
    ],
  },
  *check(service, graph) {
    const selected = selectedBy(service, graph)
    if (!selected) return
    for (const entry of service.ports.items) {
      const name = valueOf(entry.targetPort)
      if (typeof name !== 'string' || isDigits(name) || portNameProblem(name)) continue
      const resolutions = selected.pods.map(pod => graph.resolve(entry, pod))
      if (!resolutions.every(each => each.status === 'missing' && !each.otherProtocol)) continue
      const workloads = workloadsOf(selected.pods)
      const ports = allServedPorts(selected.pods)
      const inInit = resolutions.flatMap(each => (each.status === 'missing' ? (each.initOnly ?? []) : []))
      const [init] = inInit
      const where = resourcesText(workloads)
      const here = { document: service.document, span: spanOf(entry.targetPort) }
      const renamed = init ? undefined : renamedByPatch(ports.map(placed), here, graph)
      if (renamed) {
        const who = `${resourceText(service)} targets`
        yield renamedReport(renamed, { at: here, name, who, what: 'container port' })
        continue
      }
      yield {
        at: spanOf(entry.targetPort),
        message: init
          ? `targetPort ${quote(name)} is a port of init ${containerText(init.container)} in ${where}; Services reach long-lived containers only.`
          : `${where} ${workloads.length > 1 ? 'have' : 'has'} no ${protocolOf(entry) ?? 'TCP'} port named ${quote(name)}; declared: ${containerPortsText(ports.map(each => each.port))}.`,
        ...(selected.elsewhere().some(pod => graph.resolve(entry, pod).status !== 'missing')
          ? { certainty: 'possible' as const }
          : {}),
        related: declaredHere(ports, workloads),
        fixes: context => fixesFor(context, { service, entry, name, pods: selected.pods, init, graph }),
      }
    }
  },
})

function placed({ pod, port }: ServedPort): PlacedPort {
  return { document: pod.document, name: port.name, number: port.containerPort }
}

interface Missing {
  readonly service: Service
  readonly entry: ServicePort
  readonly name: string
  readonly pods: readonly SelectedPod[]
  /** The init container of a pod that has the name. */
  readonly init: DeclaredPort | undefined
  readonly graph: Graph
}

/** An init container with a port is meant to go on running. A name that is a typo away is the likelier mistake. */
function* fixesFor(context: FixContext, { service, entry, name, pods, init, graph }: Missing): Generator<Fix> {
  const ports = targetChoices(service, entry, pods, graph)
  const near = nearest(
    name,
    ports.flatMap(({ port }) => usableName(port) ?? []),
  )
  const [pod, another] = pods
  const meansInit = init !== undefined && near === undefined && pod !== undefined && !another
  if (meansInit) yield* sidecarFix(context, pod.pod.document, init.container, true)
  const odd = pod && !another ? oddlyNamed(name, pod.pod, graph) : undefined
  if (odd) yield* renameOdd(context, name, odd)
  const byReference = new Map(
    ports.flatMap(({ port }) => {
      const reference = referenceTo(port, 'name')
      return reference === undefined ? [] : [[reference, port] as const]
    }),
  )
  for (const [reference, port] of byReference) {
    if (near !== undefined ? reference !== near : byReference.size > 3) continue
    const only = near !== undefined || byReference.size === 1 || hasNameOf(entry, port)
    yield* fixWith(
      {
        title: `Change targetPort to ${typeof reference === 'number' ? containerPortText(port) : reference}`,
        applicability: 'unsafe',
        ...(only && !odd && !meansInit ? { preferred: true } : {}),
      },
      replaceScalar(context, service.document, entry.targetPort, reference),
    )
  }
  const unnamed = ports.filter(({ port }) => port.name.kind === 'absent')
  if (unnamed.length === 1) yield* nameContainerPort(context, name, unnamed)
  if (!init) yield* removeServicePort(context, service, entry, pods, graph)
}
