import { spanOf, valueOf } from '../../base/known.ts'
import type { Graph, SelectedPod } from '../../graph/graph.ts'
import type { NetworkPolicy } from '../../k8s/facts/networkPolicy.ts'
import type { Reference } from '../../k8s/facts/reference.ts'
import type { Service, ServicePort } from '../../k8s/facts/service.ts'
import { objectRule } from '../run/rule.ts'
import { fixWith } from '../support/edits.ts'
import { addPortBeside } from '../support/referenceEdits.ts'
import { podsPointedAt } from '../support/references.ts'
import { servedPorts, workloadsOf } from '../support/selection.ts'
import { isPlainAboutPorts, servicePortText } from '../support/servicePorts.ts'
import { enumerate, resourcesText, resourceText } from '../support/text.ts'

export const networkPolicyCutsOff = objectRule({
  id: 'network-policy-cuts-off',
  certainty: 'possible',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Service port that no NetworkPolicy lets through',
    what: 'Finds Service ports that lead to a port of the pods which the NetworkPolicies for these pods do not allow.',
    why: [
      'Policies add up: as soon as one of them selects a pod for ingress, the pod gets only what some policy allows. A Service',
      'port that leads to another port of these pods then looks right everywhere, and as a rule connections to it time out (some',
      'networks refuse them). Only the node of the pod still gets through, so its probes succeed.',
      '',
      'The rule looks at all policies in view that select the pods. It is silent where one of them has a rule without `ports`,',
      'where a policy of Cilium is about the pods, where policies may be out of view (a remote base, a template), and for ports that',
      'another rule finds to be mistaken. It may be just what you want; then the Service port serves nobody.',
    ].join('\n'),
    instead: 'Allow the port of the pods in the policy, or remove the Service port.',
    bad: manifest(''),
    good: manifest('\n        - port: 9102'),
    sources: [
      'k8s.io/api/networking/v1 types.go: NetworkPolicySpec ("additive", isolation by podSelector)',
      'kubernetes.io/docs/concepts/services-networking/network-policies: the two sorts of pod isolation',
    ],
    covers: ['5.1'],
    verify: ['kubectl get networkpolicies', 'kubectl describe networkpolicy shop'],
  },
  *check(resource, graph) {
    if (resource.is !== 'networkPolicy' || !resource.limitsIngress || resource.opensEveryPort) return
    const [first] = portsOf(resource)
    const pods = first && podsPointedAt(first, resource, graph)
    if (!first || !pods?.every(({ complete }) => complete)) return
    const told = new Set<ServicePort>()
    for (const pod of pods) {
      const policies = judgedPolicies(pod, graph)
      // Several policies share what they leave out; the first of them tells it.
      if (policies?.find(each => portsOf(each).length > 0)?.id !== resource.id) continue
      const allowed = policies.flatMap(portsOf)
      for (const { service, entry, number } of portsTo(pod, graph)) {
        if (
          told.has(entry) ||
          allowed.some(each => lets(each, number, pod) || valueOf(each.port) === valueOf(entry.port))
        )
          continue
        told.add(entry)
        yield {
          at: spanOf(first.port),
          message: `${resourcesText(policies)} ${policies.length > 1 ? 'allow' : 'allows'} ${allowedText(allowed)} of ${resourcesText(workloadsOf([pod]))}, and not ${number}, where Service port ${servicePortText(entry)} of ${resourceText(service)} leads.`,
          related: [
            {
              at: { document: service.document, span: spanOf(entry.port) },
              message: `Service port ${servicePortText(entry)} of ${resourceText(service)}`,
            },
          ],
          fixes: context =>
            fixWith(
              { title: `Allow port ${number}, too`, applicability: 'unsafe', preferred: true },
              addPortBeside(context, resource.document, first, number),
            ),
        }
      }
    }
  },
})

function portsOf(policy: NetworkPolicy): readonly Reference[] {
  return policy.references.filter(({ site }) => site === 'networkpolicy-ingress')
}

/** What limits the pod, where all of it is in view and can be judged. */
function judgedPolicies({ pod, workload }: SelectedPod, graph: Graph): readonly NetworkPolicy[] | undefined {
  const policies = graph.policiesOf(pod)?.filter(({ limitsIngress }) => limitsIngress)
  if (!policies || policies.some(each => each.opensEveryPort || graph.isPart(each) || graph.mayBePatched(each)))
    return undefined
  const byOthers = graph.referencesTo(workload).some(({ reference }) => reference.site.startsWith('cilium'))
  return byOthers ? undefined : policies
}

function* portsTo(
  pod: SelectedPod,
  graph: Graph,
): Generator<{ readonly service: Service; readonly entry: ServicePort; readonly number: number }> {
  for (const service of graph.servicesOf(pod.pod)) {
    if (!isPlainAboutPorts(service, graph)) continue
    for (const entry of service.ports.items) {
      const to = graph.resolve(entry, pod)
      if ((to.status === 'named' || to.status === 'number') && to.number !== undefined)
        yield { service, entry, number: to.number }
    }
  }
}

/** True where the policy lets the number through, or where nobody can say. A name that no container has is another mistake. */
function lets({ port, beside }: Reference, number: number, { pod }: SelectedPod): boolean {
  if (port.kind !== 'known') return true
  if (typeof port.value === 'string') {
    const named = servedPorts(pod).filter(each => valueOf(each.port.name) === port.value)
    return named.length === 0 || named.some(each => (valueOf(each.port.containerPort) ?? number) === number)
  }
  const { endPort } = beside
  if (endPort?.kind === 'unknown') return true
  const end = endPort && valueOf(endPort)
  return port.value === number || (typeof end === 'number' && port.value <= number && number <= end)
}

function allowedText(allowed: readonly Reference[]): string {
  const texts = allowed.map(({ port, beside }) => {
    const end = beside['endPort'] && valueOf(beside['endPort'])
    return `${valueOf(port)}${end === undefined ? '' : `-${end}`}`
  })
  return enumerate([...new Set(texts)])
}

function manifest(more: string): string {
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
        - port: 8080${more}
---
apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - name: http
      port: 80
      targetPort: 8080
    - name: metrics
      port: 9090
      targetPort: 9102
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
        - containerPort: 9102
`
}
