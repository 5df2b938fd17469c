import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LocatedFinding } from '../../server/src/core/workspace/types.ts'
import type { Workspace } from '../../server/src/core/workspace/workspace.ts'
import { inView, service, workload } from '../support/view.ts'

const ports = fc.constantFrom(
  '{name: http, port: 80, targetPort: htp}',
  '{port: "80"}',
  '{name: http, port: 80, targetPort: 9090}',
  '{name: a, port: 80}, {name: a, port: 81}',
)
const containerPort = fc.constantFrom('{name: http, containerPort: 8080}', '{name: "http", containerPort: "8080"}')
const ingress =
  'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: web}\nspec: {defaultBackend: {service: {name: web, port: {number: 81}}}}\n'
const base = fc
  .tuple(ports, containerPort, fc.constantFrom('app: web', 'app: wbe'))
  .map(([port, container, labels]) =>
    [service('web', labels, port), workload('web', 'app: web', container), ingress].join('---\n'),
  )

const fields = fc.uniqueArray(
  fc.constantFrom(
    'namePrefix: p-',
    'nameSuffix: -s',
    'namespace: prod',
    'commonLabels: {team: shop}',
    'commonLabels:\n  app: web\n  team: shop # ours',
    'labels: [{pairs: {team: shop}, includeSelectors: true}]',
    'images: [{name: example/main, newTag: v2}]',
    'patches: [{path: service.yaml}, {path: workload.yaml}]',
    'patches: [{target: {kind: Service}, patch: \'[{"op": "replace", "path": "/spec/ports/0/port", "value": "82"}]\'}]',
    'patches:\n  - patch: |-\n      apiVersion: v1\n      kind: Service\n      metadata: {name: web}\n      spec: {ports: [{name: http, port: 83, targetPort: htpp}]}',
  ),
  { maxLength: 4, selector: field => field.split(':')[0] },
)
const servicePatch = fc.constantFrom(
  'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  ports:\n    - {name: http, port: 80, targetPort: htpp}\n',
  'apiVersion: v1\nkind: Service\nmetadata: {name: wbe}\nspec: {type: NodePort}\n',
)
const workloadPatch = fc.constantFrom(
  'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {containers: [{name: main, ports: [{name: web, containerPort: 8080}]}]}}}\n',
  'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {metadata: {labels: {app: "web"}}}}\n',
)

const overlays = fc.record({
  base,
  one: fields.map(list => ['resources: [../base]', ...list, ''].join('\n')),
  two: fields.map(list => ['resources: [../base]', ...list, ''].join('\n')),
  servicePatch,
  workloadPatch,
})

function viewOf(files: typeof overlays extends fc.Arbitrary<infer T> ? T : never): Workspace {
  return inView({
    'base/kustomization.yaml': 'resources: [web.yaml]\n',
    'base/web.yaml': files.base,
    'one/kustomization.yaml': files.one,
    'one/service.yaml': files.servicePatch,
    'one/workload.yaml': files.workloadPatch,
    'two/kustomization.yaml': files.two,
    'two/service.yaml': files.servicePatch,
    'two/workload.yaml': files.workloadPatch,
  }).workspace
}

/** The text that an edit of what a build made is about, by the title of its fix; `undefined` where it was not copied whole. */
function meantTexts(
  workspace: Workspace,
  { origin }: LocatedFinding,
): ReadonlyMap<string, readonly string[] | undefined> {
  const fixes = [...(origin.fixes?.({ document: id => workspace.treeOf(id) }) ?? [])]
  return new Map(
    fixes.map(({ title, edits }) => [
      title,
      edits.every(edit => workspace.written(edit).exact)
        ? edits.map(({ document, span }) => workspace.document(document)?.text.slice(span.start, span.end) ?? '')
        : undefined,
    ]),
  )
}

test('an edit of a fix changes the very characters that were copied into the build, and nothing else', () => {
  let edited = 0
  fc.assert(
    fc.property(overlays, files => {
      const workspace = viewOf(files)
      for (const finding of workspace.files().flatMap(uri => workspace.findings(uri))) {
        const meant = meantTexts(workspace, finding)
        for (const { title, edits } of workspace.fixesOf(finding)) {
          const texts = edits.map(({ uri, span }) => workspace.textOf(uri)?.slice(span.start, span.end))
          const copied = meant.get(title)
          if (copied) expect(texts).toEqual(copied)
          edited += edits.length
        }
      }
    }),
    { numRuns: 150 },
  )
  expect(edited).toBeGreaterThan(100)
})
