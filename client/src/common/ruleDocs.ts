import { type Disposable, workspace } from 'vscode'
import type { BaseLanguageClient } from 'vscode-languageclient'
import { type RuleDocsParams, type RuleDocsResult, ruleDocsRequest } from '../../../server/src/lsp/protocol.ts'

const scheme = 'portolan-rule'

/** Where the link at a finding leads: a page that the server writes, so that it opens without a network. */
export const ruleDocsPattern = `${scheme}:/{rule}.md`

export function provideRuleDocs(client: BaseLanguageClient): Disposable {
  return workspace.registerTextDocumentContentProvider(scheme, {
    async provideTextDocumentContent({ path }) {
      const params: RuleDocsParams = { rule: path.replace(/^\/|\.md$/g, '') }
      const { markdown } = await client.sendRequest<RuleDocsResult>(ruleDocsRequest, params)
      return markdown ?? `There is no rule ${params.rule}.\n`
    },
  })
}
