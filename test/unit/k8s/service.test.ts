import { describe, expect, test } from 'vitest'
import { factsOf, plain, serviceOf } from './facts.ts'

const web = `apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec:
`

/** The Service `web` with this spec. */
function service(spec: string) {
  return serviceOf(web + spec.replace(/^/gm, '  '))
}

test('a Service with everything', () => {
  const facts = service(`
type: LoadBalancer
clusterIP: 10.0.0.7
externalTrafficPolicy: Local
internalTrafficPolicy: Cluster
sessionAffinity: ClientIP
allocateLoadBalancerNodePorts: false
publishNotReadyAddresses: true
healthCheckNodePort: 30100
externalIPs: [203.0.113.9]
selector: {app: web}
ports:
- {name: http, protocol: TCP, appProtocol: http, port: 80, targetPort: web, nodePort: 30080}
- {name: dns, protocol: udp, port: 53, targetPort: 5353}`)
  expect(plain(facts)).toMatchObject({
    is: 'service',
    id: '7/0',
    group: '',
    version: 'v1',
    name: 'web',
    namespace: 'shop',
    fragment: false,
    type: 'LoadBalancer',
    clusterIP: '10.0.0.7',
    externalTrafficPolicy: 'Local',
    internalTrafficPolicy: 'Cluster',
    sessionAffinity: 'ClientIP',
    allocateLoadBalancerNodePorts: false,
    publishNotReadyAddresses: true,
    healthCheckNodePort: 30100,
    externalIPs: true,
    selector: { app: 'web' },
    ports: [
      { index: 0, name: 'http', protocol: 'TCP', appProtocol: 'http', port: 80, targetPort: 'web', nodePort: 30080 },
      { index: 1, name: 'dns', protocol: 'udp', port: 53, targetPort: 5353 },
    ],
  })
})

describe('port fields say what is written', () => {
  test.each([
    ['port: 80', { port: 80 }],
    ['port: "80"', { port: '80' }],
    ['port: http', { port: 'http' }],
    ['port: 80.5', { port: 80.5 }],
    ['port: true', { port: '?type' }],
    ['port: ${PORT}', { port: '?placeholder' }],
    ['port: {{ .Values.port }}', { port: '?placeholder' }],
    ['port: 80\n  targetPort: "8080"', { targetPort: '8080' }],
    ['port: 80\n  targetPort: 8080', { targetPort: 8080 }],
    ['port: 80\n  name: 8080', { name: '?type' }],
    ['port: 0', { port: 0 }],
  ])('%s', (field, expected) => {
    expect(plain(service(`selector: {app: web}\nports:\n- ${field}`).ports)).toMatchObject([expected])
  })
})

test.each([
  'targetPort: 0',
  'targetPort: ""',
  'targetPort:',
  'targetPort: null',
  'targetPort: ~',
  'nodePort: 0',
  'name: ""',
  'protocol: ""',
])('%s counts as absent, as for the API server', field => {
  const key = field.slice(0, field.indexOf(':'))
  const [port] = service(`ports:\n- {port: 80}\n- port: 81\n  ${field}`).ports.items.slice(1)
  expect(port).toMatchObject({ [key]: { kind: 'absent' } })
})

test('an absent field is near its mapping, an emptied one near its key', () => {
  const text = `${web}  ports:\n  - port: 80\n    targetPort:\n`
  const [port] = serviceOf(text).ports.items
  const near = (field: unknown) =>
    typeof field === 'object' && field && 'near' in field ? slice(text, field.near) : undefined
  expect(near(port?.targetPort)).toBe('targetPort:')
  expect(near(port?.nodePort)).toMatch(/^port: 80\n/)
})

test('lists and labels are near their keys', () => {
  const text = `${web}  selector: {app: web}\n  ports: [{port: 80}]\n`
  const facts = serviceOf(text)
  expect([facts.ports.near, facts.selector.near].map(span => slice(text, span))).toEqual(['ports', 'selector'])
  expect(slice(text, facts.kindSpan)).toBe('Service')
  expect(slice(text, facts.labels.near)).toBe('metadata')
})

test('spans are what was written, quotes included', () => {
  const text = `${web}  ports:\n  - port: 80\n    targetPort: "http"\n`
  const target = serviceOf(text).ports.items[0]?.targetPort
  expect(target?.kind === 'known' && slice(text, target.span)).toBe('"http"')
})

