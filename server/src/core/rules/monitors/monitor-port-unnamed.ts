import { spanOf, valueOf } from '../../base/known.ts'
import { dnsLabelProblem } from '../../k8s/facts/port.ts'
import { referenceRule } from '../run/rule.ts'
import { addEntry, fixWith } from '../support/edits.ts'
import { namesMeant, servicesPointedAt, wantedAt } from '../support/references.ts'
import { servicePortsText } from '../support/servicePorts.ts'
import { quote, resourcesText, resourceText } from '../support/text.ts'

export const monitorPortUnnamed = referenceRule({
  id: 'monitor-port-unnamed',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Service port without the name that it is chosen by',
    what: 'Finds ServiceMonitors and the like that choose a Service port by its name while the Service has named none.',
    why: [
      '`port` of a ServiceMonitor knows Service ports by their names only. The one port of a Service may go without a name, and then',
      '`port` cannot choose it: Prometheus finds no target, and nothing reports an error. The name of the *container* port does not',
      'count, not even where the `targetPort` of the Service refers to it. `targetPort` of the monitor, which means the container port,',
      'can choose it.',
    ].join('\n'),
    instead: 'Give the Service port the name, or choose the container port by `targetPort`.',
    bad: manifest(''),
    good: manifest('\n      name: metrics'),
    sources: ['prometheus-operator pkg/prometheus/promcfg.go: generateServiceMonitorConfig'],
    covers: ['5.3'],
    verify: ["kubectl get service shop -o jsonpath='{.spec.ports}'"],
  },
  *check(reference, resource, graph) {
    const wanted = wantedAt(reference)
    const name = valueOf(reference.port)
    if (wanted?.of !== 'service' || wanted.number || typeof name !== 'string') return
    // A regular expression may mean a port without a name.
    if (namesMeant(reference, name)('')) return
    const services = servicesPointedAt(reference, resource, graph)
    const entries = services?.flatMap(service => service.ports.items) ?? []
    if (!services || !entries.every(each => each.name.kind === 'absent')) return
    const [service, another] = services
    const [entry, second] = entries
    const [has, its] = another ? ['have', 'their ports have'] : ['has', second ? 'its ports have' : 'its port has']
    yield {
      at: spanOf(reference.port),
      message: `${resourcesText(services)} ${has} no port named ${quote(name)}: ${its} no name, only a number, ${servicePortsText(entries)}.`,
      related: services.slice(0, 3).map(each => ({
        at: { document: each.document, span: each.ports.items[0]?.span ?? each.ports.near },
        message: `a port of ${resourceText(each)}`,
      })),
      fixes: context =>
        service && entry && !another && !second && dnsLabelProblem(name) === undefined
          ? fixWith(
              { title: `Name the port of ${resourceText(service)} ${name}`, applicability: 'unsafe', preferred: true },
              addEntry(context, service.document, entry.span, { key: 'name', value: name }),
            )
          : [],
    }
  },
})

function manifest(name: string): string {
  return `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: shop
spec:
  selector:
    matchLabels:
      app: shop
  endpoints:
    - port: metrics
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
    - port: 9090${name}
`
}
