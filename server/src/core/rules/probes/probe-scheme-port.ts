import { spanOf, valueOf } from '../../base/known.ts'
import { type Fix, type FixContext, workloadRule } from '../run/rule.ts'
import { addEntry, fixWith, replaceScalar } from '../support/edits.ts'
import { type HandlerInPlace, handlersIn, portOf } from '../support/probeHandlers.ts'
import { quote } from '../support/text.ts'

export const probeSchemePort = workloadRule({
  id: 'probe-scheme-port',
  certainty: 'possible',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'httpGet scheme that does not fit the name of the port',
    what: 'Finds probes that speak plain HTTP to a container port called `https`, or HTTPS to one called `http`.',
    why: [
      'The scheme of `httpGet` is HTTP unless `scheme: HTTPS` is written, whatever the port is called. A server that expects TLS answers',
      'a plain request with 400 or closes the connection, and one that expects plain HTTP cannot read the handshake: either way the',
      'probe fails. The name of a port is only what somebody called it, so this is information.',
    ].join('\n'),
    instead: 'Set `scheme: HTTPS` for a port that speaks TLS, or name the port for what it speaks.',
    bad: manifest(''),
    good: manifest('          scheme: HTTPS\n'),
    sources: [
      'kubernetes pkg/apis/core/v1/defaults.go: SetDefaults_HTTPGetAction',
      'kubernetes pkg/probe/http/http.go: DoHTTPProbe (200 to 399 is success)',
    ],
    covers: ['P7'],
    verify: ['kubectl describe pod shop', 'kubectl get events --field-selector reason=Unhealthy'],
  },
  *check(workload) {
    for (const place of handlersIn(workload)) {
      const { handler } = place
      const port = handler.type === 'httpGet' ? portOf(place) : undefined
      const name = port && valueOf(port.name)
      if (name === undefined || handler.scheme.kind === 'unknown') continue
      const scheme = valueOf(handler.scheme) ?? 'HTTP'
      const wanted = /^https(-|$)/.test(name) ? 'HTTPS' : name === 'http' ? 'HTTP' : undefined
      if (wanted === undefined || wanted === scheme || (scheme !== 'HTTP' && scheme !== 'HTTPS')) continue
      yield {
        at: spanOf(handler.scheme.kind === 'known' ? handler.scheme : handler.port),
        message: `${place.probe.of} speaks ${scheme}${handler.scheme.kind === 'absent' ? ' (the default)' : ''} to the port called ${quote(name)}.`,
        fixes: context => fixesFor(context, place, wanted),
      }
    }
  },
})

function fixesFor(context: FixContext, { handler, pod }: HandlerInPlace, scheme: string): readonly Fix[] {
  const fix = { title: `Set scheme: ${scheme}`, applicability: 'unsafe' as const, preferred: true }
  if (handler.scheme.kind === 'known') return fixWith(fix, replaceScalar(context, pod.document, handler.scheme, scheme))
  if (handler.scheme.kind !== 'absent') return []
  return fixWith(fix, addEntry(context, pod.document, handler.scheme.near, { key: 'scheme', value: scheme }))
}

function manifest(scheme: string): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: example.com/shop:1
      ports:
        - name: https
          containerPort: 8443
      readinessProbe:
        httpGet:
          path: /ready
          port: https
${scheme}`
}
