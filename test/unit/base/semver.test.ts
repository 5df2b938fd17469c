import { expect, it } from 'vitest'
import { compareVersions, isInRange, parseConstraint, parseVersion } from '../../../server/src/core/base/semver.ts'

it.each([
  ['v1.28', { major: 1, minor: 28, patch: 0, pre: '', metadata: '' }],
  ['1.2.3-rc.1+build', { major: 1, minor: 2, patch: 3, pre: 'rc.1', metadata: 'build' }],
  ['01', { major: 1, minor: 0, patch: 0, pre: '', metadata: '' }],
])('reads %s', (text, parts) => {
  expect(parseVersion(text)).toEqual({ ...parts, original: text })
})

it.each(['', 'x', '1.2.3.4', '1.2.3-01', '1.', '1.2.3-'])('takes "%s" for no version', text => {
  expect(parseVersion(text)).toBeUndefined()
})

it('orders pre-releases before their release, numbers before words', () => {
  const sorted = ['1.0.0-1', '1.0.0-2', '1.0.0-10', '1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-beta', '1.0.0', '1.0.1-0']
  const versions = sorted.flatMap(text => parseVersion(text) ?? [])
  expect(versions.toReversed().sort(compareVersions)).toEqual(versions)
})

// What Masterminds/semver 3.5 says.
it.each([
  ['>=1.19', '1.19.0', true],
  ['>= 1.19.0-0', 'v1.28.3-gke.1', true],
  ['>= 1.19', 'v1.28.3-gke.1', false],
  ['^1.2', '1.9.0', true],
  ['^0.2', '0.3.0', false],
  ['^0', '0.9.0', true],
  ['~1.2.3', '1.2.9', true],
  ['~1.2.3', '1.3.0', false],
  ['~1', '1.9.9', true],
  ['1.x', '1.4.0', true],
  ['1.2', '1.2.5', true],
  ['1.2.0', '1.2.5', false],
  ['*', '7.0.0', true],
  ['!=1.2', '1.2.5', false],
  ['!=1.2', '1.3.0', true],
  ['>11', '11.1.0', false],
  ['>11.1', '11.1.1', false],
  ['>11.1', '11.2.0', true],
  ['<=1.2', '1.2.9', true],
  ['<=1', '1.9.9', true],
  ['1.2 - 2.3', '2.3.4', true],
  ['>=1 <2 || >3', '2.5.0', false],
  ['>=1, <2', '1.5.0', true],
  ['=> 1.2', '1.2.0', true],
  ['', '1.0.0', false],
  ['nonsense', '1.0.0', false],
  ['>=1.2-2', '1.0.0', false],
])('%s holds %s: %s', (range, version, expected) => {
  expect(isInRange(range, version)).toBe(expected)
})

it('reads no constraint that is longer or has more groups than Masterminds takes', () => {
  expect(parseConstraint(Array(33).fill('1').join('||'))).toBeUndefined()
  expect(parseConstraint(' '.repeat(600))).toBeUndefined()
})
