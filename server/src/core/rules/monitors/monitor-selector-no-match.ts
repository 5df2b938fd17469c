import { spanOf, valueOf } from '../../base/known.ts'
import { type Label, type LabelSelector, labelValue } from '../../k8s/facts/labels.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import type { Service } from '../../k8s/facts/service.ts'
import { type Fix, type FixContext, objectRule } from '../run/rule.ts'
import { fixWith, renameKey, replaceScalar } from '../support/edits.ts'
import { isNamedAfterMaker, mayComeWithChart } from '../support/makers.ts'
import { addLabels } from '../support/referenceEdits.ts'
import { labelsText, resourceText } from '../support/text.ts'

export const monitorSelectorNoMatch = objectRule({
  id: 'monitor-selector-no-match',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'ServiceMonitor that selects no Service',
    what: 'Finds a ServiceMonitor whose selector no Service matches while one comes near.',
    why: [
      'The selector of a ServiceMonitor looks at the **labels of Services** (`metadata.labels`), not at their selectors and not',
      'at the labels of pods. A Service that carries no labels is never found, however well its selector fits. Prometheus then',
      'has no target, and nothing reports an error: the target page simply lacks an entry.',
      '',
      'Many ServiceMonitors are for Services that a cluster or an operator makes. The rule reports only where a Service in',
      'view comes near: it has the name of the monitor, the labels under another spelling, or the labels in a namespace that',
      'the monitor does not look into: without `namespaceSelector` it looks into its own only. Beside a release of a chart or an',
      'Application of Argo CD, which may bring the Service, nothing is said.',
    ].join('\n'),
    instead: 'Give the Service the labels, or select by those that it has.',
    bad: manifest(''),
    good: manifest('\n  labels:\n    app: shop'),
    sources: ['prometheus-operator api monitoring/v1: ServiceMonitorSpec.Selector'],
    covers: ['5.3'],
    verify: ['kubectl get services -l app=shop'],
  },
  *check(resource, graph) {
    const reference = resource.references.find(({ target }) => target.is === 'services')
    if (!reference || reference.target.is !== 'services' || !reference.target.selector) return
    const { selector } = reference.target
    if (graph.isPart(resource) || graph.mayBePatched(resource) || selector.matchExpressions.length > 0) return
    const destination = graph.follow(reference, resource)
    if (destination.status !== 'missing' || destination.near?.is !== 'service') return
    const service = destination.near
    if (graph.mayBePatched(service) || mayComeWithChart(resource, graph)) return
    const names = [resource.name, ...selector.matchLabels.pairs.map(({ value }) => value)].map(valueOf)
    if (isNamedAfterMaker(names, resource, graph)) return
    const wrong = selector.matchLabels.pairs.filter(pair => {
      const label = labelValue(service.labels, pair.key)
      return !label || valueOf(label.value) !== valueOf(pair.value)
    })
    const first = wrong[0]
    if (!first) {
      const [namespace, its] = [valueOf(resource.namespace), valueOf(service.namespace)]
      if (reference.target.namespaces !== 'own' || namespace === undefined || its === undefined) return
      yield {
        at: selector.matchLabels.span ?? reference.span,
        certainty: 'possible',
        message: `${resourceText(resource)} looks into its own namespace ${namespace} only; ${resourceText(service)}, which has the labels, is in ${its}.`,
        related: [
          {
            at: { document: service.document, span: spanOf(service.namespace) },
            message: `${resourceText(service)} is here`,
          },
        ],
      }
      return
    }
    yield {
      at: first.span,
      message: `No Service has the label ${labelsText(wrong)}, which ${resourceText(resource)} selects; ${resourceText(service)} has ${insteadText(wrong, service.labels.pairs)}.`,
      related: [
        {
          at: { document: service.document, span: service.labels.span ?? spanOf(service.name) },
          message: `${resourceText(service)}: its own labels count, not its selector`,
        },
      ],
      fixes: context => fixesFor(context, resource, selector, service),
    }
  },
})

/** What a Service has instead of the labels: under their keys or with their values, else some of those that it has. */
function insteadText(wrong: readonly Label[], own: readonly Label[]): string {
  if (own.length === 0) return 'no labels of its own'
  const like = own.filter(({ key, value }) =>
    wrong.some(pair => pair.key === key || valueOf(pair.value) === valueOf(value)),
  )
  return labelsText(like.length > 0 ? like : own.slice(0, 2))
}

function* fixesFor(context: FixContext, monitor: Resource, selector: LabelSelector, service: Service): Generator<Fix> {
  const { pairs } = selector.matchLabels
  const missing = pairs.filter(({ key }) => !labelValue(service.labels, key))
  const different = pairs.filter(({ key, value }) => {
    const label = labelValue(service.labels, key)
    return label !== undefined && valueOf(label.value) !== valueOf(value)
  })
  const added = missing.flatMap(({ key, value }) => (value.kind === 'known' ? [{ key, value: value.value }] : []))
  // A key that is a typo of one that the Service has, with the same value.
  const [typo] = missing
  const meant =
    typo && missing.length === 1 && different.length === 0
      ? service.labels.pairs.find(label => valueOf(label.value) === valueOf(typo.value))
      : undefined
  if (typo && meant) {
    yield* fixWith(
      { title: `Select by ${labelsText([meant])}`, applicability: 'unsafe', preferred: true },
      renameKey(context, monitor.document, typo.keySpan, meant.key),
    )
  }
  if (different.length > 0 && missing.length === 0) {
    const right = different.flatMap(({ key }) => labelValue(service.labels, key) ?? [])
    yield* fixWith(
      { title: `Select by ${labelsText(right)}`, applicability: 'unsafe', preferred: true },
      ...different.map(pair =>
        replaceScalar(
          context,
          monitor.document,
          pair.value,
          valueOf(labelValue(service.labels, pair.key)?.value ?? pair.value) ?? '',
        ),
      ),
    )
  }
  if (added.length > 0 && added.length === missing.length && different.length === 0) {
    yield* fixWith(
      {
        title: `Add the label ${labelsText(added)} to ${resourceText(service)}`,
        applicability: 'unsafe',
        ...(meant ? {} : { preferred: true }),
      },
      ...addLabels(context, service, added),
    )
  }
}

function manifest(labels: string): string {
  return `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: shop
spec:
  selector:
    matchLabels:
      app: shop
  endpoints:
    - port: http
---
apiVersion: v1
kind: Service
metadata:
  name: shop${labels}
spec:
  selector:
    app: shop
  ports:
    - name: http
      port: 80
`
}
