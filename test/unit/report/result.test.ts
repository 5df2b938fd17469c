import { expect, test } from 'vitest'
import { resultOf } from '../../../server/src/core/report/result.ts'
import { inView, root, service, uriOf } from '../../support/view.ts'

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
