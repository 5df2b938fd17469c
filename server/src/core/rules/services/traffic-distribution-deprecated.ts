import { spanOf, valueOf } from '../../base/known.ts'
import { serviceRule } from '../run/rule.ts'
import { fixWith, replaceScalar } from '../support/edits.ts'

export const trafficDistributionDeprecated = serviceRule({
  id: 'traffic-distribution-deprecated',
  certainty: 'advice',
  since: '0.1.0',
  fix: 'always',
  docs: {
    title: 'trafficDistribution by its old name',
    what: 'Finds `trafficDistribution: PreferClose`, which is called `PreferSameZone` now.',
    why: [
      '`PreferClose` said that endpoints near the client are preferred, and meant those of the same zone. From Kubernetes 1.34 on the',
      'value is called `PreferSameZone`, beside `PreferSameNode`; the old name still works, means the same, and makes the API',
      'server answer with a warning. On clusters before 1.34 only the old name exists.',
    ].join('\n'),
    instead: 'Write `PreferSameZone` once all your clusters are at 1.34 or newer.',
    bad: manifest('PreferClose'),
    good: manifest('PreferSameZone'),
    sources: [
      'kubernetes pkg/api/service/warnings.go: GetWarningsForService',
      'kubernetes/api core/v1 types.go: ServiceTrafficDistributionPreferSameZone',
      'KEP-3015: PreferSameZone and PreferSameNode traffic distribution',
    ],
    covers: ['S24'],
    verify: ['kubectl version', 'kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(service) {
    const value = service.fields.get('trafficDistribution')?.value
    if (!value || valueOf(value) !== 'PreferClose') return
    yield {
      at: spanOf(value),
      message:
        'trafficDistribution PreferClose is an old name for PreferSameZone, which Kubernetes knows from 1.34 on.',
      fixes: context =>
        fixWith(
          { title: 'Change trafficDistribution to PreferSameZone (1.34 and newer)', applicability: 'unsafe' },
          replaceScalar(context, service.document, value, 'PreferSameZone'),
        ),
    }
  },
})

function manifest(value: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  trafficDistribution: ${value}
  selector:
    app: shop
  ports:
    - port: 80
      targetPort: 8080
`
}
