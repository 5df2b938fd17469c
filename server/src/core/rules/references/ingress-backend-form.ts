import { spanOf, valueOf } from '../../base/known.ts'
import type { Span } from '../../base/span.ts'
import type { Reference } from '../../k8s/facts/reference.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import { entryWithValueAt } from '../../yaml/edit/find.ts'
import { lineBreakOf, textBefore } from '../../yaml/edit/lines.ts'
import type { YamlEntry } from '../../yaml/node.ts'
import { type Fix, type FixContext, referenceRule } from '../run/rule.ts'
import { fixWith, type MaybeEdit, renameKey } from '../support/edits.ts'

export const ingressBackendForm = referenceRule({
  id: 'ingress-backend-form',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Ingress backend in the form of another version',
    what: 'Finds `serviceName` and `servicePort` in an Ingress of `networking.k8s.io/v1`, and `service` in one of an older version.',
    why: [
      'Version `v1` of the Ingress brought a new form of backends: `service.name` and `service.port.number` (or `name`) took the place',
      'of `serviceName` and `servicePort`, and `spec.defaultBackend` that of `spec.backend`. Each version knows its own form only: with',
      'the other one `kubectl apply` says `unknown field`, and without strict validation the backend arrives empty and is refused',
      'for that. The older versions were removed in Kubernetes 1.22.',
    ].join('\n'),
    instead: 'Write the backend in the form of `v1`.',
    bad: manifest('serviceName: shop\n              servicePort: 80'),
    good: manifest('service:\n                name: shop\n                port:\n                  number: 80'),
    sources: [
      'k8s.io/api/networking/v1: IngressBackend; k8s.io/api/networking/v1beta1: IngressBackend',
      'kubernetes.io/docs/reference/using-api/deprecation-guide: Ingress, v1.22',
    ],
    covers: ['1.5-2'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(reference, resource, graph) {
    const isOldForm = oldSites.has(reference.site)
    if (!isOldForm && !newSites.has(reference.site)) return
    const isNew = resource.version === 'v1'
    if (isNew !== isOldForm || resource.version === '' || graph.isPart(resource)) return
    const { target } = reference
    if (target.is !== 'service') return
    yield {
      at: spanOf(target.name.kind === 'known' ? target.name : reference.port),
      message: isOldForm
        ? `An Ingress of ${resource.group}/v1 has no serviceName and servicePort: the backend goes into service.name and service.port.`
        : `An Ingress of ${resource.group}/${resource.version} has serviceName and servicePort; service.name came with networking.k8s.io/v1.`,
      fixes: context => (isOldForm ? toNewForm(context, reference, resource) : []),
    }
  },
})

const oldSites: ReadonlySet<string> = new Set(['ingress-backend-old', 'ingress-default-backend-old'])
const newSites: ReadonlySet<string> = new Set(['ingress-backend', 'ingress-default-backend'])

function toNewForm(context: FixContext, reference: Reference, resource: Resource): readonly Fix[] {
  const { target, port, site, span } = reference
  const { root } = context.document(resource.document)
  const number = valueOf(port)
  if (target.is !== 'service' || target.name.kind !== 'known' || port.kind !== 'known' || number === undefined)
    return []
  const name = entryWithValueAt(root, target.name.span)
  const old = entryWithValueAt(root, port.span)
  // What else the backend has would stand between the two.
  if (!name || !old || name.map !== old.map || name.map.entries.length !== 2) return []
  const below = typeof number === 'number' ? 'number' : 'name'
  const edits = name.map.flow
    ? inFlow(context, resource, name.entry, old.entry, below)
    : inBlock(context, resource, name.entry, old.entry, below)
  if (site === 'ingress-default-backend-old') {
    const backend = entryWithValueAt(root, span)
    edits.push(backend && renameKey(context, resource.document, backend.entry.key.span, 'defaultBackend'))
  }
  return fixWith(
    { title: 'Write it in the form of v1: service.name and service.port', applicability: 'safe', preferred: true },
    ...edits,
  )
}

/** Only the keys change, so that values keep their quotes and lines their comments. */
function inBlock(
  context: FixContext,
  { document }: Resource,
  name: YamlEntry,
  port: YamlEntry,
  below: string,
): MaybeEdit[] {
  const { text } = context.document(document)
  const first = name.span.start < port.span.start ? name : port
  const newLine = lineBreakOf(text) + ' '.repeat(textBefore(text, first.key.span.start).length)
  const begin = (entry: YamlEntry): string => (entry === first ? `service:${newLine}  ` : '  ')
  return [
    { document, span: name.key.span, newText: `${begin(name)}name` },
    { document, span: port.key.span, newText: `${begin(port)}port:${newLine}    ${below}` },
  ]
}

function inFlow(
  context: FixContext,
  { document }: Resource,
  name: YamlEntry,
  port: YamlEntry,
  below: string,
): MaybeEdit[] {
  const { text } = context.document(document)
  const first = name.span.start < port.span.start ? name : port
  const mark = text[first.key.span.start] === '"' ? '"' : ''
  const key = (...names: readonly string[]): string => names.map(each => mark + each + mark).join(': {')
  const begin = (entry: YamlEntry): string => (entry === first ? `${key('service')}: {` : '')
  const end = (entry: YamlEntry): Span => ({ start: entry.span.end, end: entry.span.end })
  return [
    { document, span: name.key.span, newText: begin(name) + key('name') },
    { document, span: port.key.span, newText: begin(port) + key('port', below) },
    { document, span: end(port), newText: port === first ? '}' : '}}' },
    ...(port === first ? [{ document, span: end(name), newText: '}' }] : []),
  ]
}

function manifest(backend: string): string {
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
              ${backend}
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
`
}
