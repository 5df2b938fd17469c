import { describe, expect, test } from 'vitest'
import { mayMatter } from '../../../server/src/core/documents/mayMatter.ts'
import { factsOf, plain } from '../k8s/facts.ts'

function gitOpsSourcesIn(yaml: string) {
  return plain(factsOf(yaml).gitOpsSources)
}

function flux(spec: string, version = 'v1'): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/${version}\nkind: Kustomization\nmetadata: {name: apps}\nspec: ${spec}\n`
}

function application(spec: string): string {
  return `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: shop}\nspec: ${spec}\n`
}

const nothing = { patches: [], selectorLabels: [], templateLabels: [], ownLabels: [], open: false }
const any = { touchesPorts: true, touchesType: true }

test('everything that a Kustomization of Flux changes', () => {
  const yaml = `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: apps}
spec:
  path: ./apps/prod/
  targetNamespace: shop
  namePrefix: a-
  nameSuffix: -b
  commonMetadata: {labels: {team: red}}
  images: [{name: web, newTag: v2}]
  postBuild: {substitute: {PORT: "80"}}
  patches:
    - target: {kind: Service, name: web}
      patch: '[{op: replace, path: /spec/type, value: NodePort}]'
    - patch: |
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: web}
        spec: {replicas: 2}
`
  expect(gitOpsSourcesIn(yaml)).toEqual([
    {
      path: 'apps/prod',
      transformations: {
        ...nothing,
        ...{ namespace: 'shop', namePrefix: 'a-', nameSuffix: '-b', ownLabels: ['team'] },
        patches: [
          { kind: 'Service', name: 'web', touchesPorts: false, touchesType: true },
          { kind: 'Deployment', name: 'web', touchesPorts: false, touchesType: false },
        ],
      },
    },
  ])
})

test.each(['v1beta1', 'v1beta2'])('%s: patches as YAML', version => {
  const spec = `
  patchesStrategicMerge:
    - kind: Deployment
      metadata: {name: web}
      spec: {template: {spec: {containers: [{name: web, ports: [{containerPort: 81}]}]}}}
  patchesJson6902:
    - target: {kind: Service, name: web}
      patch: [{op: remove, path: /spec/ports/0}]`
  expect(gitOpsSourcesIn(flux(spec, version))).toEqual([
    {
      path: '',
      transformations: {
        ...nothing,
        patches: [
          { kind: 'Service', name: 'web', touchesPorts: true, touchesType: false },
          { kind: 'Deployment', name: 'web', touchesPorts: true, touchesType: false },
        ],
      },
    },
  ])
})

test('all sources of an Application; labels go into selectors and templates unless it says otherwise', () => {
  const spec = `
  source: {path: one, kustomize: {commonLabels: {team: red}, namespace: shop}}
  sources:
    - {path: two, kustomize: {commonLabels: {team: red}, labelWithoutSelector: true, labelIncludeTemplates: true}}
    - {path: three, kustomize: {commonLabels: {team: red}, labelWithoutSelector: true}}
    - {path: four, kustomize: {images: ["web:v2"]}}
    - {chart: five, helm: {}}
  sourceHydrator: {drySource: {path: six, kustomize: {namePrefix: a-}}}`
  expect(gitOpsSourcesIn(application(spec))).toEqual([
    {
      path: 'one',
      transformations: {
        ...nothing,
        ...{ selectorLabels: ['team'], templateLabels: ['team'], ownLabels: ['team'], namespace: 'shop' },
      },
    },
    { path: 'two', transformations: { ...nothing, templateLabels: ['team'], ownLabels: ['team'] } },
    { path: 'three', transformations: { ...nothing, ownLabels: ['team'] } },
    { path: 'six', transformations: { ...nothing, namePrefix: 'a-' } },
  ])
})

describe('what cannot be read may be anything', () => {
  const anyPatch = { kind: undefined, name: undefined, ...any }
  test.each([
    ['components', flux('{path: a, components: [../b]}'), 'a', [anyPatch], true],
    ['a plugin', application('{source: {path: a, plugin: {name: maker}}}'), 'a', [anyPatch], true],
    [
      'a patch in a file',
      application('{source: {path: a, kustomize: {patches: [{path: x.yaml}]}}}'),
      'a',
      [anyPatch],
      false,
    ],
    [
      'a patch in a file, with a target',
      application('{source: {path: a, kustomize: {patches: [{path: x.yaml, target: {kind: Service}}]}}}'),
      'a',
      [{ kind: 'Service', name: undefined, ...any }],
      false,
    ],
    ['patches by a template', flux('{path: a, patches: "${PATCHES}"}'), 'a', [anyPatch], false],
  ])('%s', (_, yaml, path, patches, open) => {
    expect(gitOpsSourcesIn(yaml)).toEqual([{ path, transformations: { ...nothing, patches, open } }])
    expect(mayMatter(yaml, 'apps.yaml')).toBe(true)
  })

  test('what the generators and the templatePatch of an ApplicationSet say', () => {
    const yaml = (spec: string): string => `apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nspec: ${spec}\n`
    const everywhere = [{ path: '', transformations: { ...nothing, patches: [anyPatch], open: true } }]
    expect(gitOpsSourcesIn(yaml('{generators: [{list: {template: {spec: {source: {kustomize: {}}}}}}]}'))).toEqual(
      everywhere,
    )
    expect(gitOpsSourcesIn(yaml('\n  templatePatch: |\n    spec:\n      source: {kustomize: {}}'))).toEqual(everywhere)
    expect(gitOpsSourcesIn(yaml('{generators: [{list: {elements: []}}]}'))).toEqual([])
  })
})

test.each([
  ['/apps', 'apps'],
  ['./apps//prod/.', 'apps/prod'],
  ['.', ''],
  ['apps/${TEAM}/prod', 'apps'],
  ['"{{ .path.path }}"', ''],
  ["'two/{{path.basename}}'", 'two'],
])('the path %s', (written, path) => {
  expect(gitOpsSourcesIn(flux(`{path: ${written.includes('$') ? `"${written}"` : written}, namePrefix: a-}`))).toEqual([
    { path, transformations: { ...nothing, namePrefix: 'a-' } },
  ])
})

describe('nothing to deliver', () => {
  test.each([
    ['nothing is changed', flux('{path: a, prune: true}')],
    [
      'what is changed is no matter of ports',
      flux('{path: a, patches: [{target: {kind: Deployment}, patch: replicas}]}'),
    ],
    ['half-typed', flux('p')],
    ["Kustomize's own", 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamePrefix: a-\n'],
    [
      'an Application of somebody else',
      'apiVersion: app.k8s.io/v1beta1\nkind: Application\nspec: {source: {plugin: {}}}\n',
    ],
  ])('%s', (_, yaml) => {
    expect(factsOf(yaml).gitOpsSources).toEqual([])
  })
})

test('objects in a List', () => {
  const yaml = `apiVersion: v1
kind: List
items:
- apiVersion: argoproj.io/v1alpha1
  kind: Application
  spec: {source: {path: a, kustomize: {nameSuffix: -b}}}
`
  expect(gitOpsSourcesIn(yaml)).toEqual([{ path: 'a', transformations: { ...nothing, nameSuffix: '-b' } }])
  expect(mayMatter(yaml, 'apps.yaml')).toBe(true)
})
