import { expect, test } from 'vitest'
import { inView, uriOf } from '../../support/view.ts'

test('a name that another container has is shown where it stands', () => {
  const text = `apiVersion: v1
kind: Pod
metadata: {name: pair}
spec:
  containers:
    - {name: proxy, image: "example.com/proxy:1", ports: [{name: admin, containerPort: 15000}]}
    - {name: app, image: "example.com/app:1", readinessProbe: {httpGet: {port: admin}}}
`
  const { workspace } = inView({ 'pod.yaml': text })
  const [finding] = workspace.findings(uriOf('pod.yaml'))
  expect(finding?.related.map(({ at, message }) => `${text.slice(at.span.start, at.span.end)}: ${message}`)).toEqual([
    'admin: Container proxy has port "admin", but probes look only in their own container.',
  ])
  expect(workspace.fixesOf(finding ?? fail()).map(fix => fix.title)).toEqual([
    'Change the httpGet port to 15000 (port "admin" of container proxy)',
  ])
})

function fail(): never {
  throw new Error('no finding')
}
