import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DocumentId } from '../../server/src/core/base/place.ts'
import { extractFacts } from '../../server/src/core/documents/extract.ts'
import { mayMatter } from '../../server/src/core/documents/mayMatter.ts'
import { parseDocument } from '../../server/src/core/yaml/parse.ts'

const seeds = [
  `apiVersion: v1
kind: Service
metadata: {name: web, labels: &labels {app: web, tier: 1}}
spec:
  selector: *labels
  ports:
  - {name: http, port: 80, targetPort: http}
  - port: "443"
    targetPort: 8443 # tls
`,
  `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      initContainers: [{name: proxy, image: p, restartPolicy: Always}]
      containers:
      - name: web
        image: web:\${TAG}
        args: ["--port=8080", '--admin=$(ADMIN)']
        env: [{name: ADMIN, value: "9000"}]
        ports: [{name: http, containerPort: 8080}]
        livenessProbe: {httpGet: {path: /, port: http}}
`,
  `{"apiVersion": "v1", "kind": "List", "items": [{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a"}}]}`,
  `apiVersion: ray.io/v1
kind: RayCluster
spec:
  head: {template: {spec: {containers: [{name: ray, image: ray}]}}}
`,
  `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources: [web.yaml]
patches:
- target: {kind: Deployment}
  patch: |-
    - op: remove
      path: /spec/template/spec/containers/0/ports/0
`,
  `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
spec:
  path: ./apps
  targetNamespace: shop
`,
  `apiVersion: argoproj.io/v1alpha1
kind: Application
spec: {source: {path: apps, kustomize: {namePrefix: a-, patches: [{target: {kind: Service}, patch: ports}]}}}
`,
]

const scraps = [
  '',
  ' ',
  '\n',
  '\n  ',
  ':',
  '- ',
  '"',
  '{',
  '}',
  '[',
  '# ',
  'kind',
  'kind: Service\n',
  '---\n',
  '...\n',
  '&a ',
  '*a',
  '<<: ',
  '|\n',
  '{{ x }}',
  '${X}',
  '\r',
  '\t',
  '? ',
]

/** A manifest after some random damage: a piece cut out, a scrap put in its place. */
const damaged = fc
  .tuple(
    fc.constantFrom(...seeds),
    fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(12), fc.constantFrom(...scraps)), {
      maxLength: 6,
    }),
  )
  .map(([seed, edits]) =>
    edits.reduce((text, [where, length, scrap]) => {
      const at = Math.floor(where * text.length)
      return text.slice(0, at) + scrap + text.slice(at + length)
    }, seed),
  )

test('facts of any text have spans inside it, and a text that is passed over has none unless it is broken', () => {
  fc.assert(
    fc.property(damaged, text => {
      const facts = extractFacts(parseDocument(text), 1 as DocumentId, 'web.yaml')
      for (const span of spansIn(facts)) {
        expect(span.start).toBeGreaterThanOrEqual(0)
        expect(span.end).toBeGreaterThanOrEqual(span.start)
        expect(span.end).toBeLessThanOrEqual(text.length)
      }
      const holdsSomething =
        facts.kustomization !== undefined ||
        facts.gitOpsSources.length > 0 ||
        facts.resources.some(resource => resource.is !== 'other')
      if (facts.status === 'ok' && holdsSomething) expect(mayMatter(text, 'web.yaml')).toBe(true)
    }),
    { numRuns: 3_000 },
  )
})

function* spansIn(value: unknown): Iterable<{ start: number; end: number }> {
  if (typeof value !== 'object' || value === null) return
  if ('start' in value && 'end' in value && typeof value.start === 'number' && typeof value.end === 'number') {
    yield { start: value.start, end: value.end }
  }
  for (const part of Object.values(value)) yield* spansIn(part)
}
