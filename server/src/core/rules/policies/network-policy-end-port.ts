import { spanOf, valueOf } from '../../base/known.ts'
import { referenceRule } from '../run/rule.ts'
import { fixWith, removeValue } from '../support/edits.ts'
import { quote } from '../support/text.ts'

export const networkPolicyEndPort = referenceRule({
  id: 'network-policy-end-port',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'endPort that makes no range',
    what: 'Finds an `endPort` in a NetworkPolicy that has no number to begin from, lies below it, or is no port.',
    why: [
      '`endPort` makes a range of ports that begins with `port`. The API server refuses it without a `port`, next to a `port`',
      'that is a name, and where it is smaller than `port`: `must be greater than or equal to port`.',
    ].join('\n'),
    instead: 'Write a numeric `port` and an `endPort` that is not below it.',
    bad: manifest(8079),
    good: manifest(8090),
    sources: ['kubernetes pkg/apis/networking/validation/validation.go: ValidateNetworkPolicyPort'],
    covers: ['1.5'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(reference, resource, graph) {
    const { endPort } = reference.beside
    const isCilium = resource.group === 'cilium.io'
    if ((resource.kind !== 'NetworkPolicy' && !isCilium) || endPort?.kind !== 'known' || graph.isPart(resource)) return
    const end = endPort.value
    const start = valueOf(reference.port)
    const message =
      typeof end !== 'number' || !Number.isInteger(end)
        ? `endPort ${quote(String(end))} is not a whole number.`
        : end < 1 || end > 65535
          ? `endPort ${end} is out of range: ports go from 1 to 65535.`
          : reference.port.kind === 'absent'
            ? `endPort ${end} needs a port to begin from, and none is given.`
            : typeof start === 'string'
              ? `endPort ${end} needs a numeric port to begin from; ${quote(start)} is a name.`
              : typeof start === 'number' && end < start
                ? `endPort ${end} is below port ${start}, where the range begins.`
                : undefined
    // Cilium takes a range that begins with a name or with nothing for the one port, or for all.
    if (message === undefined || (isCilium && typeof start !== 'number')) return
    yield {
      at: spanOf(endPort),
      ...(isCilium ? { certainty: 'likely' as const } : {}),
      message,
      fixes: context =>
        // Without both port and endPort the rule would allow every port.
        reference.port.kind === 'absent'
          ? []
          : fixWith(
              { title: 'Remove endPort: the one port counts', applicability: 'unsafe' },
              removeValue(context, resource.document, endPort.span),
            ),
    }
  },
})

function manifest(end: number): string {
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: shop
spec:
  podSelector:
    matchLabels:
      app: shop
  ingress:
    - ports:
        - port: 8080
          endPort: ${end}
`
}
