import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Uri } from '../../server/src/core/base/place.ts'
import type { Resource } from '../../server/src/core/k8s/facts/resource.ts'
import { Workspace } from '../../server/src/core/workspace/workspace.ts'
import { root, service, uriOf, workload } from '../support/view.ts'

/** Small alphabets, so that random resources often meet. */
const label = fc.constantFrom('app: web', 'app: api', 'app: web, tier: front', 'tier: front', "app: '${X}'")
const port = fc.constantFrom(
  '{port: 80, targetPort: http}',
  '{port: 80, targetPort: 9090}',
  '{port: 80}',
  '{port: 80, targetPort: "8080"}',
  '{port: 80, nodePort: 30080}',
)
const containerPort = fc.constantFrom(
  '{containerPort: 8080}',
  '{name: http, containerPort: 8080}',
  '{name: http, containerPort: 80, protocol: UDP}',
  '{name: htpp, containerPort: 99999}',
)
const document = fc.oneof(
  fc.tuple(fc.constantFrom('web', 'api'), label, port).map(([name, selector, p]) => service(name, selector, p)),
  fc.tuple(fc.constantFrom('web', 'api'), label, containerPort).map(([name, labels, p]) => workload(name, labels, p)),
  fc
    .tuple(fc.constantFrom('web', 'wweb', 'shop'), fc.constantFrom('number: 80', 'number: 8080', 'name: http'))
    .map(
      ([name, p]) =>
        `apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: edge}\nspec: {defaultBackend: {service: {name: ${name}, port: {${p}}}}}\n`,
    ),
  fc
    .constantFrom('http://web:80', 'http://web:8080', 'webb:8080', 'http://api.shop:80', 'postgres://db')
    .map(url => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {url: "${url}", PORT: "9090"}\n`),
  fc
    .tuple(fc.constantFrom('app: web', 'app: api'), fc.constantFrom('port: http', 'port: htpp', 'targetPort: 8080'))
    .map(
      ([labels, p]) =>
        `apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: {name: m}\nspec: {selector: {matchLabels: {${labels}}}, endpoints: [{${p}}]}\n`,
    ),
  fc
    .tuple(fc.constantFrom('{}', '{matchLabels: {app: web}}'), fc.constantFrom('80', '8080', 'http'))
    .map(
      ([pods, p]) =>
        `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: n}\nspec: {podSelector: ${pods}, ingress: [{ports: [{port: ${p}}]}]}\n`,
    ),
  fc.constantFrom(
    'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80, targetPort: http}]}\n',
    'apiVersion: v1\nkind: Service\nmetadata: {name: web, namespace: shop, labels: {app: web}}\nspec: {ports: [{name: http, port: 80}]}\n',
    'apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: s, labels: {kubernetes.io/service-name: web}}\naddressType: IPv4\nports: [{name: web, port: 80, protocol: TCP}]\n',
    'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: db}\nspec: {replicas: 2, serviceName: web, selector: {matchLabels: {app: web}}, template: {metadata: {labels: {app: web}}, spec: {containers: [{name: db, image: db, ports: [{containerPort: 80, hostPort: 80}], env: [{name: PORT, valueFrom: {configMapKeyRef: {name: settings, key: PORT}}}]}]}}}\n',
    'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: p, image: p, ports: [{containerPort: 81, hostPort: 80}], command: [ping, web]}]}\n',
  ),
  fc.constantFrom('# nothing\n', 'kind: ConfigMap\n', 'kind: Service\nspec:\n  ports:\n  - por'),
)
const kustomization = fc.constantFrom(
  'resources: [a.yaml, b.yaml]\n',
  'resources: [a.yaml]\npatches: [{path: b.yaml}]\n',
  'resources: [../b.yaml, c.yaml]\ncommonLabels: {app: x}\n',
  'resources: [sub]\n',
  'resources: [../b.yaml]\npatches: [{target: {kind: Deployment, name: w.*}, patch: "- {path: /spec/template/spec/containers/0/ports}"}]\n',
  'resources: [../b.yaml]\nnamespace: shop\npatches: [{path: c.yaml}]\n',
  'resources: [a.yaml, b.yaml]\nnamePrefix: w\n',
  'resources: [a.yaml]\npatches: [{path: b.yaml}, {path: sub/c.yaml}]\n',
  'resources: [a.yaml, b.yaml]\nhelmCharts: [{name: x}]\n',
)
const delivery = fc.constantFrom(
  'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nspec: {path: ./sub, targetNamespace: shop}\n',
  'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nspec: {path: ., patches: [{target: {kind: Deployment, name: w.*}, patch: ports}]}\n',
  'apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nspec: {path: sub, patches: [{target: {kind: Service}, patch: ports}]}\n',
  'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec: {source: {path: w/sub, kustomize: {commonLabels: {app: x, tier: y}, components: [x]}}}\n',
  'apiVersion: argoproj.io/v1alpha1\nkind: Application\nspec: {sources: [{path: w, kustomize: {namePrefix: w, patches: [{target: {name: wweb}, patch: ports}]}}, {path: sub, plugin: {}}]}\n',
)
const manifest = fc.array(document, { minLength: 0, maxLength: 4 }).map(documents => documents.join('---\n'))
const change = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(
      fc.constantFrom('a.yaml', 'b.yaml', 'sub/c.yaml', 'chart/templates/t.yaml'),
      fc.option(manifest, { nil: undefined }),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(
      fc.constantFrom('kustomization.yaml', 'sub/kustomization.yaml'),
      fc.option(kustomization, { nil: undefined }),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(
      fc.constantFrom('flux.yaml', 'clusters/apps.yaml', 'a.yaml'),
      fc.option(
        fc.tuple(delivery, fc.option(document)).map(parts => parts.filter(part => part !== null).join('---\n')),
        {
          nil: undefined,
        },
      ),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constant('chart/Chart.yaml'), fc.option(fc.constant('name: x\n'), { nil: undefined })),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(
      fc.constantFrom('.portolan.yaml', 'sub/.portolan.yaml'),
      fc.option(
        fc.constantFrom(
          'rules: {port-quoted-number: off}\n',
          'rules: {x: y}\n',
          'profile: strict\nexternal: {services: [web*], labels: [tier]}\n',
          'overrides: [{paths: [sub/], profile: teaching, rules: {selector-no-match: error}}]\n',
        ),
        { nil: undefined },
      ),
    ),
  },
)

function everything(workspace: Workspace): unknown {
  return {
    files: workspace.files(),
    status: workspace.files().map(uri => workspace.statusOf(uri)),
    statistics: workspace.statistics(),
    problems: workspace.configurationProblems().toSorted((a, b) => (a.at.uri < b.at.uri ? -1 : 1)),
    findings: workspace.files().map(uri =>
      workspace.findings(uri).map(finding => ({
        at: finding.at,
        rule: finding.rule,
        severity: finding.severity,
        message: finding.message,
        related: finding.related,
        fixes: workspace.fixesOf(finding),
      })),
    ),
    pointers: workspace
      .files()
      .flatMap(uri => workspace.documentsOf(uri).flatMap(({ facts }) => facts.resources))
      .map(resource => pointersOf(workspace, resource)),
  }
}

/** Where the references of a resource lead, and which lead to it. */
function pointersOf(workspace: Workspace, resource: Resource): unknown {
  const { graph } = workspace
  const at = (each: Resource): unknown => workspace.locate({ document: each.document, span: each.span })
  const ends = resource.references.map(reference => {
    const end = graph.follow(reference, resource)
    if (end.status === 'services') return end.services.map(at)
    if (end.status === 'pods') return end.pods.map(({ workload: owner, complete }) => [at(owner), complete])
    return end.status === 'missing' ? ['missing', end.near && at(end.near)] : end.status
  })
  const isEnd = resource.is === 'service' || resource.is === 'workload'
  return [ends, isEnd ? graph.referencesTo(resource).map(({ from, reference }) => [at(from), reference.site]) : []]
}

function strict(): Workspace {
  return new Workspace({
    folders: [root as Uri],
    onRuleFailure: ({ rule, error }) => {
      throw new Error(`rule ${rule} threw`, { cause: error })
    },
  })
}

test('after any series of edits the state equals that of a fresh start', () => {
  fc.assert(
    fc.property(fc.array(fc.array(change, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 8 }), batches => {
      const lived = strict()
      const texts = new Map<Uri, string>()
      for (const batch of batches) {
        lived.apply(batch.map(([path, text]) => ({ uri: uriOf(path), text })))
        for (const [path, text] of batch) {
          if (text === undefined) texts.delete(uriOf(path))
          else texts.set(uriOf(path), text)
        }
        everything(lived)
      }
      const fresh = strict()
      fresh.apply([...texts].map(([uri, text]) => ({ uri, text })))
      expect(everything(lived)).toEqual(everything(fresh))
    }),
    { numRuns: 300 },
  )
})

test('changes applied while others are being read win over them', () => {
  const workspace = strict()
  const uri = uriOf('a.yaml')
  const slow = workspace.applyInSteps([
    { uri, text: [service('web', 'app: old'), workload('web', 'app: web')].join('---\n') },
  ])
  slow.next()
  workspace.apply([{ uri, text: service('web', 'app: new') }])
  while (!slow.next().done);
  expect(workspace.textOf(uri)).toBe(service('web', 'app: new'))
})

test('a file that was a patch is judged again when it is none any more', () => {
  const workspace = strict()
  const uri = uriOf('c.yaml')
  workspace.apply([
    { uri, text: service('web', 'app: web', '{port: "80"}') },
    { uri: uriOf('kustomization.yaml'), text: 'patches: [{path: c.yaml}]\n' },
  ])
  const rules = () => workspace.findings(uri).map(({ rule }) => rule)
  expect(rules()).toEqual(['kustomize-patch-target'])
  workspace.apply([{ uri: uriOf('kustomization.yaml'), text: undefined }])
  expect(rules()).toContain('port-quoted-number')
  expect(rules()).not.toContain('kustomize-patch-target')
})

test('a name is judged again when a prefix that may have made it comes or goes', () => {
  const workspace = strict()
  const uri = uriOf('urls.yaml')
  const build = (text: string) => ({ uri: uriOf('kustomization.yaml'), text: `resources: [urls.yaml]\n${text}` })
  workspace.apply([
    build(''),
    {
      uri,
      text: `${service('website', '')}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata: {url: "http://xwebsite:80"}\n`,
    },
  ])
  const rules = () => workspace.findings(uri).map(({ rule }) => rule)
  expect(rules()).toEqual(['reference-service-missing'])
  workspace.apply([build('namePrefix: x\n')])
  expect(rules()).toEqual([])
  workspace.apply([build('')])
  expect(rules()).toEqual(['reference-service-missing'])
})

test('a patch is judged again when the Service that it completes joins the build or leaves it', () => {
  const workspace = strict()
  const uri = uriOf('patch.yaml')
  const build = (resources: string) => ({
    uri: uriOf('kustomization.yaml'),
    text: `resources: [${resources}]\npatches: [{path: patch.yaml}]\n`,
  })
  workspace.apply([
    build('x/a.yaml'),
    {
      uri,
      text: 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80, targetPort: http}]}\n',
    },
    { uri: uriOf('x/a.yaml'), text: workload('api', 'app: api') },
    { uri: uriOf('y/b.yaml'), text: [service('web', 'app: web'), workload('web', 'app: web')].join('---\n') },
  ])
  const rules = () => workspace.findings(uri).map(({ rule }) => rule)
  expect(rules()).toEqual(['kustomize-patch-target'])
  workspace.apply([build('x/a.yaml, y/b.yaml')])
  expect(rules()).toEqual(['target-port-name-missing'])
  workspace.apply([build('x/a.yaml')])
  expect(rules()).toEqual(['kustomize-patch-target'])
})

test('an edit outdates only what it touches', () => {
  const workspace = strict()
  const files = Array.from({ length: 50 }, (_, i) => ({
    uri: uriOf(`app${i}/all.yaml`),
    text: [service(`s${i}`, `app: a${i}`), workload(`w${i}`, `app: a${i}`)].join('---\n'),
  }))
  workspace.apply(files)
  for (const { uri } of files) workspace.findings(uri)
  const { affected } = workspace.apply([
    { uri: uriOf('app7/all.yaml'), text: files[7]?.text.replace('containerPort: 8080', 'containerPort: 8081') },
  ])
  expect([...affected]).toEqual([uriOf('app7/all.yaml')])
})

test('what Flux is told to change outdates the folder that it names, and only when it is told something else', () => {
  const workspace = strict()
  const flux = (patch: string) => ({
    uri: uriOf('clusters/flux.yaml'),
    text: `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nspec: {path: apps/a, patches: [{target: {kind: Deployment}, patch: "${patch}"}, {target: {kind: Job}, patch: ports}]}\n`,
  })
  const files = ['a', 'b'].map(name => ({
    uri: uriOf(`apps/${name}/all.yaml`),
    text: [service(name, `app: ${name}`), workload(name, `app: ${name}`)].join('---\n'),
  }))
  workspace.apply([flux('replicas: 1'), ...files])
  for (const uri of workspace.files()) workspace.findings(uri)
  expect([...workspace.apply([flux('replicas: 2')]).affected]).toEqual([flux('').uri])
  expect([...workspace.apply([flux('ports')]).affected]).toEqual([flux('').uri, files[0]?.uri])
})

test('crowds of one label keep to themselves: an edit outdates its own folder, whatever the size of the crowd', () => {
  const workspace = strict()
  const tenant = (i: number) => ({
    uri: uriOf(`tenants/t${i}/all.yaml`),
    text: [service('web', 'app: web'), workload('web', 'app: web')].join('---\n'),
  })
  workspace.apply(Array.from({ length: 60 }, (_, i) => tenant(i)))
  for (const uri of workspace.files()) workspace.findings(uri)
  const edited = tenant(7)
  const { affected } = workspace.apply([
    { ...edited, text: edited.text.replace('containerPort: 8080', 'containerPort: 81') },
  ])
  expect([...affected]).toEqual([edited.uri])
})

test('crowds that grow and shrink are judged as if they had always been so', () => {
  const place = fc.constantFrom('a/x.yaml', 'a/b/x.yaml', 'a/b/c/d/e.yaml', 'z/y/x.yaml')
  const many = fc
    .tuple(fc.constantFrom('some.yaml', 'a/b/more.yaml'), fc.nat(20))
    .map(([path, count]): [string, string] => [
      path,
      Array.from({ length: count }, (_, i) => workload(`w${i}`, 'app: web')).join('---\n'),
    ])
  const one = fc.tuple(
    place,
    fc.option(
      fc.constantFrom(
        service('web', 'app: web', '{port: 80, targetPort: http}'),
        workload('web', 'app: web', '{name: http, containerPort: 8080}'),
      ),
      { nil: undefined },
    ),
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(many, one), { minLength: 1, maxLength: 12 }), edits => {
      const lived = strict()
      const texts = new Map<Uri, string>()
      for (const [path, text] of edits) {
        lived.apply([{ uri: uriOf(path), text }])
        if (text === undefined) texts.delete(uriOf(path))
        else texts.set(uriOf(path), text)
        everything(lived)
      }
      const fresh = strict()
      fresh.apply([...texts].map(([uri, text]) => ({ uri, text })))
      expect(everything(lived)).toEqual(everything(fresh))
    }),
    { numRuns: 100 },
  )
})
