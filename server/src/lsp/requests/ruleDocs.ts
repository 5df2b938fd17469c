import { ruleMarkdown } from '../../core/report/ruleMarkdown.ts'
import { allRules } from '../../core/rules/run/registry.ts'
import { type RuleDocsResult, ruleDocsRequest } from '../protocol.ts'
import { textIn } from '../sent.ts'
import type { Session } from '../session.ts'

export function answerRuleDocs({ connection }: Session): void {
  connection.onRequest(ruleDocsRequest, (params: unknown): RuleDocsResult => {
    const id = textIn(params, 'rule')
    const rule = allRules.find(each => each.id === id)
    return { markdown: rule ? ruleMarkdown(rule) : null }
  })
}
