import { describe, expect, test } from 'vitest'
import { inView, service, workload } from '../../support/view.ts'

/** What a Service selects, said shortly: `file/workload` of each pod, or the status. */
function selects(files: Record<string, string>, name = 'web'): string {
  const view = inView(files)
  const selection = view.graph.selection(view.service(name))
  if (selection.status === 'selected')
    return selection.pods
      .map(({ workload: w, pod }) => `${view.pathOf(pod.document)}:${w.name.kind === 'known' ? w.name.value : '?'}`)
      .join(' ')
  if (selection.status === 'nothing' && selection.nearMiss) {
    const { how, suggestion } = selection.nearMiss
    return `nothing, near miss by ${how}: ${suggestion.map(({ key, value }) => `${key}=${value}`).join(',')}`
  }
  return selection.status
}

describe('a selector matches', () => {
  test('all pairs on one template, whatever other labels there are', () => {
    expect(
      selects({
        'a.yaml': [
          service('web', 'app: web, tier: front'),
          workload('one', 'app: web, tier: front, x: y'),
          workload('two', 'app: web'),
        ].join('---\n'),
      }),
    ).toBe('a.yaml:one')
  })

  test('never pairs that two templates hold together', () => {
    const both = [
      service('web', 'app: web, tier: front'),
      workload('api', 'app: web'),
      workload('db', 'tier: front'),
    ].join('---\n')
    expect(selects({ 'a.yaml': both })).toMatch(/^nothing/)
  })

  test('the labels of the template, never those of the workload', () => {
    const labelled = workload('other', 'app: other').replace('name: other', 'name: other, labels: {app: web}')
    expect(selects({ 'a.yaml': service('web', 'app: web'), 'b/c.yaml': labelled })).toBe('nothing')
  })

  test('a pod without a namespace may be in any; two explicit ones never meet', () => {
    const web = service('web', 'app: web').replace('name: web', 'name: web, namespace: shop')
    expect(selects({ 'a.yaml': web, 'b.yaml': workload('web', 'app: web') })).toBe('b.yaml:web')
    const elsewhere = workload('web', 'app: web').replace('name: web', 'name: web, namespace: other')
    expect(selects({ 'a.yaml': web, 'b.yaml': elsewhere })).toBe('nothing, near miss by namespace: app=web')
  })

  test('labels that controllers add while the pod runs are not asked for', () => {
    const set = workload('web', 'app: web').replace('Deployment', 'StatefulSet')
    expect(
      selects({ 'a.yaml': service('web', 'app: web, statefulset.kubernetes.io/pod-name: web-0'), 'b.yaml': set }),
    ).toBe('b.yaml:web')
    expect(selects({ 'a.yaml': service('web', 'batch.kubernetes.io/job-name: web') })).toBe('unknown')
  })
})

describe('nobody is asked', () => {
  test('without a selector, and for ExternalName', () => {
    expect(selects({ 'a.yaml': service('web', '') })).toBe('unasked')
    expect(
      selects({
        'a.yaml': service('web', 'app: web').replace('spec: {', 'spec: {type: ExternalName, externalName: x.example, '),
      }),
    ).toBe('unasked')
  })

  test('nobody can know what a placeholder selects', () => {
    expect(selects({ 'a.yaml': [service('web', `app: '\${APP}'`), workload('web', 'app: web')].join('---\n') })).toBe(
      'unknown',
    )
    expect(
      selects({ 'a.yaml': [service('web', 'app: web'), workload('web', `app: '{{ name }}'`)].join('---\n') }),
    ).toBe('unknown')
  })
})

describe('a half-typed workload', () => {
  const typing = workload('web', 'app: web').replace(', image: example/main', '')

  test('is still selected, so that its Service is not blamed', () => {
    expect(selects({ 'a.yaml': [service('web', 'app: web'), typing].join('---\n') })).toBe('a.yaml:web')
  })

  test('yields to a whole one beside it', () => {
    const all = [service('web', 'app: web'), typing, workload('whole', 'app: web')].join('---\n')
    expect(selects({ 'a.yaml': all })).toBe('a.yaml:whole')
  })

  test('that no parser reads may hold anything', () => {
    const broken = `${workload('web', 'tier: front')}  bro: [ken\n`
    expect(selects({ 'a.yaml': service('web', 'app: web'), 'b.yaml': broken })).toBe('unknown')
  })
})