test('values by alias and merge key carry the place of their use', () => {
  const text = `${web}  ports:
  - &first {name: a, port: &p 80, targetPort: *p}
  - {<<: *first, name: b}
`
  const [first, second] = serviceOf(text).ports.items
  expect(first?.targetPort).toMatchObject({ kind: 'known', value: 80 })
  expect(plain(second)).toEqual({ index: 1, name: 'b', port: 80, targetPort: 80 })
  expect(first?.targetPort.kind === 'known' && slice(text, first.targetPort.via)).toBe('*p')
  expect(second?.port.kind === 'known' && slice(text, second.port.via)).toContain('*first')
})

describe('parts that hide something make a list incomplete', () => {
  test.each([
    ['ports: [{port: 80}]', true],
    ['ports: []', true],
    ['ports: {{ .Values.ports }}', false],
    ['ports: 80', false],
    ['ports: [80]', false],
    ['ports:\n- port: 80\n-', false],
    ['ports:\n- port: 80\n- {{ .Values.more }}', false],
  ])('%s', (spec, complete) => {
    expect(service(spec).ports.complete).toBe(complete)
  })
})

test('template text in the place of the spec leaves nothing absent', () => {
  expect(plain(serviceOf(web.replace('spec:\n', 'spec: {{ .Values.spec }}\n')))).toMatchObject({
    type: '?placeholder',
    clusterIP: '?placeholder',
  })
})

test('a selector that template text may add to is incomplete', () => {
  expect(service('selector: {app: web, "${KEY}": x}').selector.complete).toBe(false)
  expect(service('selector: {app: web}').selector.complete).toBe(true)
  expect(service('selector: {app: web, tier: ${TIER}}').selector.complete).toBe(true)
})

test('label values that are no strings are kept as text', () => {
  const { selector } = service('selector: {app: web, version: 1.10, canary: true, track: "1"}')
  expect(plain(selector)).toEqual({ app: 'web', version: '1.10', canary: 'true', track: '1' })
  expect(selector.pairs.map(pair => pair.typed)).toEqual([false, true, true, false])
})

test('of two equal keys the last one counts', () => {
  const { selector } = service('selector:\n  app: old\n  tier: web\n  app: new')
  expect(plain(selector)).toEqual({ tier: 'web', app: 'new' })
})

describe('a Service that says too little is a fragment', () => {
  test.each([
    ['type: ClusterIP', true],
    ['selector: {app: web}', true],
    ['selector: {app: web}\nports: []', true],
    ['clusterIP: None', true],
    ['ports:\n- port: 80\n  $patch: delete', true],
    ['$patch: replace\nselector: {app: web}\nports: [{port: 80}]', true],
    ['clusterIP: None\nselector: {app: web}', false],
    ['type: ExternalName\nexternalName: db.example.com', false],
    ['ports: [{port: 80}]', false],
    ['selector: {app: web}\nports: [{port: 80}]', false],
    ['selector: {app: web}\nports: {{ .Values.ports }}', false],
    ['selector: {app: web}\ntype: ${TYPE}', false],
  ])('%s', (spec, fragment) => {
    expect(service(spec).fragment).toBe(fragment)
  })
})

describe('the API group decides what a Service is', () => {
  test.each([
    ['v1', 'service'],
    ['v1beta3', 'service'],
    ['serving.knative.dev/v1', 'workload'],
    ['example.com/v1', 'other'],
    ['apps/v1', 'other'],
  ])('%s', (apiVersion, is) => {
    const { resources } = factsOf(`apiVersion: ${apiVersion}\nkind: Service\nmetadata: {name: web}\nspec: {}\n`)
    expect(resources.map(resource => resource.is)).toEqual([is])
  })
})

test('a missing or templated apiVersion makes a fragment', () => {
  expect(serviceOf('kind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}]}').fragment).toBe(true)
  expect(serviceOf('apiVersion: ${V}\nkind: Service\nspec: {ports: [{port: 80}]}').fragment).toBe(true)
})

function slice(text: string, span: unknown): string {
  if (typeof span !== 'object' || !span || !('start' in span) || !('end' in span)) return ''
  return text.slice(Number(span.start), Number(span.end)).trimEnd()
}
