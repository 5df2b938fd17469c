import { spanOf } from '../../base/known.ts'
import { referenceRule } from '../run/rule.ts'
import { resourceText } from '../support/text.ts'

export const peerAuthenticationSelector = referenceRule({
  id: 'peer-authentication-selector',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'none',
  docs: {
    title: 'portLevelMtls without a selector',
    what: 'Finds PeerAuthentications of Istio with `portLevelMtls` that select no workload.',
    why: [
      'The numbers under `portLevelMtls` are ports of workloads, so they mean something only where `selector` says of which. Without',
      'labels in the selector the policy is one for the namespace or the whole mesh, and the webhook of Istio refuses ports in it:',
      '`mesh/namespace peer authentication cannot have port level mTLS`.',
    ].join('\n'),
    instead: 'Add `selector.matchLabels`, or leave the ports out.',
    bad: manifest(''),
    good: manifest('\n  selector:\n    matchLabels:\n      app: shop'),
    sources: [
      'istio/istio pkg/config/validation: ValidatePeerAuthentication',
      'istio/api security/v1 peer_authentication.proto',
    ],
    covers: ['5.4-8'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml', 'istioctl analyze shop.yaml'],
  },
  *check(reference, resource, graph) {
    const { site, target, port } = reference
    if (site !== 'peerauthentication-port' || target.is !== 'pods') return
    if (graph.isPart(resource) || graph.mayBePatched(resource)) return
    if (resource.references.find(each => each.site === site) !== reference) return
    const { matchLabels } = target.selector ?? {}
    if (matchLabels && (!matchLabels.complete || matchLabels.pairs.length > 0)) return
    yield {
      at: spanOf(port),
      message: `portLevelMtls is about ports of workloads, and ${resourceText(resource)} selects none: it needs a selector with labels.`,
    }
  },
})

function manifest(selector: string): string {
  return `apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata:
  name: shop
spec:${selector}
  portLevelMtls:
    8080:
      mode: DISABLE
`
}
