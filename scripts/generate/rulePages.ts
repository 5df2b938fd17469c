import { ruleMarkdown } from '../../server/src/core/report/ruleMarkdown.ts'
import { allRules, rulesByTopic } from '../../server/src/core/rules/run/registry.ts'
import { severityOf } from '../../server/src/core/rules/run/rule.ts'
import { allTopics, topics } from '../../server/src/core/rules/run/topics.ts'

/** A page for each rule, and an index by topic. */
export function rulePages(): readonly (readonly [path: string, text: string])[] {
  const pages = allRules.map(rule => [`docs/rules/${rule.id}.md`, ruleMarkdown(rule)] as const)
  return [['docs/rules/README.md', index()], ...pages]
}

function index(): string {
  const sections = allTopics().flatMap(topic => [
    `## ${topics[topic].title}`,
    topics[topic].about,
    [
      '| rule | severity | fix | what it finds |',
      '| --- | --- | --- | --- |',
      ...rulesByTopic[topic].map(({ id, certainty, fix, docs }) => {
        const fixes = { none: '', sometimes: 'some', always: 'yes' }[fix]
        return `| [${id}](${id}.md) | ${severityOf[certainty]} | ${fixes} | ${docs.what} |`
      }),
    ].join('\n'),
  ])
  return `${['# Rules', introduction(), ...sections].join('\n\n')}\n`
}

function introduction(): string {
  return (
    `${allRules.length} rules. The severity is that of the usual case; a finding may say less where the evidence is weaker. ` +
    'Levels, profiles and what lives outside of the repository are set in `.portolan.yaml` or in the editor ' +
    '([settings](../settings.md)).'
  )
}
