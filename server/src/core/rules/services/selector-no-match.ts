import { type Known, spanOf, valueOf } from '../../base/known.ts'
import type { Span } from '../../base/span.ts'
import type { NearMiss } from '../../graph/graph.ts'
import { type Label, labelValue } from '../../k8s/labels.ts'
import type { Service } from '../../k8s/service.ts'
import { addEntry, fixWith, replaceScalar } from '../edits.ts'
import { type Fix, type FixContext, type Report, serviceRule } from '../rule.ts'
import { labelsText, quote, resourceText } from '../text.ts'

export const selectorNoMatch = serviceRule({
  id: 'selector-no-match',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Selector that matches no pod',
    what: 'Finds a Service whose selector no pod in the workspace matches, and says which workload comes near.',
    why: [
      'A Service gets as endpoints the pods that carry *every* label of its selector, in its own namespace. The labels that',
      'count are those of the pod template (`spec.template.metadata.labels`), not those of the Deployment. Where nothing',
      'matches, the Service has no endpoints and clients get "connection refused". Nothing reports an error.',
      '',
      'It is a warning where a workload in view comes near: a label with another spelling, one pair too many, the same labels in',
      'another namespace. Without one it is information, since the pods may be made by an operator or live in another',
      'repository. Labels that only a running cluster has, such as `statefulset.kubernetes.io/pod-name`, are not compared.',
    ].join('\n'),
    instead: 'Write the labels of the pods into the selector.',
    bad: `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop-web
  ports:
    - port: 80
---
apiVersion: v1
kind: Pod
metadata:
  name: shop
  labels:
    app: shop
spec:
  containers:
    - name: shop
      image: example.com/shop:1
      ports:
        - containerPort: 80
`,
    good: `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - port: 80
---
apiVersion: v1
kind: Pod
metadata:
  name: shop
  labels:
    app: shop
spec:
  containers:
    - name: shop
      image: example.com/shop:1
      ports:
        - containerPort: 80
`,
    sources: [
      'kubernetes pkg/controller/endpointslice: Controller.syncService',
      'k8s.io/api/core/v1: ServiceSpec.Selector',
    ],
    verify: ['kubectl get pods -l app=shop-web', 'kubectl get endpointslices -l kubernetes.io/service-name=shop'],
  },
  *check(service, graph) {
    const selection = graph.selection(service)
    if (selection.status !== 'nothing') return
    const { nearMiss } = selection
    if (nearMiss) yield nearMissReport(service, nearMiss)
    else if (!service.selector.pairs.some(pair => isSetByController(pair.key))) {
      yield {
        at: wholeSelector(service),
        certainty: 'possible',
        message: `No pod in view has the labels ${labelsText(service.selector.pairs)} that ${resourceText(service)} selects.`,
      }
    }
  },
})

function nearMissReport(service: Service, miss: NearMiss): Report {
  const { pod, workload } = miss.pod
  const name = resourceText(workload)
  const selector = labelsText(service.selector.pairs)
  const [first] = miss.differences
  const pair = first && labelValue(service.selector, first.key)
  const label = first && labelValue(pod.labels, first.key)
  return {
    at: pair ? placeOf(pair, miss) : wholeSelector(service),
    message:
      miss.how === 'namespace'
        ? `No pod in namespace ${namespaceText(service.namespace)} has ${selector}; ${name} has, in namespace ${namespaceText(workload.namespace)}.`
        : `No pod has ${selector}; ${name} ${differencesText(miss)}.`,
    related: [
      {
        at: { document: pod.document, span: label ? label.span : pod.labels.near },
        message: `Labels of the pods of ${name}`,
      },
    ],
    fixes: context =>
      miss.how === 'namespace' ? namespaceFixes(context, service, miss) : selectorFixes(context, service, miss),
  }
}

/** The value where only that differs, the whole pair where the pods do not have the label. */
function placeOf(pair: Label, miss: NearMiss): Span {
  return labelValue(miss.pod.pod.labels, pair.key) ? spanOf(pair.value) : pair.span
}

function differencesText({ differences, pod: { pod } }: NearMiss): string {
  const wrong = differences.filter(each => each.found !== undefined)
  const lacking = differences.filter(each => each.found === undefined)
  const has = wrong.length > 0 ? `has ${wrong.map(each => `${each.key}=${each.found}`).join(', ')}` : ''
  const lacks = lacking.length > 0 ? `has no label ${lacking.map(each => each.key).join(', ')}` : ''
  const own =
    wrong.length === 0 && pod.labels.pairs.length > 0 && pod.labels.pairs.length < 4
      ? `, only ${labelsText(pod.labels.pairs)}`
      : ''
  return `${[has, lacks].filter(text => text !== '').join(' and ')}${own}`
}

function namespaceText(namespace: Known<string>): string {
  return quote(valueOf(namespace) ?? '(none)')
}

function wholeSelector({ selector }: Service): Span {
  return selector.pairs.length === 1 && selector.pairs[0] ? selector.pairs[0].span : selector.near
}

/** Labels with a domain are set by that domain's operator, apart from those that people write themselves. */
function isSetByController(key: string): boolean {
  return (
    key.includes('/') &&
    !/^(app\.kubernetes\.io|app\.openshift\.io|k8s\.io|helm\.sh|kustomize\..*|tags\.datadoghq\.com)\//.test(key)
  )
}

function namespaceFixes(context: FixContext, service: Service, miss: NearMiss): readonly Fix[] {
  const namespace = valueOf(miss.pod.workload.namespace)
  if (namespace === undefined) return []
  const edit = replaceScalar(context, service.document, service.namespace, namespace)
  return fixWith({ title: `Move ${resourceText(service)} to namespace ${namespace}`, applicability: 'unsafe' }, edit)
}

/** Offered where each wrong pair has one replacement, so that the mended selector matches the workload. */
function selectorFixes(context: FixContext, service: Service, miss: NearMiss): readonly Fix[] {
  const { suggestion } = miss
  const kept = service.selector.pairs.filter(pair => suggestion.some(each => each.key === pair.key))
  const dropped = service.selector.pairs.filter(pair => !kept.includes(pair))
  const added = suggestion.filter(each => !labelValue(service.selector, each.key))
  const edits = kept.flatMap(pair => {
    const wanted = suggestion.find(each => each.key === pair.key)
    return wanted && wanted.value !== valueOf(pair.value)
      ? [replaceScalar(context, service.document, pair.value, wanted.value)]
      : []
  })
  dropped.forEach((pair, index) => {
    const instead = added[index]
    if (!instead) edits.push(undefined)
    else
      edits.push(
        { document: service.document, span: pair.keySpan, newText: instead.key },
        replaceScalar(context, service.document, pair.value, instead.value),
      )
  })
  for (const pair of added.slice(dropped.length)) {
    edits.push(service.selector.span && addEntry(context, service.document, service.selector.span, pair))
  }
  const changed =
    edits.length > 0 &&
    !(suggestion.length === 1 && /^(app\.kubernetes\.io\/(part-of|managed-by|version))$/.test(suggestion[0]?.key ?? ''))
  const title = `Change the selector to ${labelsText(suggestion)}`
  return changed ? fixWith({ title, applicability: 'unsafe', preferred: true }, ...edits) : []
}
