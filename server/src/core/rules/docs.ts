import { type Rule, severityOf } from './rule.ts'

/** The page of one rule: docs/rules/<id>.md, `portolan explain`, and the help text of other formats. */
export function renderRuleDocs(rule: Rule): string {
  const { docs } = rule
  return [
    generated,
    `# ${docs.title}`,
    `\`${rule.id}\` · ${severityOf[rule.certainty]} · ${rule.certainty} · ${fixText[rule.fix]} · since ${rule.since}`,
    docs.what,
    '## Why',
    docs.why,
    '## What to write instead',
    docs.instead,
    'Found:',
    fence('yaml', docs.bad),
    'Fine:',
    fence('yaml', docs.good),
    ...(docs.verify ? ['## See it in a cluster', fence('sh', docs.verify.join('\n'))] : []),
    '## Switch it off, or say it louder or softer',
    `In \`.portolan.yaml\` at the root of the repository, or as \`portolan.rules\` in the settings of the editor:`,
    fence('yaml', `rules:\n  ${rule.id}: off   # or hint, information, warning, error`),
    '## Sources',
    docs.sources.map(source => `- ${source}`).join('\n'),
  ]
    .join('\n\n')
    .concat('\n')
}

/** The list of all rules: docs/rules/README.md. */
export function renderRuleIndex(rules: readonly Rule[]): string {
  const rows = rules.map(
    rule => `| [${rule.id}](${rule.id}.md) | ${rule.docs.what} | ${severityOf[rule.certainty]} | ${rule.fix} |`,
  )
  return [
    generated,
    '# Rules',
    'The certainty of a finding sets its severity: **error** for what the API server refuses or what cannot work given what is in view, **warning** where there is evidence on both sides, **information** where the other half may live elsewhere, **hint** where a better way is known. A rule may say less or more than its usual severity in a given case; its page says when.',
    ['| rule | what it does | usually | fix |', '| --- | --- | --- | --- |', ...rows].join('\n'),
  ]
    .join('\n\n')
    .concat('\n')
}

const generated = '<!-- Generated from the rules by scripts/generate.ts. Edit the rule instead. -->'

const fixText: Readonly<Record<Rule['fix'], string>> = {
  none: 'no fix',
  sometimes: 'sometimes with a fix',
  always: 'with a fix',
}

function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``
}
