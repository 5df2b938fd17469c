import { type Rule, severityOf } from '../rules/run/rule.ts'

/** The documentation of a rule as a page of Markdown: what editors show and what stands in `docs/rules`. */
export function ruleMarkdown({ id, certainty, since, fix, docs }: Rule): string {
  const fixes = { none: 'No fix', sometimes: 'Fixable in some cases', always: 'Fixable' }[fix]
  const sections = [
    `# ${docs.title}`,
    `\`${id}\` · ${severityOf[certainty]} · since ${since} · ${fixes}`,
    docs.what,
    `## Why`,
    docs.why,
    `## Instead`,
    docs.instead,
    `## Example`,
    'This gets the finding:',
    yamlBlock(docs.bad),
    'This does not:',
    yamlBlock(docs.good),
    ...(docs.verify ? ['## See it in a cluster', codeBlock('sh', docs.verify.join('\n'))] : []),
    '## Turn it off',
    'Set its level in `.portolan.yaml`, for a repository or a folder, or under `portolan.rules` in the editor:',
    yamlBlock(`rules:\n  ${id}: off`),
    '## Sources',
    docs.sources.map(source => `- ${source}`).join('\n'),
  ]
  return `${sections.map(section => section.trim()).join('\n\n')}\n`
}

function yamlBlock(text: string): string {
  return codeBlock('yaml', text)
}

function codeBlock(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trim()}\n\`\`\``
}
