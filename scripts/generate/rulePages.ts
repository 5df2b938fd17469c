import { ruleMarkdown } from '../../server/src/core/report/ruleMarkdown.ts'
import { allRules } from '../../server/src/core/rules/registry.ts'
import { severityOf } from '../../server/src/core/rules/rule.ts'

/** A page for each rule, and a table of them. */
export function rulePages(): readonly (readonly [path: string, text: string])[] {
  const pages = allRules.map(rule => [`docs/rules/${rule.id}.md`, ruleMarkdown(rule)] as const)
  return [['docs/rules/README.md', table()], ...pages]
}

function table(): string {
  const rows = allRules.map(({ id, certainty, fix, docs }) => {
    const fixes = { none: '', sometimes: 'some', always: 'yes' }[fix]
    return `| [${id}](${id}.md) | ${severityOf[certainty]} | ${fixes} | ${docs.what} |`
  })
  return ['# Rules', '', '| rule | severity | fix | what it finds |', '| --- | --- | --- | --- |', ...rows, ''].join(
    '\n',
  )
}
