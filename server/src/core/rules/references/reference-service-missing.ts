import { absent, type Known, spanOf, valueOf } from '../../base/known.ts'
import type { Graph } from '../../graph/graph.ts'
import type { Reference } from '../../k8s/facts/reference.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import type { Service } from '../../k8s/facts/service.ts'
import type { Workload } from '../../k8s/facts/workload.ts'
import { endsAsMade, isMadeService } from '../../k8s/knowledge/madeServices.ts'
import { type Report, referenceRule } from '../run/rule.ts'
import { fixWith, replaceScalar } from '../support/edits.ts'
import { isNamedAfterMaker, mayBeMadeUnseen } from '../support/makers.ts'
import { changeService } from '../support/referenceEdits.ts'
import { areVariants, isMagicBackend } from '../support/references.ts'
import { enumerate, resourceText } from '../support/text.ts'

export const referenceServiceMissing = referenceRule({
  id: 'reference-service-missing',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Reference to a Service that does not exist',
    what: 'Finds Ingresses, routes, webhooks, URLs and the like that name a Service which nothing in view defines.',
    why: [
      'The name is looked up when a request comes, so nothing refuses a wrong one: an Ingress controller answers 503 (Traefik 404), a route',
      'reports `ResolvedRefs: False` with reason `BackendNotFound`, a webhook fails every request that it is asked about.',
      '',
      'A Service may well be made by an operator, by a chart, or in another repository, so its absence alone is information. It',
      'is a warning where there is a sign that it was meant to be here: a Service whose name is a typo away, or a workload of',
      'just that name whose pods no Service selects (the Service was forgotten) or one of another name does. Names that differ by',
      'a number or a short word, `shop-0` and `shop-1`, `shop` and `shop-b`, are those of variants and no typos.',
      '',
      'A name is looked up in one namespace: that of the resource that names it, or the one that stands beside it. Where the Service of that name',
      'stands in another namespace, the message says in which.',
      '',
      'Beside a release of a chart, an Application of Argo CD or the custom resource of an operator, in the same folder, the one above',
      'or the same build, nothing is said of it; nor of the Services that a cluster or a well-known operator makes by names of its own.',
      '',
      'A `namePrefix` or `nameSuffix` of Kustomize renames Services and those references that Kustomize knows: the backends of an',
      'Ingress, but neither the `backendRefs` of an HTTPRoute nor a URL. What points to the old name is told at the prefix or suffix. A',
      'patch of the reference helps, or `configurations` with a `nameReference` for its field.',
      '',
      'A host in a URL may be anything. It is checked only where a Service of the same folder or build has a name that is a typo away.',
      'What lives elsewhere can be listed under `external.services` in `.portolan.yaml`; in the profile `strict`, for repositories',
      'that hold everything they talk about, each missing Service is a warning.',
    ].join('\n'),
    instead: 'Correct the name, or add the Service.',
    bad: manifest('shpo'),
    good: manifest('shop'),
    sources: [
      'k8s.io/api/networking/v1: IngressServiceBackend.Name',
      'gateway-api apis/v1/object_reference_types.go: BackendObjectReference',
    ],
    covers: ['5.1', '5.2'],
    verify: ['kubectl get service shpo', 'kubectl describe ingress shop'],
  },
  *check(reference, resource, graph) {
    const { target } = reference
    if ((target.is !== 'service' && target.is !== 'host') || isMagicBackend(reference, resource)) return
    const name = target.is === 'host' ? target.service : valueOf(target.name)
    if (name === undefined || isRepeated(reference, resource) || graph.mayBePatched(resource)) return
    if (graph.isPart(resource) || isMadeService(name, wantedNamespace(reference, resource))) return
    const destination = graph.follow(reference, resource)
    if (destination.status !== 'missing' && destination.status !== 'unknown') return
    const renamed = renamedService(reference, resource, name, graph)
    if (renamed) {
      yield renamedReport(reference, resource, name, renamed, graph)
      return
    }
    if (destination.status === 'unknown') return
    const { near, elsewhere } = destination
    if (elsewhere) {
      yield* elsewhereReport(reference, resource, name, elsewhere)
      return
    }
    if (isNamedAfterMaker([name], resource, graph)) return
    if (near?.is === 'service' && !areVariants(name, valueOf(near.name) ?? '')) {
      yield nearReport(reference, resource, name, near)
      return
    }
    if (target.is === 'host') return
    const workload = workloadCalled(name, resource, graph, valueOf(target.namespace))
    if (workload) yield workloadReport(reference, resource, name, workload, graph)
    else if (!endsAsMade(name) && !mayBeMadeUnseen(resource, graph))
      yield {
        at: spanOf(target.name),
        message: `No Service ${name} in view, which ${resourceText(resource)} points to.`,
        certainty: 'possible',
      }
  },
})

