import { expect, test } from 'vitest'
import { applyEdits } from '../../../server/src/core/base/edit.ts'
import { renumber } from '../../../server/src/core/features/refactor/renumber.ts'
import { dedent } from '../../support/check.ts'
import { inView, uriOf } from '../../support/view.ts'

/** Everything that says 8080: as a Service port, as a container port, and as neither. */
const shop = dedent(`
  apiVersion: v1
  kind: Service
  metadata: {name: shop}
  spec:
    type: NodePort
    selector: {app: shop}
    ports:
      - {name: http, port: 8080, targetPort: 8080, nodePort: 30080}
      - {name: other, port: 81, targetPort: http}
  ---
  apiVersion: networking.k8s.io/v1
  kind: Ingress
  metadata: {name: shop}
  spec: {defaultBackend: {service: {name: shop, port: {number: 8080}}}}
  ---
  apiVersion: v1
  kind: Pod
  metadata: {name: shop, labels: {app: shop}, annotations: {prometheus.io/port: "8080"}}
  spec:
    containers:
      - name: shop
        image: example.com/shop:1
        args: [--port=8080, --cache=8080000]
        env: [{name: SELF, value: "http://shop:8080/"}]
        ports: [{name: http, containerPort: 8080}, {containerPort: 8081}]
        readinessProbe: {httpGet: {path: /, port: 8080}}
        livenessProbe: {httpGet: {path: /, port: http}}
`)

function at(text: string, marked: string) {
  const { workspace } = inView({ 'shop.yaml': text })
  const uri = uriOf('shop.yaml')
  const found = renumber(workspace, uri, text.indexOf(marked.replace('|', '')) + marked.indexOf('|'))
  return {
    found,
    after: applyEdits(text, found?.edits ?? []),
    declared: found && text.slice(found.at.span.start).split(/[,}]/)[0],
  }
}

test.each([
  'con|tainerPort: 8080',
  'containerPort: 80|80',
  'targetPort: 80|80',
  '/, port: 80|80',
  'port: "80|80"',
  'targetPort: ht|tp',
])('%s is a container port: what means it follows, Service ports and names stay', marked => {
  const { found, after, declared } = at(shop, marked)
  expect(found?.title).toBe('Change container port 8080 to 8082, with the 4 places that mean it')
  expect(found?.question).toBe('Use another number for container port 8080…')
  expect(declared).toBe('8080')
  expect(after).toBe(
    shop
      .replace('targetPort: 8080', 'targetPort: 8082')
      .replace('prometheus.io/port: "8080"', 'prometheus.io/port: "8082"')
      .replace('--port=8080', '--port=8082')
      .replace('containerPort: 8080', 'containerPort: 8082')
      .replace('/, port: 8080', '/, port: 8082'),
  )
})

test.each(['http, po|rt: 8080', 'http, port: 80|80', 'number: 80|80', 'shop:80|80/'])(
  '%s is a Service port: who dials it follows, the pods keep their number',
  marked => {
    const { found, after } = at(shop, marked)
    expect(found?.title).toBe('Change Service port 8080 to 8081, with the 2 places that mean it')
    expect(after).toBe(
      shop
        .replace('http, port: 8080', 'http, port: 8081')
        .replace('number: 8080', 'number: 8081')
        .replace('shop:8080/', 'shop:8081/'),
    )
  },
)

test('a Service port without a targetPort gets the old number as its own: the pods go on listening on it', () => {
  const { after } = at(shop.replace(', targetPort: 8080', ''), 'http, port: 80|80')
  expect(after).toContain('{name: http, port: 8081, targetPort: 8080, nodePort: 30080}')
})

test.each(['nodePort: 30|080', 'target|Port: 8080', 'apiVer|sion', 'na|me: shop', '--cache=8080|000'])(
  '%s is no port to renumber',
  marked => {
    expect(at(shop, marked).found).toBeUndefined()
  },
)

test('where a targetPort is filled in later nobody knows what it means: nothing is offered', () => {
  expect(at(shop.replace('targetPort: http', 'targetPort: "${PORT}"'), 'containerPort: 80|80').found).toBeUndefined()
})

test('the last number has no next one', () => {
  expect(at(shop.replace('containerPort: 8080', 'containerPort: 65535'), 'containerPort: 65|535').found).toBeUndefined()
})
