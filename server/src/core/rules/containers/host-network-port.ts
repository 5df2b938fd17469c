import { spanOf, valueOf } from '../../base/known.ts'
import { isPortNumber } from '../../k8s/facts/port.ts'
import { type Fix, workloadRule } from '../run/rule.ts'
import { fixWith, removeEntry, replaceScalar } from '../support/edits.ts'
import { containerText } from '../support/portFields.ts'

export const hostNetworkPort = workloadRule({
  id: 'host-network-port',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'hostPort that differs from containerPort on the host network',
    what: 'Finds `hostPort` values other than the `containerPort` in pods with `hostNetwork: true`.',
    why: [
      'With `hostNetwork: true` the containers listen on the node itself, so there is nothing between a port of the node and a port',
      'of the container, and nothing to translate one number into another. The API server refuses a pod that asks for it:',
      '``must match `containerPort` when `hostNetwork` is true``.',
      '',
      'Left out, the `hostPort` of a Pod becomes the `containerPort` by itself; in a pod template it stays out since 1.28.',
    ].join('\n'),
    instead: 'Remove `hostPort`, or give it the number of `containerPort`.',
    bad: manifest(80),
    good: manifest(8080),
    sources: [
      'kubernetes pkg/apis/core/validation/validation.go: validatePodHostNetworkDeps',
      'kubernetes pkg/apis/core/v1/defaults.go: SetDefaults_Pod, setHostNetworkPorts',
    ],
    covers: ['C10', 'C11'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(workload, graph) {
    if (graph.mayBePatched(workload)) return
    for (const pod of workload.pods) {
      if (valueOf(pod.hostNetwork) !== true) continue
      for (const container of pod.containers.filter(each => each.role === 'main')) {
        for (const port of container.ports.items) {
          const host = valueOf(port.hostPort)
          const number = valueOf(port.containerPort)
          if (!isPortNumber(host) || !isPortNumber(number) || host === number) continue
          yield {
            at: spanOf(port.hostPort),
            message: `hostPort ${host} is refused: on the host network it must be ${number}, the port of ${containerText(container)}.`,
            *fixes(context): Generator<Fix> {
              yield* fixWith(
                { title: 'Remove hostPort', applicability: 'unsafe', preferred: true },
                removeEntry(context, pod.document, port.span, 'hostPort'),
              )
              yield* fixWith(
                { title: `Change hostPort to ${number}`, applicability: 'unsafe' },
                replaceScalar(context, pod.document, port.hostPort, number),
              )
            },
          }
        }
      }
    }
  },
})

function manifest(hostPort: number): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  hostNetwork: true
  containers:
    - name: shop
      image: example.com/shop:1
      ports:
        - containerPort: 8080
          hostPort: ${hostPort}
`
}
