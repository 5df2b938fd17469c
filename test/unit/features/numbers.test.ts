import { expect, test } from 'vitest'
import { grouped, spoken } from '../../../server/src/core/features/hover/numbers.ts'

test.each([
  [7, '7'],
  [470, '470'],
  [28_232, '28,232'],
  [1_234_567, '1,234,567'],
])('%d with commas is %s', (number, text) => {
  expect(grouped(number)).toBe(text)
})

test.each([
  [0, '0 s'],
  [15, '15 s'],
  [60, '60 s (1 minute)'],
  [90, '90 s'],
  [600, '600 s (10 minutes)'],
  [3600, '3600 s (1 hour)'],
  [10_800, '10800 s (3 hours)'],
])('%d seconds are %s', (seconds, text) => {
  expect(spoken(seconds)).toBe(text)
})
