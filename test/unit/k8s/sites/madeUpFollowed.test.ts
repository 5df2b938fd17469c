import { expect, test, vi } from 'vitest'
import { hover } from '../../../../server/src/core/features/hover.ts'
import { dedent } from '../../../support/check.ts'
import { inView, uriOf } from '../../../support/view.ts'

// The rows stand in the table like any other; nothing else knows of the kind.
vi.mock(import('../../../../server/src/core/k8s/sites/devTools.ts'), async original => {
  const { relayRows } = await import('./madeUpRows.ts')
  return { devToolSites: [...(await original()).devToolSites, ...relayRows] }
})

const shop = dedent(`
  apiVersion: v1
  kind: Service
  metadata: {name: shop}
  spec: {selector: {app: shop}, ports: [{name: http, port: 80, targetPort: 8080}]}
  ---
  apiVersion: v1
  kind: Pod
  metadata: {name: shop, labels: {app: shop}}
  spec: {containers: [{name: shop, image: example.com/shop:1, ports: [{containerPort: 8080}]}]}
`)
const relay = dedent(`
  apiVersion: relay.example.com/v1
  kind: Relay
  metadata: {name: relay}
  spec:
    podSelector: {matchLabels: {app: shop}}
    upstreams:
      - {service: shop, port: 8080}
      - {service: shop, portName: htpp}
      - {service: shpo, port: 80}
      - {service: shop, port: 80}
    health: {port: 80}
`)

test('its ports are judged, mended and shown', () => {
  const { workspace, service } = inView({ 'shop.yaml': shop, 'relay.yaml': relay })
  const findings = workspace.findings(uriOf('relay.yaml'))
  expect(
    findings.map(finding => [finding.rule, finding.message, workspace.fixesOf(finding).map(({ title }) => title)]),
  ).toEqual([
    [
      'reference-port-missing',
      'Service shop has no port 8080: that is the targetPort, where the pods listen; the Service port is 80 (http).',
      ['Change to Service port 80 (http)'],
    ],
    [
      'reference-port-missing',
      'Service shop has no port named "htpp", only 80 (http).',
      ['Change to Service port 80 (http)'],
    ],
    [
      'reference-service-missing',
      'There is no Service shpo, which Relay relay points to; there is Service shop.',
      ['Change to Service shop'],
    ],
    [
      'pod-port-is-service-port',
      'Relay relay applies to the pods, which listen on 8080: 80 is the port of Service shop before them.',
      ["Change to the pods' port 8080"],
    ],
  ])
  const pointers = workspace.graph.referencesTo(service('shop')).map(({ reference }) => reference.site)
  expect(pointers).toEqual(['relay-upstream', 'relay-upstream', 'relay-upstream'])
  const over = hover(workspace, uriOf('relay.yaml'), relay.lastIndexOf('80}'))
  expect(over?.markdown).toContain('Relay `relay` points to port `80`')
})
