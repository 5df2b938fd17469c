import { spanOf, valueOf, valueOr } from '../../base/known.ts'
import type { Graph } from '../../graph/graph.ts'
import { isAnyRuntimeLabel, isSetByProcess } from '../../graph/runtimeLabels.ts'
import { isHeadless, type Service, serviceType } from '../../k8s/facts/service.ts'
import type { Workload } from '../../k8s/facts/workload.ts'
import { type Fix, type FixContext, type Report, workloadRule } from '../run/rule.ts'
import { addEntry, fixWith, mapHolding, replaceScalar } from '../support/edits.ts'
import { mayBeMadeUnseen } from '../support/makers.ts'
import { labelsText, quote, resourceText } from '../support/text.ts'

export const statefulSetService = workloadRule({
  id: 'stateful-set-service',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'StatefulSet whose serviceName leads to no Service for its pods',
    what: 'Finds a `serviceName` of a StatefulSet that names no Service, one that is not headless, or one that selects other pods.',
    why: [
      'Each pod of a StatefulSet has a name of its own, such as `db-0`, and with a governing Service a DNS name as well:',
      '`db-0.db.default.svc.cluster.local`. The cluster has these records for the Service that `serviceName` names, if its selector',
      'picks the pods. Nothing checks that: with a wrong name or another selector the StatefulSet starts, and its pods never find each',
      'other by name. Clusters such as databases and brokers then never form.',
      '',
      'The DNS specification promises the records for a headless Service (`clusterIP: None`) only. CoreDNS makes them for an ordinary',
      'one, too; kube-dns does not. So an ordinary Service is information, and none for a single pod, which nobody need tell from',
      'others. An ordinary Service beside the headless one, for clients that want any of the pods, is fine; `serviceName` names the',
      'headless one.',
    ].join('\n'),
    instead:
      'Let `serviceName` name a headless Service (`clusterIP: None`) in the same namespace that selects the pods.',
    bad: manifest('db-headles'),
    good: manifest('db-headless'),
    sources: [
      'kubernetes pkg/controller/statefulset/stateful_set_utils.go: updateIdentity sets hostname and subdomain of the pods',
      'kubernetes staging/src/k8s.io/endpointslice/utils.go: ShouldSetHostname',
      'kubernetes/dns docs/specification.md 2.4: records for a headless Service',
      'coredns plugin/kubernetes/kubernetes.go: findServices, `svc.Headless() || r.endpoint != ""`',
    ],
    covers: ['3.3'],
    verify: [
      'kubectl get statefulset db -o jsonpath={.spec.serviceName}',
      'kubectl get service db-headless -o jsonpath={.spec.clusterIP}',
      'kubectl get endpointslices -l kubernetes.io/service-name=db-headless',
    ],
  },
  *check(workload, graph) {
    const name = valueOf(workload.serviceName)
    if (workload.kind !== 'StatefulSet' || name === undefined || graph.mayBePatched(workload)) return
    const lookup = graph.named('service', name, workload)
    if (lookup.status === 'missing') {
      const near = lookup.near ?? onlyHeadless(workload, name, graph)
      if (near) yield nearReport(workload, name, near)
      else if (!mayBeMadeUnseen(workload, graph)) yield missingReport(workload, name)
      return
    }
    if (lookup.status !== 'found' || lookup.found.some(service => graph.mayBePatched(service))) return
    const [service] = lookup.found
    if (!service) return
    if (lookup.found.every(selects => selectsOthers(selects, workload, graph))) yield selectorReport(workload, service)
    // A pod that is alone has nobody to find.
    else if (valueOr(workload.replicas, 1) !== 1 && lookup.found.every(isOrdinary))
      yield ordinaryReport(workload, service)
  },
})

/**
 * The one headless Service that picks the pods: somebody made it for them. Not where the wanted name goes on behind its name:
 * `shop-eu` may well be one of several, with `shop` in front of all of them.
 */
function onlyHeadless(workload: Workload, wanted: string, graph: Graph): Service | undefined {
  const services = workload.pods.flatMap(pod => graph.servicesOf(pod)).filter(isHeadless)
  const [only, other] = new Set(services)
  if (!only || other || graph.mayBePatched(only)) return undefined
  return wanted.startsWith(`${valueOf(only.name)}-`) ? undefined : only
}

