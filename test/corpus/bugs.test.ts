import { expect, test } from 'vitest'
import { describeWith } from './describeWith.ts'
import { scoreBugs } from './score.ts'

describeWith('bugs', 'bugs that people made and mended', folder => {
  // A case that is caught today and not tomorrow is a regression; `npx vitest run --project corpus -u` takes an improvement over.
  test('are caught and cleared as bugs.json says', async () => {
    await expect(`${JSON.stringify(scoreBugs(folder), undefined, 2)}\n`).toMatchFileSnapshot('bugs.json')
  })
})
