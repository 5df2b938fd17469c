import { nearest } from '../../core/base/similar.ts'
import { type FieldDocs, fieldDocs } from '../../core/report/fieldDocs.ts'
import type { Styles } from '../../core/report/styles.ts'
import { allRules } from '../../core/rules/run/registry.ts'
import { type Rule, severityOf } from '../../core/rules/run/rule.ts'
import type { ExplainLine } from '../args.ts'
import { type ExitCode, exitCodes, UsageError } from '../exitCodes.ts'
import { stylesFor, type Terminal } from '../terminal.ts'

/** `portolan explain RULE|FIELD`: the documentation of a rule, or what a field is, for reading in a terminal. */
export function explain({ subject }: ExplainLine, { stdout, env }: Terminal): ExitCode {
  const styles = stylesFor(stdout, env)
  const rule = allRules.find(each => each.id === subject)
  const field = fieldDocs.find(each => each.field.toLowerCase() === subject.toLowerCase())
  if (!rule && !field) throw unknownSubject(subject)
  stdout.write(rule ? explanation(rule, styles) : field ? fieldExplanation(field, styles) : '')
  return exitCodes.ok
}

function unknownSubject(subject: string): UsageError {
  const near = nearest(subject, [...allRules.map(each => each.id), ...fieldDocs.map(each => each.field)])
  return new UsageError(
    `there is no rule or field "${subject}"`,
    near
      ? `Did you mean: portolan explain ${near}`
      : `To see all rules: portolan rules\nFields: ${fieldDocs.map(each => each.field).join(', ')}`,
  )
}

function fieldExplanation({ field, of, what, mustMatch, sources }: FieldDocs, styles: Styles): string {
  const sections = [
    `${styles.message(field)} of ${of}`,
    what,
    mustMatch && heading('Must match', mustMatch, styles),
    heading('Sources', sources.map(source => `- ${source}`).join('\n'), styles),
  ]
  return `${sections.filter(Boolean).join('\n\n')}\n`
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
