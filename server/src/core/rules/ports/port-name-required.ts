import type { Service, ServicePort } from '../../k8s/facts/service.ts'
import { type Fix, type FixContext, serviceRule } from '../run/rule.ts'
import { addEntry, fixWith } from '../support/edits.ts'
import { suggestServicePortName } from '../support/portNames.ts'
import { mayBePart } from '../support/selection.ts'
import { fieldText, plural, resourceText } from '../support/text.ts'

export const portNameRequired = serviceRule({
  id: 'port-name-required',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Service port without a name beside others',
    what: 'Finds unnamed ports of a Service that has more than one port.',
    why: [
      'A single port may stay unnamed. With two or more, each needs a name, by which EndpointSlices and DNS SRV records tell',
      'them apart. The API server refuses the Service: `spec.ports[1].name: Required value`.',
      '',
      'A Service with neither type nor selector is as a rule a patch whose names stand elsewhere, so there it is information.',
    ].join('\n'),
    instead: 'Give every port of the Service a name.',
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
    - port: 443
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
    - name: https
      port: 443
`,
    sources: ['kubernetes pkg/apis/core/validation/validation.go: ValidateService, validateServicePort'],
    covers: ['S2'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(service) {
    const { items } = service.ports
    if (items.length < 2) return
    for (const entry of items) {
      if (entry.name.kind !== 'absent') continue
      const number = fieldText(entry.port)
      yield {
        at: entry.port.kind === 'known' ? (entry.port.via ?? entry.port.span) : entry.span,
        message: `Service port${number ? ` ${number}` : ''} has no name: ${resourceText(service)} has ${plural(items.length, 'port')}, and each needs one.`,
        ...(mayBePart(service) ? { certainty: 'possible' as const } : {}),
        fixes: context => nameFixes(context, service, entry),
      }
    }
  },
})

function nameFixes(context: FixContext, service: Service, entry: ServicePort): readonly Fix[] {
  const name = suggestServicePortName(
    entry,
    service.ports.items.map(each => each.name),
  )
  if (name === undefined) return []
  const added = addEntry(
    context,
    service.document,
    entry.span,
    { key: 'name', value: name },
    { after: 'port', select: true },
  )
  return fixWith({ title: `Name it ${name}`, applicability: 'unsafe', preferred: true }, added)
}
