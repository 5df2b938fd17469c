import type { DocumentId } from '../../base/place.ts'
import type { Probe } from '../../k8s/facts/container.ts'
import { entryWithValueAt } from '../../yaml/edit/find.ts'
import { type Fix, type FixContext, workloadRule } from '../run/rule.ts'
import { fixWith, mapHolding, removeField } from '../support/edits.ts'
import { containerText } from '../support/portFields.ts'
import { handlersIn, isHook } from '../support/probeHandlers.ts'

export const hookTcpSocket = workloadRule({
  id: 'hook-tcp-socket',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Lifecycle hook with tcpSocket, which always fails',
    what: 'Finds `tcpSocket` in `postStart` and `preStop` hooks.',
    why: [
      'A hook can run a command (`exec`), ask a URL (`httpGet`) or wait (`sleep`). The API still has the field `tcpSocket` for old',
      'manifests, and the API server accepts it, but the kubelet has nothing that would do it: the hook fails whenever it is due.',
      'After a failed `postStart` the container is killed, and started again if the restart policy says so; a failed `preStop` is',
      'skipped.',
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
    for (const { handler, pod, probe, container } of handlersIn(workload)) {
      if (handler.type !== 'tcpSocket' || !isHook(probe)) continue
      const effect = probe.of === 'postStart' ? 'the container is killed' : 'it is skipped'
      yield {
        at: handler.keySpan,
        message: `tcpSocket does not work in hooks: the ${probe.of} of ${containerText(container)} always fails and ${effect}.`,
        fixes: context => removeHook(context, pod.document, probe),
      }
    }
  },
})

/** With `lifecycle` where it holds nothing else. A hook of two handlers is not for us to cut. */
function removeHook(context: FixContext, id: DocumentId, { handlers, keySpan, of }: Probe): readonly Fix[] {
  const lifecycle = mapHolding(context, id, keySpan)
  if (!lifecycle || handlers.length > 1) return []
  const around = entryWithValueAt(context.document(id).root, lifecycle.span)
  const key = lifecycle.entries.length > 1 ? keySpan : around?.entry.key.span
  return fixWith(
    { title: `Remove ${of}, which never works`, applicability: 'unsafe' },
    key && removeField(context, id, key),
  )
}

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
