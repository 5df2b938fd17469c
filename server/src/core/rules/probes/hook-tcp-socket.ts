import { containerText } from '../portFields.ts'
import { handlersIn, isHook } from '../probeHandlers.ts'
import { workloadRule } from '../rule.ts'

export const hookTcpSocket = workloadRule({
  id: 'hook-tcp-socket',
  certainty: 'certain',
  since: '0.2.0',
  fix: 'none',
  docs: {
    title: 'Lifecycle hook with tcpSocket, which always fails',
    what: 'Finds `tcpSocket` in `postStart` and `preStop` hooks.',
    why: [
      'A hook can run a command (`exec`), ask a URL (`httpGet`) or wait (`sleep`). The API still has the field `tcpSocket` for old',
      'manifests, and the API server accepts it, but the kubelet has nothing that would do it: the hook fails whenever it is due.',
      'After a failed `postStart` the container is killed and started again; a failed `preStop` is skipped.',
    ].join('\n'),
    instead: 'Use `exec`, `httpGet` or `sleep`.',
    bad: manifest('tcpSocket'),
    good: manifest('httpGet'),
    sources: [
      'kubernetes/api core/v1 types.go: LifecycleHandler.TCPSocket',
      'kubernetes pkg/kubelet/lifecycle/handlers.go: Run',
    ],
    covers: ['P14'],
    verify: ['kubectl describe pod shop'],
  },
  *check(workload) {
    for (const { handler, probe, container } of handlersIn(workload)) {
      if (handler.type !== 'tcpSocket' || !isHook(probe)) continue
      const effect = probe.of === 'postStart' ? 'the container is killed' : 'it is skipped'
      yield {
        at: handler.keySpan,
        message: `tcpSocket does not work in hooks: the ${probe.of} of ${containerText(container)} always fails and ${effect}.`,
      }
    }
  },
})

function manifest(handler: string): string {
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
      lifecycle:
        preStop:
          ${handler}:
            port: 8080
`
}
