import { expect, test } from 'vitest'
import { valueOf } from '../../../../server/src/core/base/known.ts'
import { slotOf } from '../../../../server/src/core/k8s/read/slot.ts'
import { indexSites, referencesIn } from '../../../../server/src/core/k8s/sites/references.ts'
import { parseDocument } from '../../../../server/src/core/yaml/parse.ts'
import { dedent } from '../../../support/check.ts'
import { relayRows } from './madeUpRows.ts'

test('a kind that nobody has heard of takes rows only', () => {
  const text = dedent(`
    apiVersion: relay.example.com/v1
    kind: Relay
    metadata:
      annotations: {relay.example.com/allow: "80, 443"}
    spec:
      podSelector: {matchLabels: {app: shop}}
      upstreams:
        - {service: shop, port: 80}
        - {service: shop, namespace: prod, portName: http}
        - {service: "%SERVICE%", port: "%PORT%"}
      health: {path: /}
  `)
  const { root } = parseDocument(text)
  if (!root) throw new Error('the example is no YAML')
  const found = referencesIn(
    slotOf(root, root.span),
    { group: 'relay.example.com', kind: 'Relay' },
    [],
    text,
    indexSites(relayRows),
  )
  const said = found.map(({ site, port, defaultPort, target }) => [
    site,
    valueOf(port) ?? port.kind,
    defaultPort,
    target.is === 'service' ? (valueOf(target.name) ?? target.name.kind) : target.is,
  ])
  expect(said).toEqual([
    ['relay-allow', 80, undefined, 'listener'],
    ['relay-allow', 443, undefined, 'listener'],
    ['relay-upstream', 80, undefined, 'shop'],
    ['relay-upstream', 'http', undefined, 'shop'],
    ['relay-upstream', 'unknown', undefined, 'unknown'],
    ['relay-health', 'absent', 8081, 'pods'],
  ])
  for (const { port } of found)
    if (port.kind === 'known') expect(text.slice(port.span.start, port.span.end)).toBe(String(port.value))
})
