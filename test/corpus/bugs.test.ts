import { expect, test } from 'vitest'
import { describeWith } from './describeWith.ts'
import { type Score, scoreBugs } from './score.ts'

describeWith('bugs', 'bugs that people made and mended', folder => {
  // A case that is caught today and not tomorrow is a regression; `npx vitest run --project corpus -u` takes an improvement over.
  test('are caught and cleared as bugs.tsv says', async () => {
    await expect(tableOf(scoreBugs(folder))).toMatchFileSnapshot('bugs.tsv')
  })
})

/** One line per case, so that a change of one is one line in a review. */
function tableOf(scores: Readonly<Record<string, Score>>): string {
  const rows = Object.entries(scores).map(([id, { detectable, caught, cleared, rules, loudAfter }]) => [
    id,
    detectable ? 'yes' : 'no',
    caught ?? '-',
    cleared ? 'yes' : '-',
    rules.join(',') || '-',
    String(loudAfter),
  ])
  const head = ['case', 'provable', 'caught as', 'cleared by the fix', 'rules', 'loud after the fix']
  return `${[head, ...rows].map(row => row.join('\t')).join('\n')}\n`
}
