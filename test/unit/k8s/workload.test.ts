import { describe, expect, test } from 'vitest'
import { factsOf, plain, resourceOf, workloadOf } from './facts.ts'

const pod = 'metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: web:1}]}'
const selector = 'selector: {matchLabels: {app: web}}'

describe('where the pod template is', () => {
  test.each([
    ['v1', 'Pod', pod],
    ['v1', 'PodTemplate', `template: {${pod}}`],
    ['v1', 'ReplicationController', `spec: {template: {${pod}}}`],
    ['apps/v1', 'Deployment', `spec: {${selector}, template: {${pod}}}`],
    ['apps/v1beta2', 'Deployment', `spec: {${selector}, template: {${pod}}}`],
    ['extensions/v1beta1', 'Deployment', `spec: {template: {${pod}}}`],
    ['apps/v1', 'StatefulSet', `spec: {${selector}, template: {${pod}}}`],
    ['apps/v1', 'DaemonSet', `spec: {${selector}, template: {${pod}}}`],
    ['apps/v1', 'ReplicaSet', `spec: {${selector}, template: {${pod}}}`],
    ['batch/v1', 'Job', `spec: {template: {${pod}}}`],
    ['batch/v1beta1', 'CronJob', `spec: {jobTemplate: {spec: {template: {${pod}}}}}`],
    ['argoproj.io/v1alpha1', 'Rollout', `spec: {${selector}, template: {${pod}}}`],
    ['apps.openshift.io/v1', 'DeploymentConfig', `spec: {selector: {app: web}, template: {${pod}}}`],
    ['apps.kruise.io/v1alpha1', 'CloneSet', `spec: {${selector}, template: {${pod}}}`],
    ['leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet', `spec: {leaderWorkerTemplate: {workerTemplate: {${pod}}}}`],
    [
      'jobset.x-k8s.io/v1alpha2',
      'JobSet',
      `spec: {replicatedJobs: [{name: a, template: {spec: {template: {${pod}}}}}]}`,
    ],
  ])('%s %s', (apiVersion, kind, body) => {
    const workload = workloadOf(resource(apiVersion, kind, body))
    expect(workload).toMatchObject({ fragment: false, byShape: false, kind })
    expect(plain(workload.pods)).toMatchObject([
      {
        id: '7/0#0',
        owner: '7/0',
        labels: { app: 'web' },
        complete: true,
        containers: [{ name: 'web', role: 'main' }],
      },
    ])
  })
})

test('a kind may have several pod templates', () => {
  const both = `{leaderTemplate: {${pod}}, workerTemplate: {${pod}}}`
  const workload = workloadOf(
    resource('leaderworkerset.x-k8s.io/v1', 'LeaderWorkerSet', `spec: {leaderWorkerTemplate: ${both}}`),
  )
  expect(workload.pods.map(template => template.id)).toEqual(['7/0#0', '7/0#1'])
})

test('a Knative Service makes pods that Knative completes', () => {
  const workload = workloadOf(resource('serving.knative.dev/v1', 'Service', `spec: {template: {${pod}}}`))
  expect(workload).toMatchObject({ fragment: false, byShape: false, pods: [{ complete: false }] })
})

describe('selectors', () => {
  test.each([
    [
      'apps/v1',
      'Deployment',
      'spec: {selector: {matchLabels: {app: web}, matchExpressions: [{key: tier, operator: In, values: [a, b]}]}}',
      { matchLabels: { app: 'web' }, matchExpressions: [{ key: 'tier', operator: 'In', values: ['a', 'b'] }] },
    ],
    [
      'v1',
      'ReplicationController',
      'spec: {selector: {app: web}}',
      { matchLabels: { app: 'web' }, matchExpressions: [] },
    ],
    ['apps/v1', 'Deployment', 'spec: {}', undefined],
    ['v1', 'Pod', 'spec: {}', undefined],
  ])('%s %s: %s', (apiVersion, kind, body, expected) => {
    expect(plain(workloadOf(resource(apiVersion, kind, body)).selector)).toEqual(expected)
  })
})

