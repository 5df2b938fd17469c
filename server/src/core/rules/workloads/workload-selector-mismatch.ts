import { spanOf, valueOf } from '../../base/known.ts'
import type { Graph } from '../../graph/graph.ts'
import { type Label, type LabelExpression, labelValue } from '../../k8s/facts/labels.ts'
import type { PodTemplate, Workload } from '../../k8s/facts/workload.ts'
import { type Fix, type FixContext, type Report, workloadRule } from '../run/rule.ts'
import { addEntry, fixWith, replaceScalar } from '../support/edits.ts'
import { resourceText } from '../support/text.ts'

export const workloadSelectorMismatch = workloadRule({
  id: 'workload-selector-mismatch',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Workload selector that its own pods do not match',
    what: 'Finds a Deployment, StatefulSet, DaemonSet or the like whose `spec.selector` does not match the labels of its own template.',
    why: [
      'A workload finds the pods it made by its selector. If the template lacks one of the labels, it could never find them, so',
      'the API server refuses it: `` `selector` does not match template `labels` ``.',
      '',
      'It usually happens when a label is renamed in one of the two places. Mind that the selector of an existing Deployment',
      'cannot be changed: it must be deleted and created again, or the template label must go back to what it was.',
    ].join('\n'),
    instead: 'Write the same pairs under `spec.selector.matchLabels` and `spec.template.metadata.labels`.',
    bad: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  selector:
    matchLabels:
      app: shop
  template:
    metadata:
      labels:
        app: shop-web
    spec:
      containers:
        - name: shop
          image: example.com/shop:1
`,
    good: `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  selector:
    matchLabels:
      app: shop
  template:
    metadata:
      labels:
        app: shop
    spec:
      containers:
        - name: shop
          image: example.com/shop:1
`,
    sources: [
      'kubernetes pkg/apis/apps/validation/validation.go: ValidateDeploymentSpec, ValidateStatefulSetSpec, ValidateDaemonSetSpec',
      'kubernetes pkg/apis/core/validation/validation.go: ValidateReplicationControllerSpec',
    ],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(workload, graph) {
    const { selector } = workload
    const pod = workload.pods[0]
    if (!selector || !pod || !refuses(workload) || graph.selectsOwnPods(workload, pod) !== false) return
    const { matchLabels, matchExpressions } = selector
    for (const pair of matchLabels.pairs) {
      const only = { ...selector, matchLabels: { ...matchLabels, pairs: [pair] }, matchExpressions: [] }
      if (graph.selectsOwnPods({ ...workload, selector: only }, pod) === false)
        yield pairReport(workload, pod, pair, graph)
    }
    for (const expression of matchExpressions) {
      const only = { ...selector, matchLabels: { ...matchLabels, pairs: [] }, matchExpressions: [expression] }
      if (graph.selectsOwnPods({ ...workload, selector: only }, pod) === false)
        yield expressionReport(workload, pod, expression)
    }
  },
})

/** Kinds whose validation compares the two. Custom resources have rules of their own. */
function refuses({ group, kind }: Workload): boolean {
  if (group === 'apps' || group === 'extensions')
    return ['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet'].includes(kind)
  if (group === '') return kind === 'ReplicationController'
  return (
    (group === 'argoproj.io' && kind === 'Rollout') || (group.endsWith('openshift.io') && kind === 'DeploymentConfig')
  )
}

function pairReport(workload: Workload, pod: PodTemplate, pair: Label, graph: Graph): Report {
  const wanted = valueOf(pair.value) ?? ''
  const label = labelValue(pod.labels, pair.key)
  const found = label && valueOf(label.value)
  const what = `${resourceText(workload)} selects ${pair.key}=${wanted}`
  // Services that already select the pods show that their labels are the ones that count.
  const services = graph.servicesOf(pod)
  const labelsCount = services.length > 0
  const cutsOff = services.some(({ selector }) => selector.pairs.some(({ key }) => key === pair.key))
  return {
    at: label ? spanOf(pair.value) : pair.span,
    message: label
      ? `${what}, but its own pods have ${pair.key}=${found}.`
      : `${what}, but its own pods have no label ${pair.key}.`,
    related: [
      {
        at: { document: pod.document, span: label ? spanOf(label.value) : pod.labels.near },
        message: label ? `Label ${pair.key} of the pods` : 'Labels of the pods',
      },
    ],
    fixes: context => pairFixes(context, workload, pod, pair, label, { labelsCount, cutsOff }),
  }
}

function expressionReport(workload: Workload, pod: PodTemplate, expression: LabelExpression): Report {
  const { key, operator, values } = expression
  const wanted = values.map(value => valueOf(value) ?? '?').join(', ')
  return {
    at: expression.span,
    message: `${resourceText(workload)} selects ${valueOf(key)} ${valueOf(operator)}${wanted && ` (${wanted})`}, which its own pods do not satisfy.`,
    related: [{ at: { document: pod.document, span: pod.labels.near }, message: 'Labels of the pods' }],
  }
}

function* pairFixes(
  context: FixContext,
  workload: Workload,
  pod: PodTemplate,
  pair: Label,
  label: Label | undefined,
  { labelsCount, cutsOff }: { readonly labelsCount: boolean; readonly cutsOff: boolean },
): Generator<Fix> {
  const wanted = valueOf(pair.value) ?? ''
  const found = label && valueOf(label.value)
  if (found !== undefined) {
    yield* fixWith(
      {
        title: `Change the selector to ${pair.key}: ${found}`,
        applicability: 'unsafe',
        ...(labelsCount ? { preferred: true } : {}),
      },
      replaceScalar(context, workload.document, pair.value, found),
    )
  }
  // With another label the pods would be lost to the Services that pick them by it.
  if (cutsOff) return
  const edit = label
    ? replaceScalar(context, pod.document, label.value, wanted)
    : pod.labels.span && addEntry(context, pod.document, pod.labels.span, { key: pair.key, value: wanted })
  const title = label
    ? `Change the pods' label to ${pair.key}: ${wanted}`
    : `Add the label ${pair.key}: ${wanted} to the pods`
  yield* fixWith({ title, applicability: 'unsafe', ...(labelsCount ? {} : { preferred: true }) }, edit)
}
