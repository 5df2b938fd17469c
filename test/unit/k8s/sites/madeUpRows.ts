import type { Site } from '../../../../server/src/core/k8s/sites/site.ts'

export const relayKinds = [{ group: 'relay.example.com', kind: 'Relay' }]

/** The example of CONTRIBUTING.md: a new kind with three ports takes three rows, and no code. */
export const relayRows: readonly Site[] = [
  {
    id: 'relay-upstream',
    kinds: relayKinds,
    at: 'spec.upstreams[]',
    port: ['port', 'portName'],
    takes: ['service-port-number', 'service-port-name'],
    target: { is: 'service', name: 'service', namespace: 'namespace' },
    note: 'The number or name of a Service port.',
    source: 'relay.example.com/docs/api',
  },
  {
    id: 'relay-health',
    kinds: relayKinds,
    at: 'spec.health',
    port: ['port'],
    takes: ['container-port-number'],
    target: { is: 'pods', selector: '/spec.podSelector' },
    defaultPort: 8081,
    note: 'A port of the pods, 8081 when left out.',
    source: 'relay.example.com/docs/api',
  },
  {
    id: 'relay-allow',
    kinds: relayKinds,
    at: 'metadata.annotations[relay.example.com/allow]',
    port: [''],
    takes: ['own-port'],
    target: { is: 'listener' },
    text: { form: 'list' },
    note: 'Ports that the relay listens on, with commas between.',
    source: 'relay.example.com/docs/api',
  },
]
