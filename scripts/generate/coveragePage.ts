import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { allRules } from '../../server/src/core/rules/run/registry.ts'
import { type CoverageRow, coverageRows } from './coverageRows.ts'
import { explanationRows } from './explanationRows.ts'
import { pointerRows } from './pointerRows.ts'
import { allProofs } from './proofs/all.ts'
import { gaps } from './proofs/gaps.ts'
import { topicRows } from './topicRows.ts'

const exactness = join(import.meta.dirname, '../../test/corpus/exactness.tsv')
const counts = join(import.meta.dirname, '../../test/corpus/references.tsv')

/** docs/coverage.md: which rule, hover or reason stands behind every fact. */
export function coveragePage(): string {
  return [
    '# Coverage',
    '',
    'Every row of the facts about ports that Portolan is held against (S: Services, C: containers, P: probes, then the tables of the',
    'chapters 1.2, 1.4, 1.5, 2 and 3), and what stands behind it: rules, hovers, or the reason why nothing does. Each rule of these',
    'rows, and everywhere each rule that may be an error, is shown by a manifest in `scripts/generate/proofs` that a test runs.',
    '',
    ...rowsOf('row', coverageRows),
    '',
    '## References to ports',
    '',
    ...rowsOf('row', pointerRows),
    '',
    '## Packets, names, privileges and sockets',
    '',
    'The chapters 4 and 6 to 10: what is explained rather than checked, and claims that nothing here may repeat.',
    '',
    ...rowsOf('row', explanationRows),
    '',
    '## By topic',
    '',
    ...rowsOf('topic', topicRows),
    '',
    '## Where references lead',
    '',
    'All references in the public manifests that Portolan is tried on, by [site](sites.md): how many were found, how many lead to a',
    'Service or to pods in view, how many to nothing although their neighborhood is known (missing), and how many nobody can',
    'follow from the manifests alone (unknown; also the number of a probe that its container need not declare). What points to nothing',
    'but itself, such as the listener of a gateway, and a Service without a selector are not asked. `targetPort`, `serviceName`,',
    'the selectors of Services and the ports of probes have types of their own and are no sites. Bases count as the first of the overlays builds them, charts with their defaults.',
    '`npm run generate` takes the numbers from `test/corpus/references.tsv`, which a test holds against the manifests.',
    '',
    ...table(readFileSync(counts, 'utf8')),
    '',
    '## Builds beside those of the real tool',
    '',
    'What `portolan render` prints of a kustomization is what is checked. It was held against what the real tool printed, and against where',
    'it gave up; `npm run generate` takes the numbers from `test/corpus/exactness.tsv`, which the test in the last column holds.',
    '',
    ...table(readFileSync(exactness, 'utf8')),
    '',
  ].join('\n')
}

function rowsOf(head: string, rows: readonly CoverageRow[]): readonly string[] {
  return [
    `| ${head} | what it says | covered by |`,
    '| --- | --- | --- |',
    ...rows.map(({ id, what, by }) => `| ${id} | ${what} | ${coveredBy(id, by)} |`),
  ]
}

function coveredBy(id: string, by: string | undefined): string {
  const named = rulesIn(by)
  const rules = rulesOf(id, by)
  const bare = rules.filter(rule => needsProof(id, rule) && !isProved(id, rule))
  if (bare.length > 0)
    throw new Error(
      `docs/coverage.md claims ${bare.join(', ')} for ${id} without a manifest in scripts/generate/proofs`,
    )
  const all = rules.map(rule => `[${rule}](rules/${rule}.md)`)
  const words =
    by &&
    named.reduce((text, rule) => text.replace(new RegExp(`(^|, )${rule}(?![\\w-])`), ''), by).replace(/^[,; ]+/, '')
  const missing = gaps.filter(({ row }) => row === id).map(({ what }) => what)
  const parts = [all.join(', '), words, missing.length > 0 ? `not reported: ${missing.join(', ')}` : ''].filter(Boolean)
  if (parts.length === 0)
    throw new Error(`docs/coverage.md says nothing of ${id}: name it in a rule's docs.covers, or say why not`)
  return parts.join('; ')
}

/** Rows of the chapters 1 to 3 say what the API server does; elsewhere a rule that may be an error says so. */
export function needsProof(id: string, rule: string): boolean {
  return (
    coverageRows.some(row => row.id === id) || allRules.some(each => each.id === rule && each.certainty === 'certain')
  )
}

function isProved(id: string, rule: string): boolean {
  return allProofs.some(proof => proof.row === id && proof.rule === rule)
}

/** The rules that a row claims: by `docs.covers` of the rule, or by its own words. */
export function rulesOf(id: string, by: string | undefined): readonly string[] {
  const rules = allRules.filter(rule => rule.docs.covers?.includes(id)).map(rule => rule.id)
  return [...new Set([...rules, ...rulesIn(by)])].sort()
}

/** `reference-port-name-invalid` is not `port-name-invalid`. */
function rulesIn(words: string | undefined): readonly string[] {
  const names = new Set(words?.match(/[a-z]+(?:-[a-z]+)+/g))
  return allRules.map(rule => rule.id).filter(id => names.has(id))
}

function table(tsv: string): readonly string[] {
  const rows = tsv
    .trimEnd()
    .split('\n')
    .map(line => `| ${line.split('\t').join(' | ')} |`)
  const [head = '', ...body] = rows
  return [head, head.replaceAll(/[^|]+/g, ' --- '), ...body]
}
