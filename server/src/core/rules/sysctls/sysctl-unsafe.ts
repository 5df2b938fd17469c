import { spanOf, valueOf } from '../../base/known.ts'
import { nearest } from '../../base/similar.ts'
import { isSysctlName, plainSysctl, safeSysctl, safeSysctls } from '../../k8s/knowledge/sysctls.ts'
import { workloadRule } from '../run/rule.ts'
import { fixWith, replaceScalar } from '../support/edits.ts'
import { removeSysctl } from '../support/podFixes.ts'

export const sysctlUnsafe = workloadRule({
  id: 'sysctl-unsafe',
  certainty: 'possible',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Sysctl that nodes refuse unless they are told to allow it',
    what: 'Finds pod sysctls that are not on the list of safe ones.',
    why: [
      'A pod may set the sysctls on a short list without anybody being asked. Every other one is *accepted* by the API server, the pod',
      'is scheduled, and then fails on the node with `SysctlForbidden`, unless the kubelet there was started with',
      '`--allowed-unsafe-sysctls`. Nobody can see that from the manifest, so this is information.',
      '',
      `Safe: ${safeSysctls.map(({ name, since }) => `\`${name}\`${since ? ` (since ${since})` : ''}`).join(', ')}.`,
      '',
      '`net.ipv4.tcp_tw_reuse` and `net.core.somaxconn` are not safe. `tcp_fin_timeout` is, and does not shorten TIME_WAIT, which',
      'lasts 60 seconds by the source of the kernel: what helps against exhausted ports is reusing connections.',
    ].join('\n'),
    instead: 'Leave it out, or have it allowed on the nodes that the pod may run on.',
    bad: manifest('net.ipv4.tcp_tw_reuse', '1'),
    good: manifest('net.ipv4.ip_unprivileged_port_start', '0'),
    sources: [
      'kubernetes pkg/kubelet/sysctl/safe_sysctls.go',
      'kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster',
      'Linux net/ipv4/tcp_minisocks.c: TCP_TIMEWAIT_LEN',
    ],
    covers: ['1.4-1', '1.4-2', '1.4-3', '1.4-4', '1.4-5', '1.4-6', '1.4-7', '1.4-8'],
    verify: ['kubectl get pod shop', 'kubectl get events --field-selector reason=SysctlForbidden'],
  },
  *check(workload) {
    for (const pod of workload.pods) {
      for (const entry of pod.sysctls) {
        const { name } = entry
        const sysctl = valueOf(name)
        // Of an invalid name sysctl-invalid says what matters more.
        if (sysctl === undefined || safeSysctl(sysctl) || !isSysctlName(sysctl)) continue
        const meant = nearest(
          plainSysctl(sysctl),
          safeSysctls.map(each => each.name),
        )
        yield {
          at: spanOf(name),
          message: `Sysctl ${sysctl} is not on the list of safe ones: nodes refuse the pod unless their kubelet allows it.`,
          fixes: context =>
            meant === undefined
              ? fixWith({ title: `Remove ${sysctl}`, applicability: 'unsafe' }, removeSysctl(context, pod, entry))
              : fixWith(
                  { title: `Change it to ${meant}`, applicability: 'unsafe' },
                  replaceScalar(context, pod.document, name, meant),
                ),
        }
      }
    }
  },
})

function manifest(name: string, value: string): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  securityContext:
    sysctls:
      - name: ${name}
        value: "${value}"
  containers:
    - name: shop
      image: example.com/shop:1
`
}
