import type { Site, SiteKind } from './site.ts'

const group = 'gateway.networking.k8s.io'
const routes: readonly SiteKind[] = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'].map(kind => ({
  group,
  kind,
}))
const backendSource = 'Gateway API apis/v1 object_reference_types.go BackendObjectReference'
const parentSource = 'Gateway API apis/v1 shared_types.go ParentReference'

/** The Gateway API. */
export const gatewaySites: readonly Site[] = [
  {
    id: 'route-backend',
    kinds: routes,
    at: 'spec.rules[].backendRefs[]',
    port: ['port'],
    takes: ['service-port-number'],
    target: { is: 'service', name: 'name', namespace: 'namespace', when: { path: 'kind', value: 'Service' } },
    note: 'The number of a Service port, required when the backend is a Service; never a name, never a targetPort.',
    source: backendSource,
  },
  {
    id: 'route-filter-backend',
    kinds: routes,
    at: 'spec.rules[].filters[].requestMirror.backendRef',
    port: ['port'],
    takes: ['service-port-number'],
    target: { is: 'service', name: 'name', namespace: 'namespace', when: { path: 'kind', value: 'Service' } },
    note: 'The number of a Service port.',
    source: backendSource,
  },
  {
    id: 'route-backend-filter',
    kinds: routes,
    at: 'spec.rules[].backendRefs[].filters[].requestMirror.backendRef',
    port: ['port'],
    takes: ['service-port-number'],
    target: { is: 'service', name: 'name', namespace: 'namespace', when: { path: 'kind', value: 'Service' } },
    note: 'The number of a Service port.',
    source: backendSource,
  },
  {
    id: 'route-parent',
    kinds: routes,
    at: 'spec.parentRefs[]',
    port: ['port'],
    takes: ['own-port'],
    target: {
      is: 'object',
      group,
      kind: 'Gateway',
      name: 'name',
      namespace: 'namespace',
      when: { path: 'kind', value: 'Gateway' },
    },
    beside: { sectionName: 'sectionName' },
    note: 'The port of a listener of the Gateway; `sectionName` is the name of one. When both are given, both must fit.',
    source: parentSource,
  },
  {
    id: 'route-parent-service',
    kinds: routes,
    at: 'spec.parentRefs[]',
    port: ['port', 'sectionName'],
    takes: ['service-port-number', 'service-port-name'],
    target: {
      is: 'service',
      name: 'name',
      namespace: 'namespace',
      when: { path: 'kind', value: 'Service', required: true },
    },
    note: 'With a Service as parent (a mesh): `port` is the number of a Service port, `sectionName` its name.',
    source: parentSource,
  },
  {
    id: 'gateway-listener',
    kinds: [
      { group, kind: 'Gateway' },
      { group, kind: 'ListenerSet' },
    ],
    at: 'spec.listeners[]',
    port: ['port'],
    takes: ['own-port'],
    target: { is: 'listener' },
    beside: { name: 'name', protocol: 'protocol', hostname: 'hostname', tls: 'tls' },
    note: 'The port that clients dial at the address of the Gateway. Port, protocol and hostname together are unique.',
    source: 'Gateway API apis/v1 gateway_types.go Listener',
  },
  {
    id: 'backend-tls-policy',
    kinds: [{ group, kind: 'BackendTLSPolicy' }],
    at: 'spec.targetRefs[]',
    port: ['sectionName'],
    takes: ['service-port-name'],
    target: { is: 'service', name: 'name', when: { path: 'kind', value: 'Service' } },
    note: 'The name of a Service port; with a name that the Service lacks the policy is not attached.',
    source: 'Gateway API apis/v1 policy_types.go LocalPolicyTargetReferenceWithSectionName',
  },
]
