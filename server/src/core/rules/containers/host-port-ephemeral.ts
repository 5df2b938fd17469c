import { valueOf } from '../../base/known.ts'
import { workloadRule } from '../run/rule.ts'
import { hostPortsOf } from '../support/hostPorts.ts'
import { containerText, longLived } from '../support/portFields.ts'

/** What Linux gives to outgoing connections unless the node was set up otherwise. */
const ephemeral = { first: 32_768, last: 60_999 }

export const hostPortEphemeral = workloadRule({
  id: 'host-port-ephemeral',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'none',
  docs: {
    title: 'Port on the host network in the range of ephemeral ports',
    what: 'Finds ports of pods on the host network from 32768 to 60999.',
    why: [
      'From this range the node takes the local ports of its own outgoing connections: 28,232 numbers, 32768 to 60999, unless its',
      '`net.ipv4.ip_local_port_range` was changed. Whenever one of these connections has the number, a process that wants to listen',
      'there fails with EADDRINUSE ("address already in use"): the container does not start on this node, now and then, until the',
      'connection has ended and its 60 seconds of TIME_WAIT are over.',
      '',
      'It is so with `hostNetwork: true`, where the process binds the port on the node itself. In a pod with a network of its own only',
      'the connections of the pod count. A `hostPort` of such a pod is a rule that forwards packets (the portmap plugin of CNI):',
      'nothing on the node listens there, so nothing can fail to. The usual node ports, 30000 to 32767, end just below the range.',
    ].join('\n'),
    instead:
      'Let the process listen below 30000 on a port that nothing else on the node has, or reserve the number on the node with `net.ipv4.ip_local_reserved_ports`.',
    bad: manifest(41_000),
    good: manifest(9100),
    sources: [
      'Linux Documentation/networking/ip-sysctl.rst: ip_local_port_range, ip_local_reserved_ports',
      'Linux net/ipv4/inet_hashtables.c: __inet_hash_connect',
      'containernetworking/plugins plugins/meta/portmap: rules only, no socket',
    ],
    verify: ['kubectl logs exporter --previous', 'ss -tan sport = :41000   # on the node'],
  },
  *check(workload, graph) {
    if (graph.mayBePatched(workload)) return
    for (const pod of workload.pods) {
      if (valueOf(pod.hostNetwork) !== true) continue
      for (const container of longLived(pod.containers)) {
        for (const { at, number } of hostPortsOf(container, pod)) {
          if (number < ephemeral.first || number > ephemeral.last) continue
          yield {
            at,
            message: `Outgoing connections of the node can take port ${number} before ${containerText(container)} does: the pod is on the host network, and ${number} is an ephemeral port.`,
          }
        }
      }
    }
  },
})

function manifest(port: number): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: exporter
spec:
  hostNetwork: true
  containers:
    - name: exporter
      image: example.com/exporter:1
      ports:
        - containerPort: ${port}
`
}
