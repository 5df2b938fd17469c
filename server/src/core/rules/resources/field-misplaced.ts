import { contains, type Span } from '../../base/span.ts'
import type { EmptyField, MisplacedField } from '../../k8s/facts/mistake.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import { handlerFields, shapes } from '../../k8s/mistakes/tables.ts'
import { type Certainty, type Fix, type FixContext, objectRule, type Report } from '../run/rule.ts'
import { entryAt, fixWith, mapHolding, renameKey } from '../support/edits.ts'
import { indentUnder, liftEntries, moveUp, wrapAsItem, wrapEntries } from '../support/structureEdits.ts'
import { enumerate, resourceText } from '../support/text.ts'

export const fieldMisplaced = objectRule({
  id: 'field-misplaced',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Field in a place that has no such field',
    what: 'Finds `ports`, `selector`, probes, backends and related fields at the wrong level, and misspelled fields of ports.',
    why: [
      'A block that is indented too far or not far enough, or written under the name that another kind uses, is a field that the',
      'API knows nothing of. `kubectl apply` fails with `unknown field`; a client that asks for less strict validation gets the',
      'resource stored *without* it. What shows then is only the effect: a container without ports, a probe that never runs, a',
      'Service that selects nothing.',
      '',
      'Frequent ones: `matchLabels` under the selector of a Service (it is a flat map there) and labels right under the selector of',
      'a Deployment, a NetworkPolicy or a monitor (there it is not, and without them a policy picks all pods); `ports` beside `containers` instead of in one; `initialDelaySeconds` inside `httpGet`; an',
      'empty `httpGet`, `selector`, `service` of a backend or `destination` above what should stand in it, at the same depth.',
    ].join('\n'),
    instead: 'Indent the block as far as the fields beside it where it belongs.',
    bad: manifest(['    matchLabels:', '      app: shop']),
    good: manifest(['    app: shop']),
    sources: [
      'kubernetes/api core/v1 types.go: ServiceSpec, ServicePort, PodSpec, Container, ContainerPort, Probe',
      'kubernetes.io/docs/reference/using-api/api-concepts: field validation',
    ],
    covers: ['3.2'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(resource) {
    // What belongs in an empty key above it is one mistake, not several.
    const told = resource.mistakes.flatMap(mistake =>
      mistake.is === 'empty' ? mistake.fields.map(each => each.span) : [],
    )
    for (const mistake of resource.mistakes) {
      if (mistake.is === 'empty') yield emptyReport(resource, mistake)
      if (mistake.is !== 'misplaced' || told.some(span => contains(span, mistake.keySpan))) continue
      if (!isPortWithoutNumber(resource, mistake)) yield reportOf(resource, mistake)
    }
  },
})

/** `containerPort` where `port` is missing: port-required says so, with the way out. */
function isPortWithoutNumber(resource: Resource, { key, keySpan }: MisplacedField): boolean {
  if (!['port', 'targetPort', 'containerPort', 'hostPort'].includes(key)) return false
  const entries: readonly { readonly span: Span; readonly isMissing: boolean }[] =
    resource.is === 'service'
      ? resource.ports.items.map(({ span, port }) => ({ span, isMissing: port.kind === 'absent' }))
      : (resource.is === 'workload' ? resource.pods : [])
          .flatMap(pod => pod.containers)
          .flatMap(container => container.ports.items)
          .map(({ span, containerPort }) => ({ span, isMissing: containerPort.kind === 'absent' }))
  return entries.some(({ span, isMissing }) => isMissing && contains(span, keySpan))
}

function reportOf(resource: Resource, mistake: MisplacedField): Report {
  return {
    at: mistake.keySpan,
    message: messageOf(resource, mistake),
    certainty: certaintyIn(resource),
    fixes: context => fixesOf(context, resource, mistake),
  }
}

function messageOf(resource: Resource, { key, where, belongs, meant, above, selector }: MisplacedField): string {
  if (selector === 'flat')
    return `${key} stands right under the selector of ${resourceText(resource)}, which has no such field: labels belong in matchLabels.`
  if (selector === 'nested')
    return `${key} is no label: the selector of ${resourceText(resource)} is a flat map, the labels stand right under it.`
  if (meant !== undefined) return `${key} is no field of ${where}: ${meant} is one.`
  if (belongs === undefined)
    return `${key} stands in ${where} of ${resourceText(resource)} and is a block, where only strings may be${above ? ': it is indented too far' : ''}.`
  return `${key} stands in ${where}, which has no such field: it belongs in ${belongs}.`
}

function* fixesOf(context: FixContext, resource: Resource, mistake: MisplacedField): Generator<Fix> {
  const { document } = resource
  const map = mapHolding(context, document, mistake.keySpan)
  if (!map) return
  if (mistake.selector === 'nested' && mistake.key === 'matchLabels') {
    yield* fixWith(
      { title: 'Write the labels right under selector', applicability: 'safe', preferred: true },
      liftEntries(context, document, mistake.keySpan),
    )
  } else if (mistake.selector === 'flat' && !map.entries.some(entry => String(entry.key.value).startsWith('match'))) {
    yield* fixWith(
      { title: 'Put the labels under matchLabels', applicability: 'safe', preferred: true },
      wrapEntries(context, document, map.span, 'matchLabels'),
    )
  }
  if (mistake.belongs === 'httpGet' && map.entries.every(({ key }) => httpGetFields.has(String(key.value)))) {
    yield* fixWith(
      { title: 'Put it under httpGet', applicability: 'unsafe', preferred: true },
      wrapEntries(context, document, map.span, 'httpGet'),
    )
  }
  if (
    mistake.where === shapes.serviceSpec.where &&
    portFields.has(mistake.key) &&
    !entryAt(context, document, map.span, 'ports')
  ) {
    yield* fixWith(
      { title: 'Make it an entry of ports', applicability: 'unsafe', preferred: true },
      wrapAsItem(context, document, map.span, portFields, 'ports'),
    )
  }
  if (mistake.above) {
    yield* fixWith(
      { title: `Move ${mistake.key} one level up`, applicability: 'unsafe', preferred: true },
      ...moveUp(context, document, mistake.keySpan),
    )
  }
  const name =
    mistake.meant ?? (resource.is === 'service' && mistake.key === 'containerPort' ? 'targetPort' : undefined)
  if (name === undefined || entryAt(context, document, map.span, name)) return
  const onlyCase = name.toLowerCase() === mistake.key.toLowerCase()
  yield* fixWith(
    { title: `Rename ${mistake.key} to ${name}`, applicability: onlyCase ? 'safe' : 'unsafe', preferred: true },
    renameKey(context, document, mistake.keySpan, name),
  )
}

function emptyReport(resource: Resource, { key, keySpan, fields }: EmptyField): Report {
  const names = enumerate(fields.map(each => each.key))
  return {
    at: keySpan,
    message: `${key} is empty: ${names} below ${fields.length > 1 ? 'belong' : 'belongs'} in it, and must be indented further.`,
    certainty: certaintyIn(resource),
    fixes: context =>
      fixWith(
        { title: `Indent ${names} under ${key}`, applicability: 'unsafe', preferred: true },
        indentUnder(
          context,
          resource.document,
          keySpan,
          fields.map(each => each.span),
        ),
      ),
  }
}

/** What a custom resource may hold is for its controller to say. */
function certaintyIn({ group }: Resource): Certainty {
  return ['', 'apps', 'batch', 'extensions'].includes(group) || group.endsWith('.k8s.io') ? 'certain' : 'likely'
}

/** What an entry of `ports` of a Service is made of, but for its name. */
const portFields: ReadonlySet<string> = new Set(['port', 'targetPort', 'nodePort', 'protocol', 'appProtocol'])

const httpGetFields: ReadonlySet<string> = new Set(handlerFields.httpGet)

function manifest(selector: readonly string[]): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
${selector.join('\n')}
  ports:
    - port: 80
      targetPort: 8080
`
}
