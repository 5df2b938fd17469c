import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { applyEdits } from '../../server/src/core/base/edit.ts'
import { allRules } from '../../server/src/core/rules/run/registry.ts'
import type { Rule } from '../../server/src/core/rules/run/rule.ts'
import { allTopics } from '../../server/src/core/rules/run/topics.ts'
import type { LocatedFinding, LocatedFix } from '../../server/src/core/workspace/types.ts'
import type { Workspace } from '../../server/src/core/workspace/workspace.ts'
import { inView, uriOf } from '../support/view.ts'

const rulesFolder = new URL('../../server/src/core/rules/', import.meta.url)

test('every rule file is in the registry, which is sorted and names no rule twice', () => {
  const folders = readdirSync(rulesFolder)
  expect(folders.sort()).toEqual([...allTopics(), 'run', 'support'].sort())
  const files = allTopics().flatMap(topic => readdirSync(new URL(`${topic}/`, rulesFolder)))
  expect(allRules.map(rule => `${rule.id}.ts`)).toEqual(files.sort())
})

test('every rule has a fixture', () => {
  const fixtures = readdirSync(new URL('.', import.meta.url)).filter(name => name.endsWith('.txt'))
  expect(fixtures.sort()).toEqual(allRules.map(rule => `${rule.id}.txt`))
})

describe.each(allRules)('$id', rule => {
  test('is documented', () => {
    const { docs } = rule
    expect(rule.id).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(docs.title).toMatch(/^(?:[A-Z]|[a-z]+[A-Z])[^\n]*[^.\n]$/)
    expect(docs.what).toMatch(/^Finds [^\n]+\.$/)
    expect(docs.why.length).toBeGreaterThan(150)
    expect(docs.instead).toMatch(/\.$/)
    expect(docs.sources.length).toBeGreaterThan(0)
    expect(docs.verify?.length).toBeGreaterThan(0)
  })

  test('finds its bad example, says it in one line, and finds nothing in the good one', () => {
    const found = findingsOf(rule, rule.docs.bad)
    expect(found.length).toBeGreaterThan(0)
    for (const { message } of found) {
      expect(message).toMatch(/^\S.{20,180}\.$/)
      expect(message).not.toMatch(/undefined|null|NaN|\[object|\$\{/)
    }
    expect(allFindings(inView({ 'm.yaml': rule.docs.good })).filter(loud)).toEqual([])
  })

  test('offers fixes as it says', () => {
    const fixed = fixesIn(rule, rule.docs.bad)
    expect(fixed.length > 0).toBe(rule.fix !== 'none')
    for (const { text, fix } of fixed) {
      const { workspace } = inView({ 'm.yaml': text })
      expect(workspace.documentsOf(uriOf('m.yaml')).map(document => document.tree.status)).not.toContain('broken')
      if (fix.applicability !== 'manual')
        expect(findingsOf(rule, text).length).toBeLessThan(findingsOf(rule, rule.docs.bad).length)
    }
  })

  test('offers at most one preferred fix for a finding', () => {
    const { workspace } = inView({ 'm.yaml': rule.docs.bad })
    for (const finding of workspace.findings(uriOf('m.yaml'))) {
      expect(workspace.fixesOf(finding).filter(fix => fix.preferred).length).toBeLessThan(2)
    }
  })
})

/** What one fix at a time makes of a manifest. */
function fixesIn(rule: Rule, text: string): readonly { readonly fix: LocatedFix; readonly text: string }[] {
  const { workspace } = inView({ 'm.yaml': text }, { profile: rule.profile })
  const findings = workspace.findings(uriOf('m.yaml')).filter(finding => finding.rule === rule.id)
  return findings
    .flatMap(finding => workspace.fixesOf(finding))
    .map(fix => ({ fix, text: applyEdits(text, fix.edits) }))
}

function findingsOf(rule: Rule, text: string): readonly LocatedFinding[] {
  return allFindings(inView({ 'm.yaml': text }, { profile: rule.profile })).filter(finding => finding.rule === rule.id)
}

function allFindings({ workspace }: { readonly workspace: Workspace }): readonly LocatedFinding[] {
  return workspace.files().flatMap(uri => workspace.findings(uri))
}

function loud({ severity }: LocatedFinding): boolean {
  return severity === 'error' || severity === 'warning'
}
