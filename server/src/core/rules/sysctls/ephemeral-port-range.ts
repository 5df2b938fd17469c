import { spanOf, valueOf } from '../../base/known.ts'
import type { PodTemplate } from '../../k8s/facts/workload.ts'
import { plainSysctl, portRange, reserves } from '../../k8s/knowledge/sysctls.ts'
import { type Fix, type FixContext, workloadRule } from '../run/rule.ts'
import { addItem, fixWith, replaceScalar } from '../support/edits.ts'
import { boundPorts } from '../support/listening.ts'
import { containerText, longLived } from '../support/portFields.ts'

const rangeName = 'net.ipv4.ip_local_port_range'
const reservedName = 'net.ipv4.ip_local_reserved_ports'

export const ephemeralPortRange = workloadRule({
  id: 'ephemeral-port-range',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Range of ephemeral ports that swallows a port of the pod',
    what: 'Finds an `ip_local_port_range` that holds a port which a container of the pod listens on.',
    why: [
      'The kernel gives outgoing connections a port from `ip_local_port_range` (32768 to 60999 unless changed: 28,232 ports). A wider range',
      'that reaches down to a port that the pod listens on lets an outgoing connection of the pod take that very port. When the',
      'server binds afterwards, at its start or after a restart, it fails with EADDRINUSE ("address already in use"), now and then.',
      '',
      '`ip_local_reserved_ports` keeps single ports out of the range; a server can still bind them. The range is counted for one',
      'destination: 28,232 ports and 60 seconds of TIME_WAIT make about 470 new connections a second to one address and port.',
      'What helps for good is reusing connections.',
    ].join('\n'),
    instead:
      'Reserve the port with `net.ipv4.ip_local_reserved_ports` (safe since Kubernetes 1.27), or begin the range above it.',
    bad: manifest('1024 65535'),
    good: manifest('10000 65535'),
    sources: [
      'Linux Documentation/networking/ip-sysctl.rst: ip_local_port_range, ip_local_reserved_ports',
      'Linux net/ipv4/inet_hashtables.c: __inet_hash_connect',
      'kubernetes pkg/kubelet/sysctl/safe_sysctls.go',
    ],
    covers: ['1.4-1', '1.4-4', '8'],
    verify: ['kubectl exec shop -- cat /proc/sys/net/ipv4/ip_local_port_range', 'kubectl logs shop --previous'],
  },
  *check(workload, graph) {
    for (const pod of workload.pods) {
      const value = (wanted: string) => pod.sysctls.find(({ name }) => plainSysctl(valueOf(name) ?? '') === wanted)
      const range = value(rangeName)
      const reserved = value(reservedName)
      const limits = range && portRange(valueOf(range.value) ?? '')
      if (!range || !limits || reserved?.value.kind === 'unknown') continue
      for (const container of longLived(pod.containers)) {
        for (const { port, said } of boundPorts(container, pod, graph)) {
          if (port < limits[0] || port > limits[1] || port >= usualStart) continue
          if (reserved && reserves(valueOf(reserved.value) ?? '', port)) continue
          yield {
            at: spanOf(range.value),
            message: `Outgoing connections can take ${port}, which ${containerText(container)} listens on, from this range: it then fails to start.`,
            related: [said],
            fixes: context => fixesFor(context, pod, port),
          }
        }
      }
    }
  },
})

/** Ports from here on are in the range of every pod by default: that is nothing that the manifest has done. */
const usualStart = 32_768

function fixesFor(context: FixContext, pod: PodTemplate, port: number): readonly Fix[] {
  const reserved = pod.sysctls.find(({ name }) => plainSysctl(valueOf(name) ?? '') === reservedName)
  const fix = { title: `Reserve ${port} with ${reservedName}`, applicability: 'unsafe' as const, preferred: true }
  if (reserved)
    return fixWith(
      fix,
      replaceScalar(context, pod.document, reserved.value, `${valueOf(reserved.value) ?? ''},${port}`),
    )
  const list = pod.sysctlList
  return list ? fixWith(fix, addItem(context, pod.document, list, { name: reservedName, value: String(port) })) : []
}

function manifest(range: string): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  securityContext:
    sysctls:
      - name: net.ipv4.ip_local_port_range
        value: "${range}"
  containers:
    - name: shop
      image: example.com/shop:1
      ports:
        - containerPort: 8080
`
}
