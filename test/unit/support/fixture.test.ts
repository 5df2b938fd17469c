import { expect, test } from 'vitest'
import { checkFindings, checkFix } from '../../support/check.ts'
import { parseFixture } from '../../support/fixture.ts'
import { renderFixture } from '../../support/markers.ts'

/** The tests of the test support: it must fail when a finding is missing, unexpected, elsewhere, or said otherwise. */
const service = `
  apiVersion: v1
  kind: Service
  metadata: {name: web}
  spec:
    ports:
      - port: 70000
  #           ^^^^^ error[port-out-of-range] Service port 70000 is not a port number: they run from 1 to 65535.
`

test('a manifest whose findings are all marked passes', () => {
  checkFindings(service)
})

test.each([
  ['an unmarked finding', service.replace(/ {2}#.*\n/, '')],
  ['a marker without a finding', service.replace('port: 70000', 'port: 7000')],
  ['a marker one column off', service.replace('#           ^', '#          ^')],
  ['a marker that is too short', service.replace('^^^^^', '^^^^')],
  ['another severity', service.replace('error[', 'warning[')],
  ['another rule', service.replace('[port-out-of-range]', '[port-required]')],
  ['a fix that is not offered', service.replace('error[', 'error💡[')],
  ['another message', service.replace('is not a port number', 'is wrong')],
])('%s fails', (_, marked) => {
  expect(() => checkFindings(marked)).toThrow('expected')
})

test('a fix is held to its result', () => {
  const before = 'apiVersion: v1\nkind: Service\nspec:\n  ports:\n    - port: "80"\n'
  const title = 'Remove the quotes: 80'
  checkFix(before, before.replace('"80"', '80'), title)
  expect(() => checkFix(before, before.replace('"80"', '81'), title)).toThrow('expected')
  expect(() => checkFix(before, before, 'No such fix')).toThrow('expected')
})

test('settings change what is found', () => {
  const source = `#! {"rules":{"port-out-of-range":"hint"}}\n-- a.yaml --\n${service.replace(/^ {2}/gm, '').trimStart()}`
  expect(renderFixture(parseFixture(source))).toBe(source.replace('error[', 'hint['))
})

test('cursors and ranges are taken out and remembered', () => {
  const { files, cursors, prose } = parseFixture(
    'Why.\n-- a.yaml --\nport: ‹here›80 ‹range:http›\n-- b.yaml --\n‹there›x\n',
  )
  expect(prose).toBe('Why.\n')
  expect(files).toEqual([
    { path: 'a.yaml', text: 'port: 80 http\n' },
    { path: 'b.yaml', text: 'x\n' },
  ])
  expect(Object.fromEntries(cursors)).toEqual({
    here: { path: 'a.yaml', start: 6, end: 6 },
    range: { path: 'a.yaml', start: 9, end: 13 },
    there: { path: 'b.yaml', start: 0, end: 0 },
  })
})

test.each([
  ['‹a›x‹a›', 'cursor a is there twice'],
  ['‹a:x', 'range a of a.yaml has no end'],
])('%s is no fixture', (text, message) => {
  expect(() => parseFixture(`-- a.yaml --\n${text}\n`)).toThrow(message)
})
