import { type Known, valueOf } from '../../base/known.ts'
import { contains, type Span } from '../../base/span.ts'
import type { Container, ContainerPort, Probe } from '../../k8s/facts/container.ts'
import { isPortNumber } from '../../k8s/facts/port.ts'
import type { Service, ServicePort } from '../../k8s/facts/service.ts'
import type { PodTemplate, Workload } from '../../k8s/facts/workload.ts'
import { isKnative, servesRequests } from '../../k8s/knowledge/knative.ts'
import { type Fix, type FixContext, type Report, resourceRule } from '../run/rule.ts'
import { addEntry, entryAt, fixWith, mapHolding, renameKey } from '../support/edits.ts'
import { containerText } from '../support/portFields.ts'
import { isHook } from '../support/probeHandlers.ts'
import { fieldText, resourceText } from '../support/text.ts'

export const portRequired = resourceRule({
  id: 'port-required',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Port entry without its number',
    what: 'Finds ports of a Service without `port`, of a container without `containerPort`, and probes without one.',
    why: [
      'A Service port is what clients connect to; `targetPort` only says where that leads. Without `port` the API server',
      'refuses the Service: `must be between 1 and 65535, inclusive`. A container port without `containerPort` (or with 0)',
      'is refused as `Required value`. `httpGet`, `tcpSocket` and `grpc` of probes and hooks need a port as well; nothing is guessed',
      'from what the container declares. Knative is the exception: to it the port of a container is 8080 where it has no number, and',
      'the container that serves needs none in its probes.',
      '',
      'Often the number is there under the name that the *other* side uses: `containerPort` in a Service, or `port` in a',
      'container.',
    ].join('\n'),
    instead: 'Add the field, or rename the one that holds the number.',
    bad: `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - name: http
      targetPort: 8080
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
      port: 8080
      targetPort: 8080
`,
    sources: [
      'kubernetes pkg/apis/core/validation/validation.go: validateServicePort, validateContainerPorts, validateHTTPGetAction',
      'knative/serving pkg/apis/serving/k8s_validation.go: validateContainersPorts, validateProbe',
    ],
    covers: ['S1', 'C1', 'P2'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(resource, graph) {
    if (resource.is === 'service') {
      for (const entry of resource.ports.items)
        if (entry.port.kind === 'absent' && !isMisspelt(entry, resource)) yield serviceReport(resource, entry)
      return
    }
    for (const pod of resource.pods) {
      for (const container of pod.containers) {
        for (const port of container.ports.items) {
          // To Knative a port without a number is 8080.
          if (!isKnative(resource) && isMissing(port.containerPort) && !isMisspelt(port, resource))
            yield containerReport(resource.document, container, port)
        }
        // The controller of a custom resource may fill it in.
        if (resource.byShape || graph.mayBePatched(resource)) continue
        for (const probe of container.probes)
          if (!isFilledIn(probe, container, pod, resource)) yield* probeReports(pod, container, probe)
      }
    }
  },
})

function isMissing(field: Known<number | string>): boolean {
  return field.kind === 'absent' || valueOf(field) === 0
}

/** The number is there under a name with a typo in it: field-misplaced says so. */
function isMisspelt({ span }: ServicePort | ContainerPort, { mistakes }: Service | Workload): boolean {
  return mistakes.some(
    mistake =>
      mistake.is === 'misplaced' &&
      (mistake.meant === 'port' || mistake.meant === 'containerPort') &&
      contains(span, mistake.keySpan),
  )
}

/** Knative puts the port into probes of the container that serves, and hooks of its own in the place of those that are written. */
function isFilledIn(probe: Probe, container: Container, pod: PodTemplate, workload: Workload): boolean {
  return isKnative(workload) && (isHook(probe) || servesRequests(container, pod))
}

/** httpGet, tcpSocket and grpc have no default for their port. */
function* probeReports(pod: PodTemplate, container: Container, probe: Probe): Generator<Report> {
  for (const handler of probe.handlers) {
    const takesPort = handler.type === 'httpGet' || handler.type === 'tcpSocket' || handler.type === 'grpc'
    if (!takesPort || handler.port.kind !== 'absent' || handler.fields.size === 0) continue
    const [only, other] = container.ports.items
    const name = only && valueOf(only.name)
    const number = only && valueOf(only.containerPort)
    const port = other ? undefined : handler.type === 'grpc' ? number : (name ?? number)
    yield {
      at: handler.keySpan,
      message: `${handler.type} of the ${probe.of} of ${containerText(container)} has no "port", and there is no default for it.`,
      fixes: context => {
        const [field] = handler.fields.values()
        const map = field && mapHolding(context, pod.document, field.keySpan)
        return port === undefined || !map
          ? []
          : fixWith(
              { title: `Add port: ${port}`, applicability: 'unsafe', preferred: true },
              addEntry(context, pod.document, map.span, { key: 'port', value: port }),
            )
      },
    }
  }
}

function serviceReport(service: Service, entry: ServicePort): Report {
  return {
    at: firstOf(entry.span, entry.name, entry.targetPort, entry.nodePort),
    message: `${resourceText(service)} has a port entry without "port"${presentText(entry)}: clients would have no number to connect to.`,
    fixes: context => {
      const renames = [
        ...renameFixes(context, service.document, entry.span, ['containerPort', 'hostPort', 'number'], 'port'),
      ]
      return renames.length > 0 ? renames : fromTarget(context, service, entry)
    },
  }
}

function containerReport(document: Service['document'], container: Container, port: ContainerPort): Report {
  const zero = port.containerPort.kind === 'known'
  return {
    at: zero ? firstOf(port.span, port.containerPort) : firstOf(port.span, port.name, port.hostPort, port.protocol),
    message: `A port of ${containerText(container)} has ${zero ? 'containerPort 0, which counts as none' : `no "containerPort"${presentText(port)}`}.`,
    fixes: context =>
      zero ? [] : renameFixes(context, document, port.span, ['port', 'targetPort', 'number'], 'containerPort'),
  }
}

function presentText(
  entry: Partial<Record<'name' | 'targetPort' | 'nodePort' | 'hostPort', Known<string | number>>>,
): string {
  const present = (['name', 'targetPort', 'nodePort', 'hostPort'] as const).flatMap(key => {
    const text = entry[key] && fieldText(entry[key])
    return text === undefined ? [] : [`${key} ${text}`]
  })
  return present.length > 0 ? `, only ${present.join(', ')}` : ''
}

function* renameFixes(
  context: FixContext,
  document: Service['document'],
  map: Span,
  candidates: readonly string[],
  wanted: string,
): Generator<Fix> {
  for (const key of candidates) {
    const entry = entryAt(context, document, map, key)
    if (!entry || entry.value?.kind !== 'scalar' || !isPortNumber(entry.value.value)) continue
    const edit = renameKey(context, document, entry.key.span, wanted)
    yield* fixWith({ title: `Rename ${key} to ${wanted}`, applicability: 'unsafe', preferred: true }, edit)
    return
  }
}

function fromTarget(context: FixContext, service: Service, entry: ServicePort): readonly Fix[] {
  const number = valueOf(entry.targetPort)
  if (!isPortNumber(number)) return []
  return fixWith(
    { title: `Add port: ${number}, the same as targetPort`, applicability: 'unsafe' },
    addEntry(context, service.document, entry.span, { key: 'port', value: number }, { after: 'name' }),
  )
}

/** The first value that is written, so that one line is underlined and not the whole entry. */
function firstOf(whole: Span, ...fields: readonly Known<unknown>[]): Span {
  const written = fields.find(field => field.kind === 'known' && !field.via)
  return written?.kind === 'known' ? written.span : whole
}
