import { spanOf, valueOf } from '../../base/known.ts'
import type { Span } from '../../base/span.ts'
import type { Graph, NearMiss, Selection } from '../../graph/graph.ts'
import { type Label, labelValue } from '../../k8s/facts/labels.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import type { Service } from '../../k8s/facts/service.ts'
import { type Related, type Report, serviceRule } from '../run/rule.ts'
import { addedPairs, addedSelector, keepOutOfSelectors } from '../support/kustomizeLabels.ts'
import { mayBeMadeUnseen } from '../support/makers.ts'
import { nearMissFixes } from '../support/nearMissFixes.ts'
import { isAlike, isMistake, isOfMaker, isSetByController } from '../support/selectorMistake.ts'
import { enumerate, labelsText, quote, resourceText } from '../support/text.ts'

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
      'repository; so it is where only a role (`role: primary`) or a variant (`track: canary`) differs, or a patch may set the',
      'label. Beside a release of a chart, an Application of Argo CD or the custom resource of an operator nothing is said of that.',
      '',
      '`commonLabels` of Kustomize, and `labels` with `includeSelectors: true`, put a label into the selector of every Service, and on the',
      'pods of the kinds that Kustomize knows. Those of a Rollout, a CloneSet, a DeploymentConfig or of an operator do not get it; that is',
      'told at the label in the kustomization.',
      '',
      'Labels that only a running cluster has, such as `statefulset.kubernetes.io/pod-name`, are not compared.',
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
    if (addedSelector(service, graph)) return
    const added = addedReport(service, selection, graph)
    if (added) {
      yield added
      return
    }
    if (selection.status !== 'nothing' || service.selector.pairs.some(isSetByController)) return
    const miss = selection.nearMiss
    if (!miss || miss.pod.workload.byShape || !isMistake(miss, graph)) {
      if (!mayBeMadeUnseen(service, graph)) yield nothingReport(service)
    } else if (miss.how === 'namespace') yield namespaceReport(service, miss)
    else if (isOfMaker(service, graph)) return
    else yield isAlike(service, miss) ? nearMissReport(service, miss) : othersReport(service, miss)
  },
})

/** Kustomize writes labels into the selectors of all Services, and into the pods of those workloads that it knows. */
function addedReport(service: Service, selection: Selection, graph: Graph): Report | undefined {
  if (selection.status !== 'nothing' && selection.status !== 'unknown') return undefined
  const [first, ...more] = addedPairs(service, graph)
  if (!first) return undefined
  const keys = [first, ...more].map(({ pair }) => pair.key)
  const pairs = labelsText([first, ...more].map(({ pair }) => pair))
  const miss = selection.status === 'nothing' ? selection.nearMiss : undefined
  const of =
    miss?.how === 'label' &&
    miss.differences.every(({ key }) => keys.includes(key)) &&
    !graph.mayBePatched(miss.pod.workload)
      ? miss.pod.workload
      : operatorOf(service, keys, graph)
  if (!of) return undefined
  return {
    at: first.pair.span,
    message: `${first.field} puts ${pairs} into the selector of ${resourceText(service)}, but not on the pods of ${resourceText(of)}, so it matches none of them.`,
    ...(of.is === 'workload' && of.byShape ? { certainty: 'possible' as const } : {}),
    related: [
      {
        at: { document: service.document, span: service.kindSpan },
        message: `${resourceText(service)} selects ${pairs}, too`,
      },
      miss
        ? labelsOf(miss)
        : { at: { document: of.document, span: of.kindSpan }, message: `${resourceText(of)} makes the pods` },
    ],
    fixes: context => keepOutOfSelectors(context, first),
  }
}

/** The resource in view whose operator makes the pods that the Service asks for, and is not asked to give them these labels. */
function operatorOf(service: Service, keys: readonly string[], graph: Graph): Resource | undefined {
  const makers = graph.makersBeside(service)
  if (makers === 'unknown') return undefined
  return makers.find(maker => {
    const { group, kind, name } = maker
    if (maker.is === 'other' && keys.some(key => labelValue(maker.podLabels, key) !== undefined)) return false
    const label = labelValue(service.selector, kind.toLowerCase().replace('thanosruler', 'thanos-ruler'))
    return group === 'monitoring.coreos.com' && label !== undefined && valueOf(label.value) === valueOf(name)
  })
}

