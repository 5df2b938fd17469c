import { describe, expect, test } from 'vitest'
import { read, statusOf } from './support.ts'

const above = { kind: 'Service', metadata: { name: 'web' } }
const head = 'kind: Service\nmetadata:\n  name: web\n'

describe('what is there while somebody types', () => {
  test.each([
    ['a key without a colon', 'spec:\n  ports:\n  - port: 80\n    targ\n', { ports: [{ port: 80, targ: undefined }] }],
    [
      'a key without a value',
      'spec:\n  ports:\n  - port: 80\n    targetPort:\n',
      { ports: [{ port: 80, targetPort: undefined }] },
    ],
    ['a dash', 'spec:\n  ports:\n  - port: 80\n  -\n', { ports: [{ port: 80 }, undefined] }],
    ['a dash and a blank', 'spec:\n  ports:\n  - \n', { ports: [undefined] }],
    ['a key in the middle', 'spec:\n  ports:\n  - port: 80\n    targ\n    name: http\n', { ports: [{ port: 80 }] }],
    [
      'a quote in the middle',
      'spec:\n  ports:\n  - name: "ht\n    port: 80\n  type: NodePort\n',
      { ports: [{ name: '"ht', port: 80 }], type: 'NodePort' },
    ],
    ['a quote below which others stand', 'spec:\n  a: "x\n  b: "y"\n  c: "z"\n', { a: '', b: 'y', c: 'z' }],
    ['a bracket in the middle', 'spec:\n  args: [a, b\n  type: NodePort\n', { args: ['a', 'b'], type: 'NodePort' }],
    ['a brace at the end', 'spec: {ports: [{port: 80', { ports: [{ port: 80 }] }],
    ['a colon alone', 'spec:\n  ports:\n  - port: 80\n  :\n', { ports: [{ port: 80 }] }],
    ['an alias', 'spec:\n  a: 1\n  b: *\n', { a: 1, b: '?' }],
    ['a template', 'spec:\n  a: 1\n  b: {{\n', { a: 1 }],
  ])('%s', (_, text, spec) => {
    expect(read(head + text)).toMatchObject({ ...above, spec })
  })

  test.each([
    ['ok', 'a key without a value', 'a:\n'],
    ['ok', 'a dash', 'a:\n-\n'],
    ['broken', 'a key without a colon', 'a:\n  b\nc\n'],
    ['broken', 'a quote', 'a: "b\nc: 1\n'],
  ])('is %s with %s', (status, _, text) => {
    expect(statusOf(text)).toBe(status)
  })
})