/** The namespace that is said beside the name, else that of whoever says it. */
function wantedNamespace({ target }: Reference, resource: Resource): string | undefined {
  const said = target.is === 'host' ? target.namespace : target.is === 'service' ? valueOf(target.namespace) : undefined
  return said ?? valueOf(resource.namespace)
}

/** One report for each name, however many paths lead to it. */
function isRepeated(reference: Reference, resource: Resource): boolean {
  const first = resource.references.find(each => targetText(each) === targetText(reference))
  return first !== reference
}

function targetText({ target }: Reference): string | undefined {
  if (target.is === 'host') return `${target.namespace ?? ''}/${target.service}`
  if (target.is !== 'service') return undefined
  return `${valueOf(target.namespace) ?? ''}/${valueOf(target.name) ?? ''}`
}

/** The Service that had the name before the build changed it. */
function renamedService({ target }: Reference, resource: Resource, name: string, graph: Graph): Service | undefined {
  const said = target.is === 'host' ? target.namespace : target.is === 'service' ? valueOf(target.namespace) : undefined
  const [renamed] = graph
    .renamedFrom(name, resource)
    .filter(({ namespace }) => said === undefined || said === valueOf(namespace))
  return renamed
}

/** What renames a Service changes the references that Kustomize knows, and must be told of all others. */
function renamedReport(reference: Reference, resource: Resource, name: string, service: Service, graph: Graph): Report {
  const settings = graph.settingsAt({ document: service.document, span: spanOf(service.name) })
  const by = settings.findLast(({ field }) => field === 'namePrefix' || field === 'nameSuffix') ?? settings.at(-1)
  const fields = [...new Set(settings.map(({ field }) => field))]
  const here = alike(reference, resource).slice(0, 3)
  return {
    at: by ? by.at : spanOf(nameOf(reference)),
    message: `${fields.length > 0 ? enumerate(fields) : 'The build'} ${fields.length > 1 ? 'rename' : 'renames'} Service ${name} to ${valueOf(service.name) ?? ''}, but not where ${resourceText(resource)} points to it: Kustomize does not know that field.`,
    related: here.map(each => ({
      at: { document: resource.document, span: spanOf(nameOf(each)) },
      message: `${resourceText(resource)} points to Service ${name}`,
    })),
  }
}

