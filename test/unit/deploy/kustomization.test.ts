import { describe, expect, test } from 'vitest'
import { isRemote } from '../../../server/src/core/deploy/kustomization.ts'
import { factsOf, plain } from '../k8s/facts.ts'

function kustomization(yaml: string, fileName = 'kustomization.yaml') {
  const facts = factsOf(yaml, fileName)
  if (!facts.kustomization || facts.resources.length > 0) throw new Error(`no kustomization:\n${yaml}`)
  return facts.kustomization
}

test('a kustomization with everything', () => {
  const facts = kustomization(`apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
namespace: shop
namePrefix: dev-
nameSuffix: -v2
resources: [web.yaml, ../base]
bases: [../old]
components: [../tls]
commonLabels: {app: shop}
labels:
- pairs: {team: a}
  includeSelectors: true
- pairs: {owner: b}
  includeTemplates: true
- pairs: {note: c}
patches:
- path: web-patch.yaml
- path: args.yaml
  target: {kind: Deployment, name: web}
patchesStrategicMerge: [old-patch.yaml]
patchesJson6902:
- path: ports.json
  target: {kind: Service, name: web}
`)
  expect(plain(facts)).toEqual({
    namespace: 'shop',
    namePrefix: 'dev-',
    nameSuffix: '-v2',
    resources: ['web.yaml', '../base', '../old', '../tls'],
    selectorLabels: ['app', 'team'],
    templateLabels: ['owner'],
    ownLabels: ['app', 'team', 'owner', 'note'],
    patchFiles: ['web-patch.yaml', 'args.yaml', 'ports.json', 'old-patch.yaml'],
    patches: [
      { kind: 'Deployment', name: 'web', touchesPorts: true, touchesType: true },
      { kind: 'Service', name: 'web', touchesPorts: true, touchesType: true },
    ],
    open: false,
  })
})

describe('what a document is', () => {
  test.each([
    ['kustomization.yaml', 'resources: []', true],
    ['Kustomization', 'kind: Kustomization', true],
    ['web.yaml', 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization', true],
    ['web.yaml', 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component', true],
    ['web.yaml', 'resources: []', false],
    ['web.yaml', 'kind: Kustomization', false],
    ['kustomization.yaml', 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization', false],
    ['web.yaml', 'apiVersion: dapr.io/v1alpha1\nkind: Component', false],
  ])('%s: %s', (fileName, yaml, is) => {
    expect(factsOf(yaml, fileName).kustomization !== undefined).toBe(is)
  })
})

describe('patches written into the kustomization', () => {
  test.each([
    [
      'strategic merge',
      'patches:\n- patch: |-\n    apiVersion: apps/v1\n    kind: Deployment\n    metadata:\n      labels: {a: b}\n      name: web\n    spec: {}\n',
      [{ kind: 'Deployment', name: 'web', touchesPorts: true, touchesType: false }],
    ],
    [
      'strategic merge of something else',
      'patches:\n- patch: |-\n    kind: Deployment\n    metadata: {name: web}\n    spec: {replicas: 2}\n',
      [{ kind: 'Deployment', name: 'web', touchesPorts: false, touchesType: false }],
    ],
    [
      'two in one text',
      'patchesStrategicMerge:\n- |-\n  kind: Service\n  metadata: {name: a}\n  spec: {ports: []}\n  ---\n  kind: Deployment\n  metadata: {name: b}\n',
      [
        { kind: 'Service', name: 'a', touchesPorts: true, touchesType: false },
        { kind: 'Deployment', name: 'b', touchesPorts: false, touchesType: false },
      ],
    ],
    [
      'the target comes before what the text says',
      'patches:\n- target: {kind: Deployment, name: "web-.*"}\n  patch: |-\n    kind: Ignored\n    metadata: {name: ignored}\n    spec: {template: {metadata: {labels: {a: b}}}}\n',
      [{ kind: 'Deployment', name: 'web-.*', touchesPorts: true, touchesType: false }],
    ],
    [
      'a target that narrows nothing down',
      'patches:\n- target: {labelSelector: a=b}\n  patch: "[{op: remove, path: /spec/ports/0}]"\n',
      [{ touchesPorts: true, touchesType: false }],
    ],
    [
      'an image alone leaves the ports as they are',
      'patches:\n- target: {kind: Deployment}\n  patch: |-\n    - op: replace\n      path: /spec/template/spec/containers/0/image\n      value: x\n',
      [{ kind: 'Deployment', touchesPorts: false, touchesType: false }],
    ],
    [
      'an argument does not',
      'patches:\n- target: {kind: Deployment}\n  patch: |-\n    - op: add\n      path: /spec/template/spec/containers/0/args/-\n      value: x\n',
      [{ kind: 'Deployment', touchesPorts: true, touchesType: false }],
    ],
    [
      'deleting',
      'patches:\n- patch: |-\n    kind: Service\n    metadata: {name: a}\n    $patch: delete\n',
      [{ kind: 'Service', name: 'a', touchesPorts: true, touchesType: true }],
    ],
    [
      'templated text may be for anything',
      'patches:\n- patch: |-\n    kind: Service\n    metadata: {name: "${NAME}"}\n    spec: {ports: []}\n',
      [{ touchesPorts: true, touchesType: false }],
    ],
    [
      'replacements of ports',
      'replacements:\n- targets: [{fieldPaths: [spec.ports.0.port]}]\n',
      [{ touchesPorts: true, touchesType: false }],
    ],
    [
      'replacements in a file of their own',
      'replacements:\n- path: names.yaml\n',
      [{ touchesPorts: true, touchesType: true }],
    ],
    [
      'the type of a Service',
      'patches:\n- target: {kind: Service}\n  patch: |-\n    - op: add\n      path: /spec/type\n      value: NodePort\n',
      [{ kind: 'Service', touchesPorts: false, touchesType: true }],
    ],
    ['other replacements', 'replacements:\n- targets: [{fieldPaths: [metadata.name]}]\n', []],
  ])('%s', (_, yaml, patches) => {
    expect(plain(kustomization(yaml).patches)).toEqual(patches)
  })
})

describe('parts from elsewhere make a kustomization open', () => {
  test.each([
    ['resources: [web.yaml]', false],
    ['resources: ["https://example.com/a.yaml"]', true],
    ['bases: ["github.com/owner/repo//deploy?ref=v1"]', true],
    ['resources: ["${BASE}"]', true],
    ['helmCharts: [{name: a}]', true],
    ['generators: [a.yaml]', true],
    ['transformers: [a.yaml]', true],
    ['openapi: {path: a.json}', true],
    ['crds: [a.yaml]', false],
    ['configMapGenerator: [{name: a}]', false],
    ['images: [{name: a, newTag: b}]', false],
  ])('%s', (yaml, open) => {
    expect(kustomization(yaml).open).toBe(open)
  })

  test('and are no paths', () => {
    expect(plain(kustomization('resources: [a.yaml, "https://example.com/b.yaml", "${C}"]').resources)).toEqual([
      'a.yaml',
      '?placeholder',
    ])
  })
})

test.each([
  ['web.yaml', false],
  ['../base', false],
  ['./github.com/x', false],
  ['v1.2/web.yaml', false],
  ['https://example.com/a.yaml', true],
  ['git::https://example.com/a', true],
  ['git@example.com:owner/repo', true],
  ['ssh://git@example.com/owner/repo', true],
  ['github.com/owner/repo', true],
  ['example.com/owner/repo//deploy', true],
  ['base?ref=main', true],
])('%s comes from elsewhere: %s', (path, remote) => {
  expect(isRemote(path)).toBe(remote)
})
