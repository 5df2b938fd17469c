import { expect, test } from 'vitest'
import { folder, portolan } from './portolan.ts'

const service = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n  - port: 80\n'

test('render prints the build of a kustomization', () => {
  const at = folder({ 'web.yaml': service, 'kustomization.yaml': 'resources: [web.yaml]\nnamePrefix: eu-\n' })
  expect(portolan(at, ['render', '.'])).toEqual({
    code: 0,
    stdout: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: eu-web\nspec:\n  ports:\n  - port: 80\n',
    stderr: '',
  })
})

test('render says where and why kubectl would refuse: exit code 2', () => {
  const at = folder({ 'kustomization.yaml': 'resources:\n- none.yaml\n' })
  const { code, stdout, stderr } = portolan(at, ['render', '.'])
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toMatch(/kustomization\.yaml:2: there is no file or folder none\.yaml\n$/)
})