function nothingReport(service: Service): Report {
  return {
    at: wholeSelector(service),
    certainty: 'possible',
    message: `No pod in view has ${selectorText(service)}${service.selector.pairs.length > 1 ? ' that' : ', which'} ${resourceText(service)} selects.`,
  }
}

function namespaceReport(service: Service, miss: NearMiss): Report {
  const { workload } = miss.pod
  const [here, there] = [service.namespace, workload.namespace].map(namespace => quote(valueOf(namespace) ?? 'default'))
  return {
    at: spanOf(service.namespace),
    message: `${resourceText(service)} is in namespace ${here}, but the pods it selects, of ${resourceText(workload)}, are in ${there}.`,
    related: [labelsOf(miss)],
    fixes: context => nearMissFixes(context, service, miss),
  }
}

function nearMissReport(service: Service, miss: NearMiss): Report {
  return {
    at: firstDifference(service, miss),
    message: `No pod has ${selectorText(service)}; the pods of ${resourceText(miss.pod.workload)} have ${differencesText(miss)}.`,
    related: [labelsOf(miss)],
    fixes: context => nearMissFixes(context, service, miss),
  }
}

/** Pods with some of the pairs are in view, and none of them looks like the one that was meant. */
function othersReport(service: Service, miss: NearMiss): Report {
  const isWrong = (pair: Label): boolean => miss.differences.some(each => each.key === pair.key)
  const { pairs } = service.selector
  const others = labelsText(pairs.filter(pair => !isWrong(pair)))
  return {
    at: firstDifference(service, miss),
    message: `No pod${others && ` with ${others}`} has ${labelsText(pairs.filter(isWrong))} as well, which ${resourceText(service)} selects too.`,
  }
}

function firstDifference(service: Service, miss: NearMiss): Span {
  const [first] = miss.differences
  const pair = first && labelValue(service.selector, first.key)
  return pair ? placeOf(pair, miss) : wholeSelector(service)
}

function labelsOf({ pod: { pod, workload }, differences: [first] }: NearMiss): Related {
  const label = first && labelValue(pod.labels, first.key)
  return {
    at: { document: pod.document, span: label ? label.span : pod.labels.near },
    message: `Labels of the pods of ${resourceText(workload)}`,
  }
}

/** The pairs, or a word for them where they would fill the line. */
function selectorText({ selector: { pairs } }: Service): string {
  const text = labelsText(pairs)
  return text.length > 70 ? `all ${pairs.length} labels` : `${pairs.length > 1 ? 'the labels ' : ''}${text}`
}

/** The value where only that differs, the whole pair where the pods do not have the label. */
function placeOf(pair: Label, miss: NearMiss): Span {
  return labelValue(miss.pod.pod.labels, pair.key) ? spanOf(pair.value) : pair.span
}

/** What the pods have instead. That only the workload carries a label is a mistake of its own. */
function differencesText({ differences, pod: { pod, workload } }: NearMiss): string {
  const wrong = differences.flatMap(each => (each.found === undefined ? [] : [{ key: each.key, value: each.found }]))
  const lacking = differences.filter(each => each.found === undefined)
  const text = [
    ...(wrong.length > 0 ? [labelsText(wrong)] : []),
    ...(lacking.length > 0
      ? [
          `no label ${enumerate(
            lacking.map(each => each.key),
            3,
          )}`,
        ]
      : []),
  ].join(' and ')
  const carries = (key: string, wanted: string): boolean => {
    const label = labelValue(workload.labels, key)
    return label !== undefined && valueOf(label.value) === wanted
  }
  if (workload.kind !== 'Pod' && lacking.length > 0 && lacking.every(each => carries(each.key, each.wanted))) {
    return `${text}: only the ${workload.kind} itself has ${lacking.length > 1 ? 'them' : 'it'}`
  }
  const own = labelsText(pod.labels.pairs)
  return wrong.length === 0 && own && own.length < 50 ? `${text}, only ${own}` : text
}

function wholeSelector({ selector }: Service): Span {
  return selector.pairs.length === 1 && selector.pairs[0] ? selector.pairs[0].span : selector.near
}
