import { spanOf, valueOf } from '../../base/known.ts'
import type { Container } from '../../k8s/facts/container.ts'
import { isHeadless, serviceType } from '../../k8s/facts/service.ts'
import type { PodTemplate } from '../../k8s/facts/workload.ts'
import { parseImage } from '../../k8s/knowledge/images.ts'
import { workloadRule } from '../run/rule.ts'
import { insertEntry } from '../support/blockEdits.ts'
import { fixWith } from '../support/edits.ts'
import { containerText, longLived } from '../support/portFields.ts'
import { capital } from '../support/text.ts'

/** Variables that programs read as a number, by the last part of the image: what the name of a Service makes of them. */
const readers: readonly { readonly image: RegExp; readonly variable: string }[] = [
  { image: /^solr$/, variable: 'SOLR_PORT' },
  { image: /^cp-kafka$|^cp-server$/, variable: 'KAFKA_PORT' },
  { image: /^cp-schema-registry$/, variable: 'SCHEMA_REGISTRY_PORT' },
  { image: /^phpmyadmin$/, variable: 'APACHE_PORT' },
  // It takes every NEO4J_… for a setting, and stops at one that it does not know.
  { image: /^neo4j$/, variable: 'NEO4J_PORT' },
]

export const serviceEnvClash = workloadRule({
  id: 'service-env-clash',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Service whose injected variable overwrites one that the program reads',
    what: 'Finds Services named so that Kubernetes sets a `…_PORT` variable which a container reads as a number.',
    why: [
      'For every Service of the namespace with a cluster IP, Kubernetes puts variables into each container. For a Service called',
      '`redis` these are `REDIS_SERVICE_PORT=6379`, and, for the sake of old links between containers,',
      '`REDIS_PORT=tcp://10.0.0.1:6379`: not a number but an address. A program that reads `REDIS_PORT` and expects a number then',
      'ends with something like "invalid port". Some images are known for it: solr, neo4j,',
      'those of Confluent, and Spring Boot, which reads `SERVER_PORT`.',
      '',
      'A variable that the container sets itself wins. `enableServiceLinks: false` turns the injection off, but for the API',
      'server. A bare `PORT` can never be hit, as no Service has an empty name.',
    ].join('\n'),
    instead: 'Set `enableServiceLinks: false` in the pod, set the variable in the container, or rename the Service.',
    bad: manifest(''),
    good: manifest('  enableServiceLinks: false\n'),
    sources: [
      'kubernetes pkg/kubelet/envvars/envvars.go: FromServices, makeLinkVariables',
      'kubernetes pkg/kubelet/kubelet_pods.go: getServiceEnvVarMap',
    ],
    covers: ['2-11', '6.1'],
    verify: ['kubectl exec shop -- printenv SHOP_PORT'],
  },
  *check(workload, graph) {
    for (const pod of workload.pods) {
      const links = pod.fields.get('enableServiceLinks')
      if (!graph.podOf(pod)?.complete || (links && valueOf(links.value) !== true)) continue
      for (const container of longLived(pod.containers)) {
        for (const variable of readBy(container, pod)) {
          const name = serviceNameOf(variable)
          const found = graph.named('service', name, workload)
          const service = found.status === 'found' ? found.found[0] : undefined
          if (!service || isHeadless(service) || serviceType(service) === 'ExternalName') continue
          yield {
            at: spanOf(container.name),
            message: `${capital(containerText(container))} reads ${variable}, which Service ${name} sets to an address (tcp://…), not a number.`,
            related: [{ at: { document: service.document, span: spanOf(service.name) }, message: `Service ${name}` }],
            fixes: context => {
              const before = pod.fields.get('containers')?.keySpan
              return before && !links
                ? fixWith(
                    { title: 'Add enableServiceLinks: false to the pod', applicability: 'unsafe', preferred: true },
                    insertEntry(context, pod.document, before, { key: 'enableServiceLinks', value: false }),
                  )
                : []
            },
          }
        }
      }
    }
  },
})

/** `X_PORT` variables that the container uses and does not set: by its image, or in command and args. */
function readBy(container: Container, pod: PodTemplate): ReadonlySet<string> {
  const own = container.env.map(each => valueOf(each.name))
  // What comes from elsewhere may set any variable.
  if (own.includes(undefined) || container.envFrom.length > 0 || pod.mentionsUnknown) return new Set()
  const image =
    parseImage(valueOf(container.image) ?? '')
      .repository.split('/')
      .at(-1) ?? ''
  const known = readers.filter(reader => reader.image.test(image)).map(reader => reader.variable)
  const texts = [...container.command, ...container.args].flatMap(text => valueOf(text) ?? [])
  const used = texts.flatMap(text =>
    [...text.matchAll(/\$[({]?([A-Z][A-Z0-9_]*_PORT)\b/g)].map(match => match[1] ?? ''),
  )
  // Spring Boot takes its settings from variables, and SERVER_PORT is one.
  if (own.some(name => name?.startsWith('SPRING_')) && !texts.some(text => text.includes('server.port')))
    known.push('SERVER_PORT')
  return new Set(
    [...known, ...used].filter(name => name !== '' && !own.includes(name) && !name.endsWith('_SERVICE_PORT')),
  )
}

/** @example serviceNameOf('SCHEMA_REGISTRY_PORT') // 'schema-registry' */
function serviceNameOf(variable: string): string {
  return variable.slice(0, -'_PORT'.length).toLowerCase().replaceAll('_', '-')
}

function manifest(links: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - port: 80
      targetPort: 8080
---
apiVersion: v1
kind: Pod
metadata:
  name: shop
  labels:
    app: shop
spec:
${links}  containers:
    - name: shop
      image: example.com/shop:1
      command: [sh, -c, 'exec shop --port $SHOP_PORT']
      ports:
        - containerPort: 8080
`
}
