import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readCheckOutput } from '../support/checkOutput.ts'
import { describeWith } from './describeWith.ts'
import { isLoud } from './reviewed.ts'
import { checkFolder } from './shared.ts'

/** The mistakes that Kustomize itself makes, each with the file that must change. */
const mistakes: readonly (readonly [name: string, rule: string, file: string])[] = [
  ['c10-cloneset-commonlabels', 'selector-no-match', 'kustomization.yaml'],
  ['c11-operated-commonlabels', 'selector-no-match', 'kustomization.yaml'],
  ['c12-selectorless-commonlabels', 'kustomize-selector-added', 'kustomization.yaml'],
  ['c13-smp-port-change', 'port-name-duplicate', 'prod/svc-patch.yaml'],
  ['c14-namesuffix-httproute', 'reference-service-missing', 'dev/kustomization.yaml'],
  ['c51-overlay-renames-port', 'target-port-name-missing', 'prod/kustomization.yaml'],
  ['c52-patch-sidecar-wrong-port', 'listen-other-port', 'config/default/proxy.yaml'],
  ['k03-base-bug-with-overlays', 'target-port-name-missing', 'base/s.yaml'],
]

/** Here kubectl builds a Service with two ports of one name even after what was meant to be the way out. */
const stillWrong = new Set(['c13-smp-port-change'])

describeWith('trials', 'overlays', folder => {
  const loudIn = (path: string) =>
    readCheckOutput(checkFolder(join(folder, 'catch', path)).stdout)
      .findings.filter(isLoud)
      .map(({ rule, file }) => [rule, file])

  test.each(mistakes)('%s is told once, by %s in %s', (name, rule, file) => {
    expect(loudIn(`${name}/before`)).toEqual([[rule, file]])
  })

  test.each(mistakes)('%s is not told of what is right', name => {
    expect(loudIn(`${name}/after`).length).toBe(stillWrong.has(name) ? 1 : 0)
  })
})
