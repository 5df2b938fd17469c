import { describe, expect, test } from 'vitest'
import { chartOf, looksLikeHelmTemplate } from '../../../server/src/core/deploy/chartFiles.ts'

const charts = new Set(['shop', 'shop/charts/db', 'file:///w/api'])

describe('the chart that a file is a template of', () => {
  test.each([
    ['shop/templates/service.yaml', 'shop'],
    ['shop/templates/web/service.yaml', 'shop'],
    ['shop/templates/templates/service.yaml', 'shop'],
    ['shop/charts/db/templates/service.yaml', 'shop/charts/db'],
    ['file:///w/api/templates/service.yaml', 'file:///w/api'],
    ['shop/values.yaml', undefined],
    ['shop/crds/crd.yaml', undefined],
    ['shop/templates', undefined],
    ['other/templates/service.yaml', undefined],
    ['web/shop/templates/service.yaml', undefined],
    ['/templates/service.yaml', undefined],
  ])('%s', (path, chart) => {
    expect(chartOf(path, charts)).toBe(chart)
  })
})

test.each([
  ['a/templates/b.yaml', 'name: {{ .Values.name }}', true],
  ['templates/b.yaml', '{{ x }}', true],
  ['a/templates/b.yaml', 'name: web', false],
  ['a/b.yaml', 'name: {{ x }}', false],
  ['a/my-templates/b.yaml', '{{ x }}', false],
])('%s with %s looks like a Helm template: %s', (path, text, expected) => {
  expect(looksLikeHelmTemplate(path, text)).toBe(expected)
})