test('fields of single kinds', () => {
  const stateful = workloadOf(resource('apps/v1', 'StatefulSet', `spec: {replicas: 3, serviceName: db, ${selector}}`))
  expect(plain(stateful)).toMatchObject({ replicas: 3, serviceName: 'db' })
  const daemon = workloadOf(resource('apps/v1', 'DaemonSet', `spec: {replicas: 3, serviceName: db, ${selector}}`))
  expect(daemon).toMatchObject({ replicas: { kind: 'absent' }, serviceName: { kind: 'absent' } })
})

test('a Rollout may leave its pods to another workload', () => {
  const rollout = workloadOf(
    resource(
      'argoproj.io/v1alpha1',
      'Rollout',
      'spec: {workloadRef: {apiVersion: apps/v1, kind: Deployment, name: web}}',
    ),
  )
  expect(plain(rollout)).toMatchObject({ workloadRef: { kind: 'Deployment', name: 'web' }, pods: [], fragment: false })
})

describe('a workload that something else must complete is a fragment, and its pods are not complete', () => {
  const deployment = (spec: string) => workloadOf(resource('apps/v1', 'Deployment', `spec: ${spec}`))
  test.each([
    ['no template', `{${selector}}`],
    ['no containers', `{${selector}, template: {metadata: {labels: {app: web}}}}`],
    ['a container without image', `{${selector}, template: {spec: {containers: [{name: web}]}}}`],
    [
      'a new container beside one that is only changed',
      `{${selector}, template: {spec: {containers: [{name: proxy, image: p}, {name: web}]}}}`,
    ],
    [
      'an init container without image',
      `{${selector}, template: {spec: {initContainers: [{name: i}], containers: [{name: web, image: w}]}}}`,
    ],
    ['no selector', `{template: {${pod}}}`],
    ['a patch directive', `{${selector}, template: {spec: {containers: [{name: web, image: w, $patch: delete}]}}}`],
    [
      'a patch directive in a list of ports',
      `{${selector}, template: {spec: {containers: [{name: web, image: w, ports: [{containerPort: 80, $patch: delete}]}]}}}`,
    ],
  ])('%s', (_, spec) => {
    const workload = deployment(spec)
    expect(workload.fragment).toBe(true)
    expect(workload.pods.every(template => !template.complete)).toBe(true)
  })

  test.each([
    ['a templated image', `{${selector}, template: {spec: {containers: [{name: web, image: "{{ image }}"}]}}}`, true],
    ['templated containers', `{${selector}, template: {spec: {containers: "{{ all }}"}}}`, false],
    [
      'one container that is template text',
      `{${selector}, template: {spec: {containers: [{name: web, image: w}, "{{ more }}"]}}}`,
      false,
    ],
  ])('but not %s', (_, spec, complete) => {
    expect(deployment(spec)).toMatchObject({ fragment: false, pods: [{ complete }] })
  })

  test('older versions take the selector from the template', () => {
    expect(workloadOf(resource('apps/v1beta1', 'Deployment', `spec: {template: {${pod}}}`)).fragment).toBe(false)
  })
})

