import { spanOf, valueOf, valueOr } from '../../base/known.ts'
import { isProtocol } from '../../k8s/facts/port.ts'
import { protocolOf } from '../../k8s/facts/service.ts'
import { referenceRule } from '../run/rule.ts'
import { addEntry, fixWith, replaceScalar } from '../support/edits.ts'
import { podsPointedAt } from '../support/references.ts'
import { allServedPorts, declaredHere, workloadsOf } from '../support/selection.ts'
import { quote, resourcesText } from '../support/text.ts'

export const networkPolicyProtocol = referenceRule({
  id: 'network-policy-protocol',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Protocol that the pods do not serve on the port',
    what: 'Finds NetworkPolicy ports whose protocol is not the one that the selected pods declare for the port, or is none at all.',
    why: [
      'A port of a NetworkPolicy is TCP unless `protocol` says otherwise. A policy that allows port 53 without a protocol lets',
      'no DNS query over UDP through: the resolver times out. A named port must have the protocol of the container port, too.',
      'The API server refuses anything but `TCP`, `UDP` and `SCTP`, in capitals.',
      '',
      'The rule is silent where the pods declare the port for both protocols, and where the policy lists the port twice.',
    ].join('\n'),
    instead: 'Set `protocol` to what the pods serve, or list the port once for each protocol.',
    bad: manifest(''),
    good: manifest('\n          protocol: UDP'),
    sources: [
      'k8s.io/api/networking/v1: NetworkPolicyPort.Protocol',
      'kubernetes pkg/apis/networking/validation/validation.go: ValidateNetworkPolicyPort',
    ],
    covers: ['1.5', '5.1'],
    verify: [
      'kubectl describe networkpolicy shop',
      "kubectl get pods -l app=shop -o jsonpath='{.items[*].spec.containers[*].ports}'",
    ],
  },
  *check(reference, resource, graph) {
    const { protocol } = reference.beside
    if (!protocol || graph.isPart(resource) || graph.mayBePatched(resource)) return
    const isCilium = resource.group === 'cilium.io'
    if (resource.kind !== 'NetworkPolicy' && !isCilium) return
    const written = isCilium ? upper(valueOr(protocol, 'ANY')) : valueOr(protocol, 'TCP')
    // Cilium has more protocols, and means all of them where none is written.
    if (written === undefined || (isCilium && !isProtocol(written))) return
    if (!isProtocol(written)) {
      const right = String(written).toUpperCase()
      yield {
        at: spanOf(protocol),
        certainty: 'certain',
        message: `protocol ${quote(String(written))} is refused: it is TCP, UDP or SCTP, in upper case.`,
        fixes: context =>
          isProtocol(right)
            ? fixWith(
                { title: `Change to ${right}`, applicability: 'safe', preferred: true },
                replaceScalar(context, resource.document, protocol, right),
              )
            : [],
      }
      return
    }
    const port = valueOf(reference.port)
    if (port === undefined) return
    const twins = resource.references.filter(each => valueOf(each.port) === port && each.site === reference.site)
    if (twins.length > 1) return
    const pods = podsPointedAt(reference, resource, graph)
    if (!pods?.every(pod => pod.complete)) return
    const served = allServedPorts(pods).filter(
      each => valueOf(each.port.containerPort) === port || valueOf(each.port.name) === port,
    )
    const protocols = new Set(served.map(each => protocolOf(each.port)))
    const [right, another] = protocols
    if (right === undefined || another !== undefined || protocols.has(written)) return
    const workloads = workloadsOf(pods.filter(({ pod }) => served.some(each => each.pod === pod)))
    const said = protocol.kind === 'absent' ? 'TCP, since protocol is left out' : written
    yield {
      at: protocol.kind === 'absent' ? spanOf(reference.port) : spanOf(protocol),
      message: `The policy allows container port ${port} for ${said}; ${resourcesText(workloads)} ${workloads.length > 1 ? 'declare' : 'declares'} it for ${right} only.`,
      related: declaredHere(served, workloads),
      fixes: context =>
        fixWith(
          { title: `Set protocol to ${right}`, applicability: 'unsafe', preferred: true },
          protocol.kind === 'absent'
            ? addEntry(context, resource.document, reference.span, { key: 'protocol', value: right }, { after: 'port' })
            : replaceScalar(context, resource.document, protocol, right),
        ),
    }
  },
})

function upper(protocol: string | number | boolean | undefined): string | undefined {
  return typeof protocol === 'string' ? protocol.toUpperCase() : undefined
}

function manifest(protocol: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: resolver
spec:
  podSelector:
    matchLabels:
      app: resolver
  ingress:
    - ports:
        - port: 53${protocol}
---
apiVersion: v1
kind: Pod
metadata:
  name: resolver
  labels:
    app: resolver
spec:
  containers:
    - name: resolver
      image: example.com/resolver:1
      ports:
        - name: dns
          containerPort: 53
          protocol: UDP
`
}
