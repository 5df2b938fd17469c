import { expect, test } from 'vitest'
import { inView, service, uriOf, workload } from '../../support/view.ts'

/** The Service targets `htp`; the container port is called `http`. */
const base = {
  'base/kustomization.yaml': 'resources: [shop.yaml]\n',
  'base/shop.yaml': [
    service('shop', 'app: shop', '{name: http, port: 80, targetPort: htp}'),
    workload('shop', 'app: shop', '{name: http, containerPort: 8080}'),
  ].join('---\n'),
}

const template = (spec: string): string =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: shop}\nspec: {template: {spec: ${spec}}}\n`
const withPatch = (patch: string): Readonly<Record<string, string>> => ({
  'overlay/kustomization.yaml': 'resources: [../base]\npatches: [{path: patch.yaml}]\n',
  'overlay/patch.yaml': patch,
})
const withOperations = (operations: string): Readonly<Record<string, string>> => ({
  'overlay/kustomization.yaml': `resources: [../base]\npatches: [{target: {kind: Deployment}, patch: '${operations}'}]\n`,
})
const withField = (field: string): Readonly<Record<string, string>> => ({
  'overlay/kustomization.yaml': `resources: [../base]\n${field}\n`,
})

/** What overlays do to a base every day, and what leaves its ports as they are. */
const overlays: readonly (readonly [what: string, files: Readonly<Record<string, string>>])[] = [
  ['namePrefix', withField('namePrefix: prod-')],
  ['nameSuffix', withField('nameSuffix: -prod')],
  ['namespace', withField('namespace: prod')],
  ['images', withField('images: [{name: example/main, newTag: v2}]')],
  ['replicas', withField('replicas: [{name: shop, count: 3}]')],
  ['labels', withField('labels: [{pairs: {team: shop}}]')],
  ['labels in selectors', withField('labels: [{pairs: {team: shop}, includeSelectors: true}]')],
  ['commonLabels', withField('commonLabels: {team: shop}')],
  ['commonAnnotations', withField('commonAnnotations: {team: shop}')],
  ['a patch of resources', withPatch(template('{containers: [{name: main, resources: {limits: {memory: 1Gi}}}]}'))],
  ['a patch of variables', withPatch(template('{containers: [{name: main, env: [{name: LEVEL, value: debug}]}]}'))],
  ['a patch of nodeSelector', withPatch(template('{nodeSelector: {disk: ssd}}'))],
  ['a sidecar without ports', withPatch(template('{containers: [{name: log, image: example/log}]}'))],
  [
    'a patch of replicas',
    withPatch('apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: shop}\nspec: {replicas: 3}\n'),
  ],
  [
    'a patch of the Service',
    withPatch('apiVersion: v1\nkind: Service\nmetadata: {name: shop}\nspec: {type: NodePort}\n'),
  ],
  ['operations on replicas', withOperations('[{"op": "add", "path": "/spec/replicas", "value": 3}]')],
  [
    'operations on variables',
    withOperations('[{"op": "add", "path": "/spec/template/spec/containers/0/env", "value": []}]'),
  ],
  [
    'a replacement of the image',
    withField(
      'replacements: [{source: {kind: Deployment, fieldPath: metadata.name}, targets: [{select: {kind: Deployment}, fieldPaths: [spec.template.spec.containers.0.image]}]}]',
    ),
  ],
  [
    'the same in a Component',
    {
      'overlay/kustomization.yaml': 'resources: [../base]\ncomponents: [../part]\n',
      'part/kustomization.yaml':
        'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\npatches: [{path: patch.yaml}]\n',
      'part/patch.yaml': template('{containers: [{name: main, resources: {limits: {memory: 1Gi}}}]}'),
    },
  ],
]

function told(files: Readonly<Record<string, string>>): readonly string[] {
  const { workspace } = inView(files)
  return workspace
    .findings(uriOf('base/shop.yaml'))
    .map(({ rule, severity, at }) => `${severity} ${rule} ${at.span.start}-${at.span.end}`)
}

test.each(overlays)('a mistake of the base is told as without an overlay: %s', (_, files) => {
  const alone = told(base)
  expect(alone).toHaveLength(1)
  expect(told({ ...base, ...files })).toEqual(alone)
})
