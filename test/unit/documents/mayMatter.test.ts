import { describe, expect, test } from 'vitest'
import { mayMatter } from '../../../server/src/core/documents/mayMatter.ts'
import { factsOf } from '../k8s/facts.ts'

const service = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n'
const crd = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
spec:
  names:
    kind: Service
  versions:
  - schema:
      properties:
        containers:
          type: array
`

describe('every form of a document that holds something is seen', () => {
  const forms: Readonly<Record<string, string>> = {
    'block style': service,
    'block style with CRLF': service.replace(/\n/g, '\r\n'),
    'with a byte order mark': `\uFEFF${service}`,
    'after a marker': `---\n${service}`,
    'after a marker with a comment': `# Copyright\n--- # the Service\n${service}`,
    'after a directive': `%YAML 1.2\n---\n${service}`,
    'after a comment and an empty line': `# kind: Secret\n\n${service}`,
    'indented as a whole': service.replace(/^(?=.)/gm, '  '),
    'kind as the first key': 'kind: Service\nmetadata: {name: web}\n',
    'kind as the last key': 'apiVersion: v1\nmetadata: {name: web}\nkind: Service',
    'a quoted kind': 'apiVersion: v1\nkind: "Service"\n',
    'a kind in single quotes': "apiVersion: v1\nkind: 'Service'\n",
    'a quoted key': '"apiVersion": v1\n"kind": Service\n',
    'space before the colon': 'apiVersion: v1\nkind : Service\n',
    'a kind on the next line': 'apiVersion: v1\nkind:\n  Service\n',
    'a kind with an anchor': 'apiVersion: v1\nkind: &kind Service\n',
    'a kind with a tag': 'apiVersion: v1\nkind: !!str Service\n',
    'a kind by alias': 'metadata: {name: &name Service}\napiVersion: v1\nkind: *name\n',
    'a kind by merge key': 'x: &base\n  kind: Service\n<<: *base\napiVersion: v1\n',
    'a comment after the kind': 'apiVersion: v1\nkind: Service # core\n',
    'two kinds, the last one counts': 'apiVersion: v1\nkind: Secret\nkind: Service\n',
    'flow style': '{apiVersion: v1, kind: Service}\n',
    'flow style after a marker': '--- {apiVersion: v1, kind: Service}\n',
    JSON: '{"apiVersion":"v1","kind":"Service"}',
    'JSON in lines': '{\n  "kind": "Service",\n  "apiVersion": "v1"\n}\n',
    'a List': 'apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Service\n',
    'a List whose kind comes last': 'apiVersion: v1\nitems:\n- apiVersion: v1\n  kind: Service\nkind: List\n',
    'a List in JSON': '{"apiVersion":"v1","kind":"List","items":[{"apiVersion":"v1","kind":"Service"}]}',
    'a typed list': 'apiVersion: v1\nkind: ServiceList\nitems:\n- metadata: {name: a}\n',
    'a Knative Service':
      'apiVersion: serving.knative.dev/v1\nkind: Service\nspec: {template: {spec: {containers: [{image: a}]}}}\n',
    'a custom resource with a pod template':
      'apiVersion: ray.io/v1\nkind: RayCluster\nspec:\n  head:\n    template:\n      spec:\n        containers:\n        - image: ray\n',
    'the same in JSON':
      '{"apiVersion":"ray.io/v1","kind":"RayCluster","spec":{"t":{"spec":{"containers":[{"image":"ray"}]}}}}',
    'a ConfigMap': 'apiVersion: v1\nkind: ConfigMap\ndata: {url: "http://web:80"}\n',
    'a Secret with texts': 'apiVersion: v1\nkind: Secret\nstringData: {url: "http://web:80"}\n',
    'an Ingress': 'apiVersion: networking.k8s.io/v1\nkind: Ingress\n',
    'a route': 'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\n',
    'a CustomResourceDefinition with a conversion webhook':
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec: {conversion: {webhook: {clientConfig: {}}}}\n',
    'a kustomization under another name': 'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n',
    "Flux's Kustomization that changes something":
      'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nspec: {targetNamespace: shop}\n',
    "Argo CD's Application that changes something":
      'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec: {source: {kustomize: {namePrefix: a-}}}\n',
    'a release of a chart': 'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: web}\n',
    'an Application of Argo CD': 'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec: {source: {chart: web}}\n',
    'the custom resource of an operator': 'apiVersion: ceph.rook.io/v1\nkind: CephCluster\nspec: {}\n',
    'a Kustomize component': 'kind: Component\napiVersion: kustomize.config.k8s.io/v1alpha1\n',
  }

  test.each(Object.entries(forms))('%s', (_, text) => {
    const facts = factsOf(text)
    expect(facts.resources.length > 0 || facts.kustomization !== undefined).toBe(true)
    expect(mayMatter(text, 'web.yaml')).toBe(true)
  })

  test.each(Object.entries(forms).filter(([, text]) => !/^(?:\uFEFF|%)/.test(text)))(
    '%s, after another document',
    (_, text) => {
      expect(mayMatter(`${crd}---\n${text}`, 'web.yaml')).toBe(true)
      expect(mayMatter(`{"kind": "Secret"}\n...\n${text}`, 'web.yaml')).toBe(true)
    },
  )
})

describe('passed over', () => {
  test.each([
    ['nothing', ''],
    ['a word at the end', 'apiVersion: v1\nkind'],
    ['a key at the end', 'apiVersion: v1\nkind:'],
    ['prose', 'mankind: a kind of Service\n'],
    ['a CustomResourceDefinition', crd],
    ['a Secret without texts', 'apiVersion: v1\nkind: Secret\ndata: {url: aHR0cDovL3dlYg==}\n'],
    ['several', `${crd}---\n${crd}...\n---\n${crd}`],
    [
      'an autoscaler',
      'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nspec:\n  scaleTargetRef:\n    kind: Deployment\n',
    ],
    ['a service account', 'apiVersion: v1\nkind: ServiceAccount\n'],
    ['values of a chart', 'controller:\n  kind: DaemonSet\n  containers: 2\n'],
    ["Flux's Kustomization", 'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\n'],
    [
      "Flux's Kustomization that changes nothing",
      'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nspec: {path: ./apps, prune: true}\n',
    ],
    ['a List of other things', 'apiVersion: v1\nkind: List\nitems:\n- kind: Secret\n- kind: RoleBinding\n'],
    ['a custom resource that makes nothing', 'apiVersion: cert-manager.io/v1\nkind: Certificate\nspec: {}\n'],
    ['a comment', '# kind: Service\napiVersion: v1\nkind: Secret\n'],
  ])('%s', (_, text) => {
    expect(mayMatter(text, 'web.yaml')).toBe(false)
  })
})

test('a kustomization file matters whatever it says', () => {
  expect(['kustomization.yaml', 'kustomization.yml', 'Kustomization'].map(name => mayMatter('', name))).toEqual([
    true,
    true,
    true,
  ])
})

test('the search is linear: many documents without a kind', () => {
  const text = 'a: containers\n---\n'.repeat(200_000)
  expect(mayMatter(text, 'web.yaml')).toBe(false)
  expect(mayMatter(text + service, 'web.yaml')).toBe(true)
})
