import { spanOf, valueOf } from '../../base/known.ts'
import { plainSysctl } from '../../k8s/knowledge/sysctls.ts'
import { workloadRule } from '../run/rule.ts'
import { fixWith } from '../support/edits.ts'
import { removeSysctl } from '../support/podFixes.ts'

export const sysctlHostNetwork = workloadRule({
  id: 'sysctl-host-network',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Network sysctl of a pod on the host network',
    what: 'Finds `net.*` sysctls in pods with `hostNetwork: true`.',
    why: [
      'Most `net.*` sysctls belong to a network namespace. A pod on the host network has none of its own: setting them would change',
      "the node, so the API server refuses the pod: ``may not be specified when 'hostNetwork' is true``.",
    ].join('\n'),
    instead: 'Take the pod off the host network, or set the sysctl on the node.',
    bad: manifest(true),
    good: manifest(false),
    sources: ['kubernetes pkg/apis/core/validation/validation.go: validateSysctls, ValidateHostSysctl'],
    covers: ['1.4'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(workload, graph) {
    for (const pod of workload.pods) {
      for (const entry of pod.sysctls) {
        const { name } = entry
        const sysctl = valueOf(name)
        if (sysctl === undefined) continue
        if (
          valueOf(pod.hostNetwork) !== true ||
          !plainSysctl(sysctl).startsWith('net.') ||
          graph.mayBePatched(workload)
        )
          continue
        yield {
          at: spanOf(name),
          message: `Sysctl ${sysctl} is refused: with hostNetwork: true it would change the network of the node.`,
          fixes: context =>
            fixWith({ title: `Remove ${sysctl}`, applicability: 'unsafe' }, removeSysctl(context, pod, entry)),
        }
      }
    }
  },
})

function manifest(hostNetwork: boolean): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  hostNetwork: ${hostNetwork}
  securityContext:
    sysctls:
      - name: net.ipv4.ip_unprivileged_port_start
        value: "0"
  containers:
    - name: shop
      image: example.com/shop:1
`
}