describe('among several matches the nearest count', () => {
  const pod = workload('web', 'app: web')

  test('same file before same folder before other folders', () => {
    const web = service('web', 'app: web')
    expect(selects({ 'shop/a.yaml': `${web}---\n${pod}`, 'shop/b.yaml': pod })).toBe('shop/a.yaml:web')
    expect(selects({ 'shop/a.yaml': web, 'shop/b.yaml': pod, 'c.yaml': pod })).toBe('shop/b.yaml:web')
    expect(selects({ 'shop/a.yaml': web, 'shop/deep/b.yaml': pod, 'c.yaml': pod })).toBe('shop/deep/b.yaml:web')
  })

  test('twenty applications called web keep to themselves', () => {
    const files: Record<string, string> = {}
    for (let i = 0; i < 20; i++)
      Object.assign(files, { [`app${i}/svc.yaml`]: service(`web${i}`, 'app: web'), [`app${i}/pod.yaml`]: pod })
    for (let i = 0; i < 20; i++) expect(selects(files, `web${i}`)).toBe(`app${i}/pod.yaml:web`)
  })

  test('matches far away in several places are other people’s', () => {
    expect(
      selects({ 'a/b/c/svc.yaml': service('web', 'app: web'), 'x/y/one/p.yaml': pod, 'x/y/two/p.yaml': pod }),
    ).toBe('unknown')
  })

  test('one Kustomize build goes together, across folders', () => {
    expect(
      selects({
        'base/kustomization.yaml': 'resources: [svc.yaml, pods/web.yaml]\n',
        'base/svc.yaml': service('web', 'app: web'),
        'base/pods/web.yaml': pod,
        'base/other.yaml': pod,
      }),
    ).toBe('base/pods/web.yaml:web')
  })
})

describe('Kustomize', () => {
  test('a file that is a patch takes no part', () => {
    const files = {
      'kustomization.yaml': 'resources: [svc.yaml]\npatches:\n- path: patch.yaml\n',
      'svc.yaml': service('web', 'app: web'),
      'patch.yaml': workload('web', 'app: web'),
    }
    expect(selects(files)).toBe('nothing')
  })

  test('commonLabels make a selector match', () => {
    const files = {
      'kustomization.yaml': 'resources: [all.yaml]\ncommonLabels: {app: shop}\n',
      'all.yaml': [service('web', 'app: web'), workload('api', 'app: api')].join('---\n'),
    }
    expect(selects(files)).toBe('all.yaml:api')
  })

  test('so do labels that go into templates only', () => {
    const files = {
      'kustomization.yaml': 'resources: [all.yaml]\nlabels:\n- pairs: {app: shop}\n  includeTemplates: true\n',
      'all.yaml': [service('web', 'app: shop'), workload('api', 'app: api')].join('---\n'),
    }
    expect(selects(files)).toBe('all.yaml:api')
  })
})

describe('a near miss is', () => {
  const miss = (selector: string, labels: string, name = 'api') =>
    selects({ 'a.yaml': [service('web', selector), workload(name, labels)].join('---\n') })

  test('a slip of the keyboard', () =>
    expect(miss('app: frontend', 'app: frontned')).toBe('nothing, near miss by label: app=frontned'))
  test('another case', () =>
    expect(miss('app: Backend', 'app: backend')).toBe('nothing, near miss by label: app=backend'))
  test('one pair off', () =>
    expect(miss('app: api, tier: back', 'app: api, tier: front')).toBe(
      'nothing, near miss by label: app=api,tier=front',
    ))
  test('the right value under another key', () =>
    expect(miss('name: api', 'app: api')).toBe('nothing, near miss by label: app=api'))
  test('a workload of the same name', () =>
    expect(miss('app: shop', 'component: shop-front', 'web')).toBe('nothing, near miss by label: app=web'))
  test('a value that goes on, where all other pairs match', () => {
    const pods = ['cart', 'stock', 'billing-tasks'].map(name => workload(name, `app: shop, component: ${name}`))
    const all = [service('x', 'app: shop, component: billing'), ...pods].join('---\n')
    expect(selects({ 'a.yaml': all }, 'x')).toBe('nothing, near miss by label: app=shop,component=billing-tasks')
  })
  test('not a name that goes on: prometheus-adapter is not prometheus', () => {
    const adapter = workload('w', 'app: prometheus-adapter', '{containerPort: 6443}')
    expect(selects({ 'a.yaml': `${service('x', 'app: prometheus')}---\n${adapter}` }, 'x')).toBe('nothing')
  })
  test('a name that goes on in the same file, where the pod serves what the Service targets', () => {
    const gateway = workload('w', 'app: edge-gateway')
    const found = 'nothing, near miss by label: app=edge-gateway'
    expect(selects({ 'a.yaml': `${service('x', 'app: edge')}---\n${gateway}` }, 'x')).toBe(found)
    expect(selects({ 'a.yaml': service('x', 'app: edge'), 'b.yaml': gateway }, 'x')).toBe('nothing')
  })
  test('the one that shares what few share', () => {
    const pods = ['cart', 'stock', 'order'].map(name => workload(name, `app: shop, component: ${name}`))
    const all = [service('x', 'app: shop, component: ordr'), ...pods].join('---\n')
    expect(selects({ 'a.yaml': all }, 'x')).toBe('nothing, near miss by label: app=shop,component=order')
  })
  test('not what whole applications share', () =>
    expect(miss('app.kubernetes.io/part-of: shop', 'app.kubernetes.io/part-of: shops')).toBe('nothing'))
  test('not a stranger', () => expect(miss('app: redis', 'app: kafka')).toBe('nothing'))
})
