import { expect, test } from 'vitest'
import { columnsOf } from '../../../server/src/core/report/display.ts'

test.for([
  ['plain', 5],
  ['', 0],
  ['\t', 4],
  ['\u001b[31m', 5],
  ['é', 1],
  ['e\u0301', 1],
  ['漢字', 4],
  ['ｶﾞ', 2],
  ['한글', 4],
  ['✅', 2],
  ['⭐', 2],
  ['☕', 2],
  ['🚀', 2],
  ['☸', 1],
  ['☸️', 2],
  ['👍🏽', 2],
  ['🇩🇪', 2],
  ['👨‍👩‍👧', 2],
  ['1️⃣', 2],
  ['→ │ …', 5],
  ['\u200b', 0],
  ['\u202e', 1],
  ['\ud800', 0],
] as const)('%j takes %i columns', ([text, columns]) => {
  expect(columnsOf(text)).toBe(columns)
})