describe('custom resources that hold a pod template by shape', () => {
  test('every template is found, and none is complete', () => {
    const workload = workloadOf(
      resource(
        'kubeflow.org/v1',
        'PyTorchJob',
        `spec: {replicaSpecs: {Master: {template: {${pod}}}, Worker: {template: {${pod}}}}}`,
      ),
    )
    expect(workload).toMatchObject({ byShape: true, fragment: false })
    expect(workload.pods).toMatchObject([
      { id: '7/0#0', complete: false },
      { id: '7/0#1', complete: false },
    ])
  })

  test('without an image it is a fragment', () => {
    const body = 'spec: {podTemplate: {spec: {containers: [{name: elasticsearch}]}}}'
    expect(workloadOf(resource('elasticsearch.k8s.elastic.co/v1', 'Elasticsearch', body)).fragment).toBe(true)
  })

  test.each([
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', `spec: {template: {${pod}}}`],
    ['kyverno.io/v1', 'ClusterPolicy', `spec: {rules: [{generate: {data: {template: {${pod}}}}}]}`],
    ['constraints.gatekeeper.sh/v1beta1', 'K8sRequired', `spec: {template: {${pod}}}`],
    ['helm.toolkit.fluxcd.io/v2', 'HelmRelease', `spec: {values: {template: {${pod}}}}`],
    ['monitoring.coreos.com/v1', 'Prometheus', 'spec: {containers: [{name: config-reloader, image: x}]}'],
    [
      'example.com/v1',
      'Wrapper',
      `spec: {object: {apiVersion: apps/v1, kind: Deployment, spec: {template: {${pod}}}}}`,
    ],
    ['example.com/v1', 'Web', 'spec: {template: {spec: {containers: 3}}}'],
    ['example.com/v1', 'Web', 'status: {template: {spec: {containers: [{name: a}]}}}'],
    ['networking.k8s.io/v1', 'Ingress', 'spec: {rules: []}'],
  ])('none in %s %s: %s', (apiVersion, kind, body) => {
    expect(resourceOf(resource(apiVersion, kind, body)).is).toBe('other')
  })
})

describe('a spec under metadata', () => {
  test.each([
    ['Service', 'v1', 'ports: [{port: 80}]'],
    ['Deployment', 'apps/v1', `template: {${pod}}`],
  ])('of a %s is told, and is not its spec', (kind, apiVersion, spec) => {
    const text = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: web\n  spec: {${spec}}\n`
    const found = resourceOf(text)
    expect(found.fragment).toBe(false)
    expect(text.slice(found.misplacedSpec?.start, found.misplacedSpec?.end)).toBe('spec')
    expect(found).toMatchObject(kind === 'Service' ? { ports: { items: [] } } : { pods: [] })
  })

  test('does not count beside a spec in its place', () => {
    expect(resourceOf('{apiVersion: v1, kind: Service, metadata: {spec: {}}, spec: {}}').misplacedSpec).toBeUndefined()
  })
})

describe('what a document holds', () => {
  test.each([
    ['nothing', '', []],
    ['a comment', '# kind: Service', []],
    ['a list of patches', '- op: add\n  path: /spec/ports/0', []],
    ['a scalar', 'hello', []],
    ['values of a chart', 'kind: Deployment\nreplicas: 2', []],
    ['a chart', 'apiVersion: v2\nname: shop', []],
    ['a templated kind', 'apiVersion: v1\nkind: {{ kind }}', []],
    [
      'a List',
      'apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: Service, metadata: {name: a}}, {apiVersion: v1, kind: Secret}]',
      ['7/0 Service', '7/1 Secret'],
    ],
    [
      'a List in a List',
      'apiVersion: v1\nkind: List\nitems: [{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Service}]}]',
      ['7/0 Service'],
    ],
    [
      'a typed list',
      'apiVersion: v1\nkind: ServiceList\nitems: [{metadata: {name: a}}, {metadata: {name: b}}]',
      ['7/0 Service', '7/1 Service'],
    ],
    ['JSON', '{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "a"}}', ['7/0 Service']],
  ])('%s', (_, yaml, expected) => {
    expect(factsOf(yaml).resources.map(({ id, kind }) => `${id} ${kind}`)).toEqual(expected)
  })

  test('a broken document says so and still tells what can be read', () => {
    const facts = factsOf('apiVersion: v1\nkind: Service\nspec:\n  ports:\n  - port: 80\n  "x\n')
    expect(facts.status).toBe('broken')
    expect(facts.resources.map(({ kind }) => kind)).toEqual(['Service'])
  })
})

function resource(apiVersion: string, kind: string, body: string): string {
  const named = body.startsWith('metadata') ? body.replace('{', '{name: web, ') : `metadata: {name: web}, ${body}`
  return `{apiVersion: ${apiVersion}, kind: ${kind}, ${named}}\n`
}
