import { type Known, spanOf, valueOf } from '../../base/known.ts'
import type { DocumentId } from '../../base/place.ts'
import type { Graph } from '../../graph/graph.ts'
import { isPortNumber, type PortNumberOrName } from '../../k8s/facts/port.ts'
import type { Reference } from '../../k8s/facts/reference.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import { targetOf } from '../../k8s/facts/service.ts'
import { siteOf } from '../../k8s/sites/table.ts'
import { type Fix, type FixContext, referenceRule } from '../run/rule.ts'
import { fixWith, isJson, type MaybeEdit, plainText, quotePlain, replaceScalar } from '../support/edits.ts'
import { podMonitorFixes } from '../support/podMonitorFixes.ts'
import { isDigits } from '../support/portFields.ts'
import { changeKey } from '../support/referenceEdits.ts'
import {
  isDeclarationNeeded,
  isInText,
  isMistaken,
  isPicky,
  servicesPointedAt,
  type Wanted,
  wantedInField,
} from '../support/references.ts'
import { portsCalled, servicePortText } from '../support/servicePorts.ts'
import { article, quote } from '../support/text.ts'

export const referencePortKind = referenceRule({
  id: 'reference-port-kind',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Port number where a name belongs, or the other way round',
    what: 'Finds a number where only a port name is taken, a name where only a number is, numbers with quotes too many or too few, and a port where a mapping belongs.',
    why: [
      'A ServiceMonitor chooses a Service port by its **name**; a number there is refused, since the field is a string. A',
      'backend of an HTTPRoute, a webhook or an Istio destination takes the **number** and has no field for a name; the API',
      'server refuses a string, also one that is made of digits. An Ingress and a NetworkPolicy take either, but a string of',
      'digits is a name for them, and a port name needs a letter. So it is in the monitors of Prometheus, where such a name finds',
      'nothing without being refused. Other places take text only, such as the ports of a CiliumNetworkPolicy and of an',
      'AuthorizationPolicy: there a number needs quotes. And an Ingress or a VirtualService has a mapping at `port`, with the number',
      'below it; older versions had the number itself.',
    ].join('\n'),
    instead: 'Write what the field takes: the name of the Service port, or its number without quotes.',
    bad: manifest('8080'),
    good: manifest('http'),
    sources: [
      'prometheus-operator api monitoring/v1: Endpoint.Port (string)',
      'gateway-api apis/v1: BackendObjectReference.Port (PortNumber, int32)',
      'kubernetes pkg/apis/networking/validation/validation.go: validateIngressBackend, ValidateNetworkPolicyPort',
    ],
    covers: ['1.5', '5.2', '5.3'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(reference, resource, graph) {
    const port = valueOf(reference.port)
    const wanted = wantedInField(reference)
    if (port === undefined) return
    if (reference.unquoted && !isAnnotation(reference)) {
      yield {
        at: spanOf(reference.port),
        message: `${article(resource.kind)} takes the port as a string here; ${port} is a number.`,
        fixes: context =>
          fixWith(
            { title: `Put it in quotes: "${port}"`, applicability: 'safe', preferred: true },
            quotePlain(context, resource.document, spanOf(reference.port)),
          ),
      }
      return
    }
    const below = keyBelow(reference)
    if (below !== undefined) {
      yield {
        at: spanOf(reference.port),
        message: `${article(resource.kind)} takes a mapping as ${reference.field} here, with ${below.keys.join(' or ')}, not ${typeof port === 'string' ? quote(port) : port} itself.`,
        fixes: context =>
          fixWith(
            {
              title: `Write it as ${reference.field}: {${below.key}: ${port}}`,
              applicability: 'safe',
              preferred: true,
            },
            putBelow(context, resource.document, reference.port, below.key),
          ),
      }
      return
    }
    if (!wanted || isInText(reference)) return
    const problem = problemOf(port, wanted, isPicky(resource) || isDeclarationNeeded(reference))
    if (!problem) return
    yield {
      at: spanOf(reference.port),
      message: `${article(resource.kind)} takes ${problem}.`,
      fixes: context => fixesFor(context, reference, resource, port, wanted, graph),
    }
  },
})

/** `names`: a name there is one of a container port, so it needs a letter. */
function problemOf(port: PortNumberOrName, wanted: Wanted, names: boolean): string | undefined {
  const owner = wanted.of === 'service' ? 'Service port' : 'container port'
  if (typeof port === 'number') {
    return wanted.number ? undefined : `the name of a ${owner} here, a string; ${port} is a number`
  }
  if (isDigits(port)) {
    if (!wanted.number && !names) return undefined
    if (!wanted.name) return `the number of a ${owner} here; ${quote(port)} is a string`
    return names ? `${quote(port)} for the name of a port, and a port name needs a letter` : undefined
  }
  return wanted.name || !wanted.number ? undefined : `the number of a ${owner} here; ${quote(port)} is no number`
}

function isAnnotation({ site }: Reference): boolean {
  return siteOf(site).at.startsWith('metadata.annotations')
}

/** Where the port is written in the place of the mapping that it belongs into: the key below, and all that there are. */
function keyBelow(reference: Reference): { readonly key: string; readonly keys: readonly string[] } | undefined {
  if (!isMistaken(reference)) return undefined
  const keys = siteOf(reference.site).port.flatMap(path =>
    path.startsWith(`${reference.field}.`) ? [path.slice(reference.field.length + 1)] : [],
  )
  const port = valueOf(reference.port)
  const key = typeof port === 'string' && !isDigits(port) ? (keys.find(each => each === 'name') ?? keys[0]) : keys[0]
  return key === undefined ? undefined : { key, keys }
}

function putBelow(context: FixContext, id: DocumentId, port: Known<PortNumberOrName>, key: string): MaybeEdit {
  if (port.kind !== 'known' || port.via) return undefined
  const document = context.document(id)
  const value = isDigits(port.value) ? Number(port.value) : port.value
  const json = isJson(document)
  const text = typeof value === 'number' ? String(value) : json ? JSON.stringify(value) : plainText(value)
  return { document: id, span: port.span, newText: json ? `{"${key}": ${text}}` : `{${key}: ${text}}` }
}

function* fixesFor(
  context: FixContext,
  reference: Reference,
  resource: Resource,
  port: PortNumberOrName,
  wanted: Wanted,
  graph: Graph,
): Generator<Fix> {
  const change = (value: PortNumberOrName, title: string, applicability: 'safe' | 'unsafe'): readonly Fix[] =>
    fixWith({ title, applicability, preferred: true }, replaceScalar(context, resource.document, reference.port, value))
  const other = otherField(reference)
  if (other === 'portNumber') {
    yield* podMonitorFixes(context, reference, resource, Number(port), graph)
    return
  }
  if (other !== undefined) {
    const right = isDigits(port) ? Number(port) : port
    yield* fixWith(
      { title: `Write it as ${other}: ${right}`, applicability: 'safe', preferred: true },
      changeKey(context, resource.document, reference.port, other),
      ...(right === port ? [] : [replaceScalar(context, resource.document, reference.port, right)]),
    )
    return
  }
  if (isDigits(port)) {
    yield* change(Number(port), `Remove the quotes: ${Number(port)}`, 'safe')
    return
  }
  const services = servicesPointedAt(reference, resource, graph) ?? []
  const entries = services.flatMap(service => service.ports.items)
  if (typeof port === 'string') {
    const numbers = new Set(services.flatMap(service => portsCalled(service, port)).map(entry => valueOf(entry.port)))
    const [number, another] = numbers
    if (!isPortNumber(number) || another !== undefined) return
    if (isMistaken(reference))
      yield* fixWith(
        { title: `Write it as number: ${number}`, applicability: 'unsafe', preferred: true },
        changeKey(context, resource.document, reference.port, 'number'),
        replaceScalar(context, resource.document, reference.port, number),
      )
    else yield* change(number, `Change to Service port ${number}`, 'unsafe')
    return
  }
  const exact = entries.filter(entry => valueOf(entry.port) === port)
  const meant = exact.length > 0 ? exact : entries.filter(entry => valueOf(targetOf(entry)) === port)
  const [entry] = meant
  const names = new Set(meant.map(each => valueOf(each.name)))
  const [name] = names
  if (entry && name !== undefined && names.size === 1 && wanted.name)
    yield* change(name, `Change to Service port ${servicePortText(entry)} by its name`, 'unsafe')
}

/**
 * `number` for what stands under `name`, and the other way round; digits in quotes under `number` stay there. The number of a
 * container port has a field of its own in a PodMonitor.
 */
function otherField({ site, field, port }: Reference): string | undefined {
  const value = valueOf(port)
  const fields = siteOf(site).port
  if (fields.includes('portNumber') && field === 'port') return 'portNumber'
  if (!fields.includes('port.name')) return undefined
  if (field === 'port.number' && typeof value === 'string' && !isDigits(value)) return 'name'
  return field === 'port.name' ? 'number' : undefined
}

function manifest(port: string): string {
  return `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: shop
spec:
  selector:
    matchLabels:
      app: shop
  endpoints:
    - port: ${port}
---
apiVersion: v1
kind: Service
metadata:
  name: shop
  labels:
    app: shop
spec:
  selector:
    app: shop
  ports:
    - name: http
      port: 8080
`
}
