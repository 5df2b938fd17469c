import { serviceRule } from '../run/rule.ts'
import { addedSelector, keepOutOfSelectors } from '../support/kustomizeLabels.ts'
import { enumerate, labelsText, resourcesText, resourceText } from '../support/text.ts'

export const kustomizeSelectorAdded = serviceRule({
  id: 'kustomize-selector-added',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Selector that Kustomize adds to a Service without one',
    what: 'Finds a Service that is written without a selector and gets one from the labels of a kustomization.',
    why: [
      'A Service without a selector has the endpoints that somebody writes for it: a database outside of the cluster, say.',
      '`commonLabels`, and `labels` with `includeSelectors: true`, put their labels into the selectors of all Services, and make one',
      'where there is none. The Service then picks every pod with these labels, which are most of the build: Kubernetes makes endpoints of',
      'its own, and a part of the connections, or all of them, go to pods that know nothing of the port.',
      '',
      'It is told where endpoints are written for the Service, and where none of its ports is one of the pods that it picks. Some',
      'count on getting the selector that way; where the ports agree nothing is said.',
    ].join('\n'),
    instead: 'Use `labels`, which leaves selectors as they are unless it is told otherwise.',
    bad: manifest('commonLabels:\n  env: staging'),
    good: manifest('labels:\n  - pairs:\n      env: staging'),
    sources: [
      'kustomize api/internal/konfig/builtinpluginconsts/commonlabels.go: spec/selector of Service, create: true',
      'kubernetes pkg/controller/endpointslice: Controller.syncService',
    ],
    verify: ['kubectl kustomize .', 'kubectl get endpointslices -l kubernetes.io/service-name=orders-db'],
  },
  *check(service, graph) {
    const added = addedSelector(service, graph)
    if (!added) return
    const { pairs, workloads, endpoints } = added
    const [{ pair, field }] = pairs
    const picks = workloads.length > 0 ? `: it picks the pods of ${resourcesText(workloads)}` : ''
    const written =
      endpoints.length > 0
        ? ` ${enumerate(endpoints.map(resourceText), 2)} no longer ${endpoints.length > 1 ? 'stand' : 'stands'} alone.`
        : ''
    yield {
      at: pair.span,
      message: `${field} gives ${resourceText(service)} a selector, ${labelsText(pairs.map(each => each.pair))}, where it had none${picks}.${written}`,
      related: [
        {
          at: { document: service.document, span: service.kindSpan },
          message: `${resourceText(service)} is written without a selector`,
        },
        ...endpoints.slice(0, 2).map(each => ({
          at: { document: each.document, span: each.kindSpan },
          message: `${resourceText(each)} is written for it`,
        })),
      ],
      fixes: context => keepOutOfSelectors(context, pairs[0]),
    }
  },
})

function manifest(labels: string): string {
  return `# file: kustomization.yaml
resources:
  - db.yaml
${labels}
# file: db.yaml
apiVersion: v1
kind: Service
metadata:
  name: orders-db
spec:
  ports:
    - port: 5432
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: orders-db-1
  labels:
    kubernetes.io/service-name: orders-db
addressType: IPv4
ports:
  - port: 5432
endpoints:
  - addresses: [192.0.2.17]
`
}