function nearReport(workload: Workload, name: string, near: Service): Report {
  const meant = valueOf(near.name) ?? ''
  return {
    at: spanOf(workload.serviceName),
    message: `No Service ${quote(name)} is in view for ${resourceText(workload)}, but there is a Service ${meant}: its pods get no DNS names.`,
    related: [{ at: { document: near.document, span: spanOf(near.name) }, message: `Service ${meant}` }],
    fixes: context =>
      fixWith(
        { title: `Change serviceName to ${meant}`, applicability: 'unsafe', preferred: true },
        replaceScalar(context, workload.document, workload.serviceName, meant),
      ),
  }
}

function missingReport(workload: Workload, name: string): Report {
  return {
    at: spanOf(workload.serviceName),
    message: `No Service ${quote(name)} is in view for ${resourceText(workload)}: without it its pods get no DNS names.`,
    certainty: 'possible',
  }
}

/** It picks pods, and none of this StatefulSet. */
function selectsOthers(service: Service, workload: Workload, graph: Graph): boolean {
  const selection = graph.selection(service)
  // With a near miss selector-no-match says so at the selector.
  if (selection.status === 'nothing')
    return !selection.nearMiss && service.selector.complete && labelsDiffer(service, workload)
  return (
    selection.status === 'selected' &&
    !selection.pods.some(({ workload: { id } }) => id === workload.id) &&
    labelsDiffer(service, workload)
  )
}

/** Some label that the Service wants is known to be another, or not there, on the pods. */
function labelsDiffer(service: Service, workload: Workload): boolean {
  return workload.pods.every(
    ({ labels }) =>
      labels.complete &&
      service.selector.pairs.some(({ key, value }) => {
        const own = labels.pairs.find(label => label.key === key)
        if (value.kind !== 'known' || own?.value.kind === 'unknown') return false
        const found = own && valueOf(own.value)
        if (found === undefined && isAnyRuntimeLabel(key)) return false
        return found !== value.value && !isSetByProcess(key, value.value, found)
      }),
  )
}

function selectorReport(workload: Workload, service: Service): Report {
  return {
    at: spanOf(workload.serviceName),
    message: `Service ${valueOf(service.name)} selects ${labelsText(service.selector.pairs)}, which the pods of ${resourceText(workload)} are not: they get no DNS names.`,
    related: [
      {
        at: { document: service.document, span: service.selector.span ?? spanOf(service.name) },
        message: 'The selector',
      },
    ],
  }
}

function isOrdinary(service: Service): boolean {
  const type = serviceType(service)
  return type !== undefined && type !== 'ExternalName' && service.clusterIP.kind !== 'unknown' && !isHeadless(service)
}

function ordinaryReport(workload: Workload, service: Service): Report {
  return {
    at: spanOf(workload.serviceName),
    message: `Service ${valueOf(service.name)} is not headless: whether the pods of ${resourceText(workload)} get DNS names depends on the DNS server. CoreDNS makes them, kube-dns does not.`,
    certainty: workload.replicas.kind === 'known' ? 'possible' : 'advice',
    related: [{ at: { document: service.document, span: service.kindSpan }, message: 'It has no clusterIP: None' }],
    fixes: context => headlessFix(context, service),
  }
}

function* headlessFix(context: FixContext, service: Service): Generator<Fix> {
  const ports = service.ports.span && mapHolding(context, service.document, service.ports.near)
  if (serviceType(service) !== 'ClusterIP' || service.clusterIP.kind !== 'absent' || !ports) return
  yield* fixWith(
    { title: `Make Service ${valueOf(service.name)} headless (clusterIP: None)`, applicability: 'unsafe' },
    addEntry(context, service.document, ports.span, { key: 'clusterIP', value: 'None' }),
  )
}

function manifest(serviceName: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: db-headless
spec:
  clusterIP: None
  selector:
    app: db
  ports:
    - port: 5432
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: ${serviceName}
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
          image: example.com/db:1
          ports:
            - containerPort: 5432
`
}