/** The name is right, and looked for in the wrong namespace. */
function* elsewhereReport(reference: Reference, resource: Resource, name: string, service: Service): Generator<Report> {
  const { target } = reference
  const right = valueOf(service.namespace)
  const said = target.is === 'host' ? target.namespace : target.is === 'service' ? valueOf(target.namespace) : undefined
  const wanted = wantedNamespace(reference, resource)
  if (right === undefined || wanted === undefined) return
  const isSaid = target.is === 'service' && target.namespace.kind === 'known'
  yield {
    at: spanOf(isSaid ? target.namespace : nameOf(reference)),
    message: `Service ${name} is in namespace ${right}; ${resourceText(resource)} looks for it in ${wanted}${said === undefined ? ', its own' : ''}.`,
    // A host may be anything, and a Service of that name may be in the other namespace, too.
    ...(target.is === 'host' ? { certainty: 'possible' as const } : {}),
    related: [
      { at: { document: service.document, span: spanOf(service.namespace) }, message: `Service ${name} is here` },
    ],
    fixes: context => {
      const title = { applicability: 'unsafe' as const, preferred: true }
      if (isSaid)
        return fixWith(
          { ...title, title: `Change to namespace ${right}` },
          replaceScalar(context, resource.document, target.namespace, right),
        )
      return target.is === 'host' && said === undefined
        ? fixWith(
            { ...title, title: `Change to ${name}.${right}` },
            ...alike(reference, resource).map(each =>
              changeService(context, resource.document, each, `${name}.${right}`),
            ),
          )
        : []
    },
  }
}

function nearReport(reference: Reference, resource: Resource, name: string, near: Service): Report {
  const right = valueOf(near.name) ?? ''
  return {
    at: spanOf(nameOf(reference)),
    message: `There is no Service ${name}, which ${resourceText(resource)} points to; there is ${resourceText(near)}.`,
    related: [{ at: { document: near.document, span: spanOf(near.name) }, message: `${resourceText(near)} is here` }],
    fixes: context =>
      fixWith(
        { title: `Change to Service ${right}`, applicability: 'unsafe', preferred: true },
        ...alike(reference, resource).map(each => changeService(context, resource.document, each, right)),
      ),
  }
}

function workloadReport(
  reference: Reference,
  resource: Resource,
  name: string,
  workload: Workload,
  graph: Graph,
): Report {
  const [service, another] = [...new Set(workload.pods.flatMap(pod => graph.servicesOf(pod)))]
  const other = another ? undefined : service
  const right = other && valueOf(other.name)
  return {
    at: spanOf(nameOf(reference)),
    message: `There is no Service ${name}, which ${resourceText(resource)} points to; ${
      other
        ? `the pods of ${resourceText(workload)} are behind ${resourceText(other)}`
        : `${resourceText(workload)} has none`
    }.`,
    certainty: another ? 'possible' : 'likely',
    related: [
      {
        at: { document: workload.document, span: spanOf(workload.name) },
        message: `${resourceText(workload)} is here`,
      },
    ],
    fixes: context =>
      right === undefined
        ? []
        : fixWith(
            { title: `Change to Service ${right}`, applicability: 'unsafe', preferred: true },
            ...alike(reference, resource).map(each => changeService(context, resource.document, each, right)),
          ),
  }
}

function nameOf({ target, span }: Reference): Known<string> {
  return target.is === 'service' ? target.name : target.is === 'host' ? target.host : absent(span)
}

/** Those that say the same name, each place once: two rows may read one field. */
function alike(reference: Reference, resource: Resource): readonly Reference[] {
  const same = resource.references.filter(each => targetText(each) === targetText(reference))
  return [...new Map(same.map(each => [spanOf(nameOf(each)).start, each])).values()]
}

/** Workloads that serve. */
const serving: readonly string[] = ['Deployment', 'StatefulSet', 'DaemonSet', 'Rollout', 'ReplicationController', 'Pod']

function workloadCalled(
  name: string,
  from: Resource,
  graph: Graph,
  namespace: string | undefined,
): Workload | undefined {
  for (const kind of serving) {
    const lookup = graph.named('workload', `${kind}/${name}`, from, namespace)
    const [found] = lookup.status === 'found' ? lookup.found : []
    if (found && !graph.isPart(found)) return found
  }
  return undefined
}

function manifest(name: string): string {
  return `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: shop
spec:
  rules:
    - http:
        paths:
          - path: /
            pathType: Prefix
            backend:
              service:
                name: ${name}
                port:
                  number: 80
---
apiVersion: v1
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
`
}
