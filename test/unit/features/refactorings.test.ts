import { describe, expect, test } from 'vitest'
import { applyEdits } from '../../../server/src/core/base/edit.ts'
import { type CodeAction, codeActions } from '../../../server/src/core/features/codeActions.ts'
import { dedent } from '../../support/check.ts'
import { inView, uriOf } from '../../support/view.ts'

/** The refactorings where `|` stands, and what the first one makes of each file. */
function refactor(files: Readonly<Record<string, string>>) {
  const plain = Object.entries(files).map(([path, text]) => [path, dedent(text)] as const)
  const [path, marked] = plain.find(([, text]) => text.includes('|')) ?? ['', '']
  const { workspace } = inView(Object.fromEntries(plain.map(([name, text]) => [name, text.replace('|', '')])))
  const cursor = marked.indexOf('|')
  const actions = codeActions(workspace, uriOf(path), { start: cursor, end: cursor }).filter(
    ({ kind }) => kind === 'refactor.rewrite',
  )
  const after = (action: CodeAction | undefined, name: string): string =>
    applyEdits(
      workspace.textOf(uriOf(name)) ?? '',
      (action?.edits ?? []).filter(({ uri }) => uri === uriOf(name)),
    )
  return { titles: actions.map(({ title }) => title), after: (name: string) => after(actions[0], name) }
}

describe("keep the client's address", () => {
  const title =
    "Keep the client's address (externalTrafficPolicy: Local; nodes without a ready pod then drop its packets)"

  test.each(['type: |NodePort', 'ty|pe: LoadBalancer'])('%s gets the policy below', type => {
    const { titles, after } = refactor({ 'web.yaml': service(type) })
    expect(titles).toEqual([title])
    expect(after('web.yaml')).toBe(dedent(service(`${type.replace('|', '')}\n          externalTrafficPolicy: Local`)))
  })

  test('a policy that is there is changed', () => {
    const { titles, after } = refactor({
      'web.yaml': service("type: NodePort\n          externalTrafficPolicy: 'Clus|ter' # default"),
    })
    expect(titles).toEqual([title])
    expect(after('web.yaml')).toContain("externalTrafficPolicy: 'Local' # default\n")
  })

  test.each([
    'type: |ClusterIP',
    'type: NodePort\n          externalTrafficPolicy: |Local',
    'type: |${TYPE}',
    'type: NodePort\n          externalTrafficPolicy: |${POLICY}',
  ])('%j has nothing to keep', type => {
    expect(refactor({ 'web.yaml': service(type) }).titles).toEqual([])
  })
})

describe('name a port', () => {
  test('its probes and the Services that select this pod alone say the name', () => {
    const { titles, after } = refactor({
      'pod.yaml': pod('- containerPort: 80|80', 'httpGet: {path: /, port: 8080}'),
      'web.yaml': service('type: ClusterIP'),
    })
    expect(titles).toEqual(['Name container port 8080 "http" and refer to it by name (2 places)'])
    expect(after('pod.yaml')).toBe(
      dedent(pod('- containerPort: 8080\n                name: http', 'httpGet: {path: /, port: http}')),
    )
    expect(after('web.yaml')).toContain('targetPort: http\n')
  })

  test('a Service that selects other pods, too, keeps the number', () => {
    const { titles, after } = refactor({
      'pod.yaml': pod('- containerPort: 80|80', 'grpc: {port: 8080}'),
      'other.yaml': pod('- containerPort: 8080', 'grpc: {port: 8080}').replace('name: shop', 'name: other'),
      'web.yaml': service('type: ClusterIP'),
    })
    expect(titles).toEqual(['Name container port 8080 "http"'])
    expect(after('web.yaml')).toContain('targetPort: 8080\n')
  })

  test('a name that the pod has is not given again', () => {
    const ports = '- {containerPort: 80|80}\n              - {containerPort: 9000, name: http}'
    expect(refactor({ 'pod.yaml': pod(ports, 'grpc: {port: 1}') }).titles).toEqual([
      'Name container port 8080 "port-8080"',
    ])
  })

  test('a Service port in front of it has a name to take over', () => {
    const { titles, after } = refactor({
      'pod.yaml': pod('- containerPort: 80|80', 'httpGet: {path: /, port: 8080}'),
      'web.yaml': service('type: ClusterIP').replace('- port: 80', '- name: shop-web\n              port: 80'),
    })
    expect(titles).toEqual(['Name container port 8080 "shop-web" and refer to it by name (2 places)'])
    expect(after('web.yaml')).toContain('targetPort: shop-web\n')
  })

  test('a port that has a name keeps it, and its users say it', () => {
    const { titles, after } = refactor({
      'pod.yaml': pod('- {containerPort: 80|80, name: web}', 'httpGet: {path: /, port: 8080}'),
      'web.yaml': service('type: ClusterIP'),
    })
    expect(titles).toEqual(['Container port 8080 is called "web": refer to it by name (2 places)'])
    expect(after('pod.yaml')).toBe(dedent(pod('- {containerPort: 8080, name: web}', 'httpGet: {path: /, port: web}')))
    expect(after('web.yaml')).toContain('targetPort: web\n')
  })

  test('a name that is no name, or that another port of the pod has, is said by nobody', () => {
    const probe = 'httpGet: {path: /, port: 8080}'
    expect(refactor({ 'pod.yaml': pod('- {containerPort: 80|80, name: Web_Port}', probe) }).titles).toEqual([])
    const ports = '- {containerPort: 80|80, name: web}\n              - {containerPort: 9000, name: web}'
    expect(refactor({ 'pod.yaml': pod(ports, probe) }).titles).toEqual([])
  })

  test.each(['- {containerPort: 80|80, name: web}', '- containerPort: "80|80"', '- containerPort: ${PO|RT}'])(
    '%s is left alone',
    ports => {
      expect(refactor({ 'pod.yaml': pod(ports, 'grpc: {port: 1}') }).titles).toEqual([])
    },
  )
})

function service(type: string): string {
  return `
        apiVersion: v1
        kind: Service
        metadata: {name: shop}
        spec:
          ${type}
          selector: {app: shop}
          ports:
            - port: 80
              targetPort: 8080
        `
}

function pod(ports: string, probe: string): string {
  return `
        apiVersion: v1
        kind: Pod
        metadata: {name: shop, labels: {app: shop}}
        spec:
          containers:
            - name: shop
              image: example.com/shop:1
              ports:
              ${ports}
              livenessProbe:
                ${probe}
        `
}
