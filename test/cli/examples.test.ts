import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { portolan } from './portolan.ts'

const root = join(import.meta.dirname, '../..')

test('the examples hold exactly the mistakes that they are made to show', () => {
  const { code, stdout } = portolan(root, ['check', 'examples', '--format', 'json'])
  const findings: readonly Finding[] = JSON.parse(stdout).findings
  expect(code).toBe(1)
  expect(findings.map(({ file, line, severity, rule }) => `${file}:${line} ${severity} ${rule}`)).toEqual([
    'examples/shop/catalog.yaml:16 error target-port-name-missing',
    'examples/shop/catalog.yaml:41 hint probe-tcp-on-http',
    'examples/shop/checkout.yaml:10 warning selector-no-match',
    'examples/shop/checkout.yaml:45 error probe-port-name-missing',
    'examples/shop/gateway.yaml:17 warning node-port-conflict',
    'examples/shop/gateway.yaml:21 warning node-port-range',
    'examples/shop/gateway.yaml:35 error node-port-type',
    'examples/shop/sessions.yaml:14 error port-quoted-number',
    'examples/shop/storefront.yaml:16 warning target-port-number-undeclared',
    'examples/shop/storefront.yaml:17 warning node-port-conflict',
  ])
})

test('their page names every file, and calls sound what has no finding', () => {
  const { stdout } = portolan(root, ['check', 'examples', '--format', 'json'])
  const findings: readonly Finding[] = JSON.parse(stdout).findings
  const page = readFileSync(join(root, 'examples/README.md'), 'utf8')
  const rows = [...page.matchAll(/^\| \[([^\]]+)\]\([^)]+\) \| (.+) \|$/gm)]
  const named = rows.map(([, path = '']) => path)
  expect(named).toEqual(expect.arrayContaining(readdirSync(join(root, 'examples/shop')).map(name => `shop/${name}`)))
  for (const [, path = '', what = ''] of rows) {
    const found = findings.some(({ file }) => file.startsWith(`examples/${path}`))
    expect([path, what.startsWith('nothing wrong')]).toEqual([path, !found])
  }
})

interface Finding {
  readonly file: string
  readonly line: number
  readonly severity: string
  readonly rule: string
}
