import { type Known, spanOf, valueOf } from '../../base/known.ts'
import type { DocumentId } from '../../base/place.ts'
import type { Container, ContainerPort } from '../../k8s/container.ts'
import type { PodTemplate } from '../../k8s/resource.ts'
import { protocolOf } from '../../k8s/service.ts'
import { containerText, longLived } from '../portFields.ts'
import { type Related, type Report, resourceRule } from '../rule.ts'
import { containerPortText, quote, resourceText } from '../text.ts'

export const portNameDuplicate = resourceRule({
  id: 'port-name-duplicate',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'none',
  docs: {
    title: 'Port name that is there twice',
    what: 'Finds a name that two ports of one Service, one container or one pod share.',
    why: [
      'Within a Service and within a container the names of ports are unique; the API server refuses a second one',
      '(`Duplicate value`), even where the protocols differ.',
      '',
      'Across the containers of a pod it is accepted with a warning. A Service that targets the name reaches only one of the',
      'ports: Kubernetes looks through the containers in their order, then through the sidecars, and takes the first port with',
      'that name and protocol. A probe looks in its own container only.',
    ].join('\n'),
    instead: 'Give each port its own name, such as `http` and `http-admin`.',
    bad: `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - name: http
      port: 80
    - name: http
      port: 8080
`,
    good: `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - name: http
      port: 80
    - name: http-admin
      port: 8080
`,
    sources: [
      'kubernetes pkg/apis/core/validation/validation.go: validateServicePort, validateContainerPorts',
      'kubernetes pkg/api/pod/warnings.go: duplicate port name',
      'k8s.io/endpointslice/utils.go: FindPort',
    ],
    covers: ['S2', 'C5', 'C6'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(resource) {
    if (resource.is === 'service') {
      for (const [name, first] of duplicates(resource.ports.items)) {
        yield {
          at: spanOf(name),
          message: `${resourceText(resource)} has two ports named ${quote(name.value)}; the names of its ports must differ.`,
          related: [firstHere(resource.document, first)],
        }
      }
      return
    }
    for (const pod of resource.pods) {
      for (const container of pod.containers) yield* withinContainer(pod, container)
      yield* acrossContainers(pod)
    }
  },
})

type KnownName = Extract<Known<string>, { kind: 'known' }>

function* duplicates(
  ports: readonly { readonly name: Known<string> }[],
): Generator<readonly [name: KnownName, first: KnownName]> {
  const seen = new Map<string, KnownName>()
  for (const { name } of ports) {
    if (name.kind !== 'known') continue
    const first = seen.get(name.value)
    if (first) yield [name, first]
    else seen.set(name.value, name)
  }
}

function* withinContainer(pod: PodTemplate, container: Container): Generator<Report> {
  for (const [name, first] of duplicates(container.ports.items)) {
    yield {
      at: spanOf(name),
      message: `Two ports of ${containerText(container)} are named ${quote(name.value)}; names must differ within a container.`,
      related: [firstHere(pod.document, first)],
    }
  }
}

function* acrossContainers(pod: PodTemplate): Generator<Report> {
  const seen = new Map<string, { readonly container: Container; readonly port: ContainerPort }>()
  for (const container of inLookupOrder(pod)) {
    for (const port of container.ports.items) {
      const { name } = port
      const protocol = protocolOf(port)
      if (name.kind !== 'known' || protocol === undefined) continue
      const first = seen.get(`${name.value}/${protocol}`)
      if (!first) seen.set(`${name.value}/${protocol}`, { container, port })
      else if (first.container !== container && !samePort(first.port, port)) {
        yield {
          at: spanOf(name),
          certainty: 'likely',
          message: `Port name ${quote(name.value)} is taken by ${containerText(first.container)}: Services that target it reach ${containerPortText(first.port)} there, never ${containerPortText(port)}.`,
          related: [firstHere(pod.document, first.port.name)],
        }
      }
    }
  }
}

/** FindPort's order: containers first, then sidecars. */
function inLookupOrder(pod: PodTemplate): readonly Container[] {
  const containers = longLived(pod.containers)
  return [...containers.filter(each => each.role === 'main'), ...containers.filter(each => each.role === 'sidecar')]
}

/** Two containers with the same number are the business of port-duplicate. */
function samePort(a: ContainerPort, b: ContainerPort): boolean {
  const number = valueOf(a.containerPort)
  return number === undefined || b.containerPort.kind !== 'known' || number === b.containerPort.value
}

function firstHere(document: DocumentId, name: Known<string>): Related {
  return { at: { document, span: spanOf(name) }, message: `Port name ${quote(valueOf(name) ?? '')} first stands here` }
}
