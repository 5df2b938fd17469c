import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { applyEdits } from '../../server/src/core/base/edit.ts'
import { allRules } from '../../server/src/core/rules/run/registry.ts'
import type { Rule } from '../../server/src/core/rules/run/rule.ts'
import { allTopics } from '../../server/src/core/rules/run/topics.ts'
import type { LocatedFinding, LocatedFix } from '../../server/src/core/workspace/types.ts'
import type { Workspace } from '../../server/src/core/workspace/workspace.ts'
import { exampleFiles } from '../support/exampleFiles.ts'
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
    expect(allFindings(inView(exampleFiles(rule.docs.good))).filter(loud)).toEqual([])
  })

  test('offers fixes as it says', () => {
    const fixed = fixesIn(rule, rule.docs.bad)
    expect(fixed.length > 0).toBe(rule.fix !== 'none')
    for (const { files, fix } of fixed) {
      const { workspace } = inView(files)
      for (const uri of workspace.files())
        expect(workspace.documentsOf(uri).map(document => document.tree.status)).not.toContain('broken')
      if (fix.applicability !== 'manual')
        expect(findingsIn(rule, files).length).toBeLessThan(findingsOf(rule, rule.docs.bad).length)
    }
  })

  test('offers at most one preferred fix for a finding', () => {
    const view = inView(exampleFiles(rule.docs.bad))
    for (const finding of allFindings(view))
      expect(view.workspace.fixesOf(finding).filter(fix => fix.preferred).length).toBeLessThan(2)
  })
})

interface Fixed {
  readonly fix: LocatedFix
  readonly files: Readonly<Record<string, string>>
}

/** What one fix at a time makes of an example. */
function fixesIn(rule: Rule, example: string): readonly Fixed[] {
  const files = exampleFiles(example)
  const view = inView(files, { profile: rule.profile })
  return allFindings(view)
    .filter(finding => finding.rule === rule.id)
    .flatMap(finding => view.workspace.fixesOf(finding))
    .map(fix => ({ fix, files: fixed(files, fix) }))
}

function fixed(files: Readonly<Record<string, string>>, { edits }: LocatedFix): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path,
      applyEdits(
        text,
        edits.filter(({ uri }) => uri === uriOf(path)),
      ),
    ]),
  )
}

function findingsOf(rule: Rule, example: string): readonly LocatedFinding[] {
  return findingsIn(rule, exampleFiles(example))
}

function findingsIn(rule: Rule, files: Readonly<Record<string, string>>): readonly LocatedFinding[] {
  return allFindings(inView(files, { profile: rule.profile })).filter(finding => finding.rule === rule.id)
}

function allFindings({ workspace }: { readonly workspace: Workspace }): readonly LocatedFinding[] {
  return workspace.files().flatMap(uri => workspace.findings(uri))
}

function loud({ severity }: LocatedFinding): boolean {
  return severity === 'error' || severity === 'warning'
}
