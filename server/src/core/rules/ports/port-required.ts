import { type Known, valueOf } from '../../base/known.ts'
import type { Span } from '../../base/span.ts'
import type { Container, ContainerPort } from '../../k8s/container.ts'
import { isPortNumber } from '../../k8s/port.ts'
import type { Service, ServicePort } from '../../k8s/service.ts'
import { addEntry, entryAt, fixWith, renameKey } from '../edits.ts'
import { containerText } from '../portFields.ts'
import { type Fix, type FixContext, type Report, resourceRule } from '../rule.ts'
import { fieldText, resourceText } from '../text.ts'

export const portRequired = resourceRule({
  id: 'port-required',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Port entry without its number',
    what: 'Finds entries of a Service without `port`, and entries of a container without `containerPort`.',
    why: [
      'A Service port is what clients connect to; `targetPort` only says where that leads. Without `port` the API server',
      'refuses the Service: `must be between 1 and 65535, inclusive`. A container port without `containerPort` (or with 0)',
      'is refused as `Required value`.',
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
    sources: ['kubernetes pkg/apis/core/validation/validation.go: validateServicePort, validateContainerPorts'],
    covers: ['S1', 'C1'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(resource) {
    if (resource.is === 'service') {
      for (const entry of resource.ports.items) if (entry.port.kind === 'absent') yield serviceReport(resource, entry)
      return
    }
    for (const pod of resource.pods) {
      for (const container of pod.containers) {
        for (const port of container.ports.items) {
          if (isMissing(port.containerPort)) yield containerReport(resource.document, container, port)
        }
      }
    }
  },
})

function isMissing(field: Known<number | string>): boolean {
  return field.kind === 'absent' || valueOf(field) === 0
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
