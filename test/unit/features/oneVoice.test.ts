import { describe, expect, test } from 'vitest'
import { codeLenses, resolveLens } from '../../../server/src/core/features/codeLens.ts'
import { hover } from '../../../server/src/core/features/hover.ts'
import { inView, uriOf } from '../../support/view.ts'

const deployment = `---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
  namespace: shop
spec:
  selector:
    matchLabels:
      app: api
  template:
    metadata:
      labels:
        app: api
    spec:
      containers:
        - name: api
          image: example.com/api:1
          ports:
            - name: http
              containerPort: 8000
`

function service(name: string, label: string, targetPort: string, namespace = 'shop'): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: ${namespace}
spec:
  selector:
    app: ${label}
  ports:
    - port: 80
      targetPort: ${targetPort}
`
}

/** What is said of one Service: by findings, by the hovers of these words, by its lens. */
function said(text: string, words: readonly string[]) {
  const uri = uriOf('api.yaml')
  const { workspace } = inView({ 'api.yaml': text })
  const lenses = codeLenses(workspace, uri).flatMap(lens => resolveLens(workspace, uri, lens)?.title ?? [])
  return {
    findings: workspace.findings(uri).map(({ message }) => message),
    hovers: words.map(word => hover(workspace, uri, text.indexOf(word))?.markdown ?? ''),
    lens: lenses[0] ?? '',
  }
}

describe('finding, hover and lens say one thing of one state', () => {
  test.each([
    ['a label with a slip', service('api', 'apii', 'http'), 'app=api', 'did you mean app=api?'],
    ['pods in another namespace', service('api', 'api', 'http', 'prod'), 'namespace', 'the pods are in namespace shop'],
  ])('%s', (_what, text, inFinding, instead) => {
    const { findings, hovers, lens } = said(`${text}${deployment}`, ['name:', 'app:', 'port:', 'targetPort:'])
    expect(findings).toHaveLength(1)
    expect(findings[0]).toContain(inFinding)
    for (const each of [...hovers, lens]) {
      expect(each).toContain(instead)
      expect(each).not.toMatch(/(?:none is|not|no pods) in view/)
    }
  })

  test('a selector of pods that live elsewhere', () => {
    const { findings, hovers, lens } = said(service('api', 'gone', 'http'), ['app:', 'port:'])
    for (const each of [...findings, ...hovers, lens]) expect(each).toContain('in view')
  })

  test.each(['"8000"', '70000', 'A_b'])('a targetPort that is refused: %s', value => {
    const { findings, hovers, lens } = said(`${service('api', 'api', value)}${deployment}`, ['port:', 'name:'])
    expect(findings).toHaveLength(1)
    for (const each of [...hovers, lens]) {
      expect(each).toContain('nowhere')
      expect(each).toMatch(/the API server refuses targetPort/)
      expect(each).not.toContain('→ 8000')
    }
  })

  test.each([
    ['a Service with a slip in its name', 'apii', 'shop', 'did you mean'],
    ['a Service in another namespace', 'api', 'prod', 'is in'],
  ])('%s', (_what, name, namespace, words) => {
    const ingress = `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: edge
  namespace: ${namespace}
spec:
  defaultBackend:
    service:
      name: ${name}
      port:
        number: 80
---
`
    const { findings, hovers, lens } = said(`${ingress}${service('api', 'api', 'http')}${deployment}`, [
      `${name}\n      port`,
    ])
    expect(findings).toHaveLength(1)
    expect(`${hovers[0]} ${lens}`).not.toMatch(/(?:nothing|not) in view/)
    for (const each of [...hovers, lens]) expect(each).toContain(words)
  })
})
