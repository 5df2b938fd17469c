import { spanOf, valueOf } from '../../base/known.ts'
import { workloadRule } from '../run/rule.ts'
import { fixWith, removeField } from '../support/edits.ts'
import { containerText } from '../support/portFields.ts'
import { handlersIn, portOf } from '../support/probeHandlers.ts'

export const probeHostLocal = workloadRule({
  id: 'probe-host-local',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Probe of localhost, which is the node',
    what: 'Finds `host: localhost` or `127.0.0.1` in probes of pods that are not on the host network.',
    why: [
      'The kubelet sends `httpGet` and `tcpSocket` probes from the node. `host` says where to, and its default is the address of the',
      'pod. `localhost` there is the *node*: the kubelet asks itself, not the container, and the probe fails, or passes because of',
      'something else that listens on the node. On the host network the two are the same.',
      '',
      'An `exec` probe runs inside of the container, so there localhost is right. The API server accepts such a `host`, unless Pod',
      'Security (baseline, from 1.34 on) forbids it.',
    ].join('\n'),
    instead:
      'Remove `host`. If the process listens on 127.0.0.1 only, let it listen on all addresses, or use an exec probe.',
    bad: manifest('          host: 127.0.0.1\n'),
    good: manifest(''),
    sources: [
      'kubernetes pkg/kubelet/prober/prober.go: runProbe',
      'kubernetes/api core/v1 types.go: HTTPGetAction.Host',
      'kubernetes staging/src/k8s.io/pod-security-admission/policy/check_hostProbesAndhostLifecycle.go',
    ],
    covers: ['P7', 'P8', 'P13'],
    verify: ['kubectl describe pod shop', 'kubectl get events --field-selector reason=Unhealthy'],
  },
  *check(workload, graph) {
    for (const place of handlersIn(workload)) {
      const { handler, pod, container, probe } = place
      const host = valueOf(handler.host)
      if (host === undefined || !/^(localhost|127\.\d+\.\d+\.\d+|::1|\[::1\])$/i.test(host)) continue
      if (pod.hostNetwork.kind === 'unknown' || valueOf(pod.hostNetwork) === true || graph.mayBePatched(workload))
        continue
      // A hostPort answers on the loopback of the node, too.
      const port = portOf(place)
      if (port && port.hostPort.kind !== 'absent') continue
      yield {
        at: spanOf(handler.host),
        message: `host ${host} of the ${probe.of} is the node, not ${containerText(container)}: the kubelet probes from there.`,
        fixes: context => {
          const key = handler.fields.get('host')?.keySpan
          return key
            ? fixWith(
                { title: 'Remove host: the pod is the default', applicability: 'unsafe', preferred: true },
                removeField(context, pod.document, key),
              )
            : []
        },
      }
    }
  },
})

function manifest(host: string): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: example.com/shop:1
      ports:
        - containerPort: 8080
      readinessProbe:
        httpGet:
${host}          path: /ready
          port: 8080
`
}
