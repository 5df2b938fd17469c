import { nearest } from '../../core/base/similar.ts'
import type { Styles } from '../../core/report/styles.ts'
import { allRules } from '../../core/rules/registry.ts'
import { type Rule, severityOf } from '../../core/rules/rule.ts'
import type { ExplainLine } from '../args.ts'
import { type ExitCode, exitCodes, UsageError } from '../exitCodes.ts'
import { stylesFor, type Terminal } from '../terminal.ts'

/** `portolan explain RULE`: the rule's documentation, for reading in a terminal. */
export function explain({ rule: id }: ExplainLine, { stdout, env }: Terminal): ExitCode {
  const rule = allRules.find(each => each.id === id)
  if (!rule) {
    const near = nearest(
      id,
      allRules.map(each => each.id),
    )
    throw new UsageError(
      `there is no rule "${id}"`,
      near ? `Did you mean: portolan explain ${near}` : 'To see all rules: portolan rules',
    )
  }
  stdout.write(explanation(rule, stylesFor(stdout, env)))
  return exitCodes.ok
}

function explanation({ id, certainty, since, fix, docs }: Rule, styles: Styles): string {
  const severity = severityOf[certainty]
  const facts = [styles[severity](severity), fixWords[fix], `since ${since}`].join(', ')
  const sections = [
    `${styles.message(docs.title)} ${styles.dim(`[${id}]`)}\n${facts}`,
    docs.what,
    docs.why.trim(),
    heading('Instead', docs.instead.trim(), styles),
    heading('Wrong', indented(docs.bad), styles),
    heading('Right', indented(docs.good), styles),
    docs.verify && heading('See it in a cluster', indented(docs.verify.join('\n')), styles),
    heading('Sources', docs.sources.map(source => `- ${source}`).join('\n'), styles),
    heading('Where it is right as it is', indented(`# portolan-ignore ${id}: the reason`), styles),
    heading('Change its level, in .portolan.yaml', indented(`rules:\n  ${id}: off`), styles),
  ]
  return `${sections.filter(Boolean).join('\n\n')}\n`
}

const fixWords = { none: 'no fix', sometimes: 'sometimes has a fix', always: 'has a fix' } as const

function heading(title: string, body: string, styles: Styles): string {
  return `${styles.message(title)}\n${body}`
}

function indented(text: string): string {
  return text.trim().replace(/^(?=.)/gm, '  ')
}
