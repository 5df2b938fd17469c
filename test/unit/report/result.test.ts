import { expect, test } from 'vitest'
import { resultOf } from '../../../server/src/core/report/result.ts'
import { inView, root, service, uriOf, workload } from '../../support/view.ts'

test('the files that were checked are listed, with findings or without', () => {
  const { workspace } = inView({
    'b/web.yaml': service('web', 'app: web'),
    'a.yaml': service('api', ''),
    'compose.yaml': 'services: {}\n',
    'chart/Chart.yaml': 'apiVersion: v2\nname: x\nversion: 1.0.0\n',
    'chart/templates/x.yaml': service('x', ''),
  })
  const paths = ['b/web.yaml', 'a.yaml', 'a.yaml', 'compose.yaml', 'chart/Chart.yaml', 'chart/templates/x.yaml']
  const result = resultOf(workspace, {
    files: paths.map(uriOf),
    pathOf: uri => uri.slice(root.length + 1),
    unread: 0,
  })
  expect(result.files).toEqual(['a.yaml', 'b/web.yaml', 'chart/templates/x.yaml'])
})

test('a finding says in which builds it holds, where others are made from the same text', () => {
  const { workspace } = inView({
    'base/kustomization.yaml': 'resources: [all.yaml]\n',
    'base/all.yaml': [service('web', 'app: web', '{port: 80, targetPort: http}'), workload('web', 'app: web')].join(
      '---\n',
    ),
    'dev/kustomization.yaml':
      'resources: [../base]\npatches:\n- target: {kind: Service}\n  patch: |\n    - {op: replace, path: /spec/ports/0/targetPort, value: 8080}\n',
    'prod/kustomization.yaml': 'resources: [../base]\n',
    'qa/kustomization.yaml': 'resources: [../base]\nnamePrefix: qa-\n',
  })
  const { findings } = resultOf(workspace, {
    files: workspace.files(),
    pathOf: uri => uri.slice(root.length + 1),
    unread: 0,
  })
  expect(findings.map(({ rule, at, unit }) => [rule, at.file, unit])).toEqual([
    ['target-port-name-missing', 'base/all.yaml', 'prod, qa'],
  ])
})
