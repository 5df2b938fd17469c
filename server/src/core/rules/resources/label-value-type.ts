import { spanOf } from '../../base/known.ts'
import type { Labels } from '../../k8s/facts/labels.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import { typePlain } from '../../yaml/scalar.ts'
import { objectRule } from '../run/rule.ts'
import { fixWith, replaceScalar } from '../support/edits.ts'

export const labelValueType = objectRule({
  id: 'label-value-type',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'always',
  docs: {
    title: 'Label or annotation that is not a string',
    what: 'Finds labels, annotations and selectors whose value YAML reads as a number or a boolean.',
    why: [
      'Labels and annotations are strings, and so are the values of selectors. YAML reads `version: 1` as a number and',
      '`enabled: true` as a boolean, and the API server cannot decode that:',
      '`cannot unmarshal number into Go struct field ObjectMeta.metadata.labels of type string`.',
      '',
      'The same holds for `"prometheus.io/port": 8080` and for everything else under `annotations`.',
    ].join('\n'),
    instead: 'Put the value in quotes.',
    bad: manifest('1'),
    good: manifest('"1"'),
    sources: [
      'k8s.io/apimachinery/pkg/apis/meta/v1/types.go: ObjectMeta.Labels, ObjectMeta.Annotations (map of strings)',
      'kubernetes/api core/v1 types.go: ServiceSpec.Selector (map of strings)',
    ],
    covers: ['3.2'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(resource) {
    for (const { labels, called } of mapsOf(resource)) {
      for (const { key, value, typed } of labels.pairs) {
        if (!typed || value.kind !== 'known') continue
        yield {
          at: spanOf(value),
          message: `${called} ${key} must be a string: without quotes ${value.value} is ${typeOf(value.value)}, which the API server refuses.`,
          fixes: context =>
            fixWith(
              { title: 'Put it in quotes', applicability: 'safe', preferred: true },
              replaceScalar(context, resource.document, value, value.value),
            ),
        }
      }
    }
  },
})

/** What YAML makes of a text without quotes, as messages call it. */
function typeOf(text: string): string {
  return typeof typePlain(text) === 'boolean' ? 'a boolean' : 'a number'
}

interface StringMap {
  readonly labels: Labels
  /** As messages call an entry of it. */
  readonly called: string
}

function mapsOf(resource: Resource): readonly StringMap[] {
  const own: readonly StringMap[] = [
    { labels: resource.labels, called: 'label' },
    { labels: resource.annotations, called: 'annotation' },
  ]
  if (resource.is === 'service') return [...own, { labels: resource.selector, called: 'selector' }]
  if (resource.is !== 'workload') return own
  const { selector, pods } = resource
  const inPods = pods.filter(pod => pod.labels.span !== resource.labels.span)
  return [
    ...own,
    ...(selector ? [{ labels: selector.matchLabels, called: 'selector' }] : []),
    ...inPods.flatMap(pod => [
      { labels: pod.labels, called: 'label' },
      { labels: pod.annotations, called: 'annotation' },
    ]),
  ]
}

function manifest(version: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
    version: ${version}
  ports:
    - port: 80
`
}
