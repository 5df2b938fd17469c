import { spanOf, valueOf } from '../../base/known.ts'
import { contains } from '../../base/span.ts'
import type { EndpointPort, Endpoints } from '../../k8s/facts/endpoints.ts'
import { dnsLabelProblem, isPortNumber } from '../../k8s/facts/port.ts'
import { protocolOf } from '../../k8s/facts/service.ts'
import { objectRule, type Report } from '../run/rule.ts'
import { addEntry, fixWith, replaceScalar } from '../support/edits.ts'
import { validName } from '../support/portNames.ts'
import { quote, resourceText } from '../support/text.ts'

export const endpointPortInvalid = objectRule({
  id: 'endpoint-port-invalid',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Port of an EndpointSlice or Endpoints that is refused',
    what: 'Finds port names in hand-written EndpointSlices and Endpoints that are invalid, duplicate (EndpointSlices) or missing (Endpoints), and numbers out of range.',
    why: [
      'The ports of an EndpointSlice have unique names, lower-case letters, digits and "-", at most 63 characters; one of them may',
      'have none. In Endpoints, which are deprecated since 1.33, a name is needed as soon as a subset has more than one port; duplicate',
      'names are not refused there. The API server refuses anything else, and the Service keeps the endpoints that it had, or none.',
      '',
      'Each name must be that of a port of the Service: kube-proxy puts the two together by name.',
    ].join('\n'),
    instead: 'Give every port the name that the port of the Service has.',
    bad: manifest('SQL_Main'),
    good: manifest('sql'),
    sources: [
      'kubernetes pkg/apis/discovery/validation/validation.go: validatePorts',
      'kubernetes pkg/apis/core/validation/validation.go: validateEndpointPort, validateEndpointSubsets',
    ],
    covers: ['1.5'],
    verify: ['kubectl apply --dry-run=server -f db.yaml'],
  },
  *check(resource, graph) {
    if (resource.is !== 'endpoints' || graph.mayBePatched(resource)) return
    for (const port of resource.ports.items) {
      const report =
        nameReport(resource, port) ??
        doubledReport(resource, port) ??
        requiredReport(resource, port) ??
        rangeReport(resource, port)
      if (report) yield report
    }
  },
})

function nameReport(endpoints: Endpoints, { name }: EndpointPort): Report | undefined {
  const text = valueOf(name)
  const problem = text === undefined ? undefined : dnsLabelProblem(text)
  if (text === undefined || problem === undefined) return undefined
  const valid = validName(text, 63)
  return {
    at: spanOf(name),
    message: `Port name ${quote(text)} of ${resourceText(endpoints)} ${problem}.`,
    fixes: context =>
      valid === undefined
        ? []
        : fixWith(
            { title: `Rename it to ${valid}`, applicability: 'unsafe', preferred: true },
            replaceScalar(context, endpoints.document, name, valid),
          ),
  }
}

/** Endpoints may have the same name in each of their subsets. */
function doubledReport(endpoints: Endpoints, port: EndpointPort): Report | undefined {
  const { items } = endpoints.ports
  if (endpoints.kind !== 'EndpointSlice' || port.name.kind === 'unknown') return undefined
  const name = valueOf(port.name) ?? ''
  const first = items
    .slice(0, items.indexOf(port))
    .find(each => each.name.kind !== 'unknown' && (valueOf(each.name) ?? '') === name)
  if (!first) return undefined
  const called = name === '' ? 'without a name' : `named ${quote(name)}`
  return {
    at: spanOf(port.name.kind === 'known' ? port.name : port.port),
    message: `${resourceText(endpoints)} has two ports ${called}; the names of its ports must differ.`,
    related: [
      {
        at: { document: endpoints.document, span: spanOf(first.name.kind === 'known' ? first.name : first.port) },
        message: `The first port ${called}`,
      },
    ],
  }
}

/** Judged in the first subset only: of the others the facts do not say where they end. */
function requiredReport(endpoints: Endpoints, port: EndpointPort): Report | undefined {
  const { span, items } = endpoints.ports
  if (endpoints.kind !== 'Endpoints' || port.name.kind !== 'absent' || !span || !contains(span, port.span))
    return undefined
  if (items.filter(each => contains(span, each.span)).length < 2) return undefined
  return {
    at: spanOf(port.port),
    message: `A port of ${resourceText(endpoints)} has no name: with several ports each needs the name of its Service port.`,
    fixes: context =>
      fixWith(
        { title: 'Add a name', applicability: 'manual' },
        addEntry(context, endpoints.document, port.span, { key: 'name', value: 'name' }, { select: true }),
      ),
  }
}

function rangeReport(endpoints: Endpoints, { port, protocol }: EndpointPort): Report | undefined {
  const number = valueOf(port)
  if (endpoints.kind === 'Endpoints' && typeof number === 'number' && !isPortNumber(number))
    return {
      at: spanOf(port),
      message: `Port ${number} of ${resourceText(endpoints)} is out of range: the API server takes 1 to 65535.`,
    }
  if (protocol.kind !== 'known' || protocolOf({ protocol }) !== undefined) return undefined
  const upper = protocol.value.toUpperCase()
  const known = protocolOf({ protocol: { ...protocol, value: upper } })
  return {
    at: protocol.span,
    message: `Protocol ${quote(protocol.value)} of ${resourceText(endpoints)} is refused: it is TCP, UDP or SCTP.`,
    fixes: context =>
      known === undefined
        ? []
        : fixWith(
            { title: `Change it to ${known}`, applicability: 'safe', preferred: true },
            replaceScalar(context, endpoints.document, protocol, known),
          ),
  }
}

function manifest(name: string): string {
  return `apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: db-1
  labels:
    kubernetes.io/service-name: db
addressType: IPv4
endpoints:
  - addresses:
      - 10.0.0.5
ports:
  - name: ${name}
    port: 5432
    protocol: TCP
`
}
