import { rulesByTopic } from '../../core/rules/run/registry.ts'
import { severityOf } from '../../core/rules/run/rule.ts'
import { allTopics, topics } from '../../core/rules/run/topics.ts'
import { type ExitCode, exitCodes } from '../exitCodes.ts'
import { stylesFor, type Terminal } from '../terminal.ts'

/** `portolan rules`: by topic; id, usual severity and what it finds, one per line. */
export function rules({ stdout, env }: Terminal): ExitCode {
  const styles = stylesFor(stdout, env)
  const width = Math.max(...Object.values(rulesByTopic).flatMap(rules => rules.map(({ id }) => id.length)))
  const blocks = allTopics().map(topic => {
    const lines = rulesByTopic[topic].map(({ id, certainty, docs }) => {
      const severity = severityOf[certainty]
      return `  ${id.padEnd(width)}  ${styles[severity](severity.padEnd('information'.length))}  ${docs.title}\n`
    })
    return `${styles.message(topics[topic].title)}\n${lines.join('')}`
  })
  stdout.write(blocks.join('\n'))
  return exitCodes.ok
}
