import { spanOf, valueOf } from '../../base/known.ts'
import { workloadRule } from '../run/rule.ts'
import { fixWith, replaceScalar } from '../support/edits.ts'
import { handlersIn } from '../support/probeHandlers.ts'
import { quote } from '../support/text.ts'

export const probeSchemeInvalid = workloadRule({
  id: 'probe-scheme-invalid',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'httpGet scheme other than HTTP and HTTPS',
    what: 'Finds `scheme` values of probes and hooks that the API server refuses, such as `https` in lower case.',
    why: [
      'The scheme of `httpGet` is `HTTP` (the default) or `HTTPS`, in upper case; the API server refuses everything else with',
      '`Unsupported value`. With `HTTPS` the kubelet does not verify the certificate, so a self-signed one is fine.',
    ].join('\n'),
    instead: 'Write `HTTP` or `HTTPS`.',
    bad: manifest('https'),
    good: manifest('HTTPS'),
    sources: ['kubernetes pkg/apis/core/validation/validation.go: supportedHTTPSchemes, validateHTTPGetAction'],
    covers: ['P7'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(workload) {
    for (const { handler, pod } of handlersIn(workload)) {
      const scheme = valueOf(handler.scheme)
      if (scheme === undefined || scheme === 'HTTP' || scheme === 'HTTPS') continue
      const meant = scheme.toUpperCase()
      yield {
        at: spanOf(handler.scheme),
        message: `scheme ${quote(scheme)} is refused: it is HTTP or HTTPS, in upper case.`,
        fixes: context =>
          meant === 'HTTP' || meant === 'HTTPS'
            ? fixWith(
                { title: `Change scheme to ${meant}`, applicability: 'safe', preferred: true },
                replaceScalar(context, pod.document, handler.scheme, meant),
              )
            : [],
      }
    }
  },
})

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
        - containerPort: 8443
      readinessProbe:
        httpGet:
          path: /ready
          port: 8443
          scheme: ${scheme}
`
}
