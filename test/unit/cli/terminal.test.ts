import { expect, test } from 'vitest'
import { progressOn } from '../../../server/src/cli/progress.ts'
import { stylesFor, type Terminal } from '../../../server/src/cli/terminal.ts'
import { ansiStyles } from '../../../server/src/core/report/styles.ts'

test.each([
  [true, {}, true],
  [false, {}, false],
  [true, { TERM: 'dumb' }, false],
  [true, { NO_COLOR: '1' }, false],
  [true, { NO_COLOR: '' }, true],
  [false, { FORCE_COLOR: '1' }, true],
  [true, { FORCE_COLOR: '0' }, false],
  [false, { FORCE_COLOR: '1', NO_COLOR: '1' }, true],
])('on a terminal: %s, with %j: colours: %s', (isTTY, env, coloured) => {
  expect(stylesFor({ write: () => undefined, isTTY }, env) === ansiStyles).toBe(coloured)
})

test('progress shows on a terminal when a run is long, and is taken away', () => {
  const { terminal, written } = terminalThat({ isTTY: true })
  let now = 0
  const progress = progressOn(terminal, () => now)
  progress.at(10, 100)
  expect(written()).toBe('')
  now = 1000
  progress.at(50, 100)
  progress.at(51, 100)
  expect(written()).toBe('\r\u001b[KChecking 50 of 100 files')
  progress.end()
  expect(written()).toMatch(/\r\u001b\[K$/)
})

test.each([
  ['no terminal', { isTTY: false }],
  ['a terminal of a CI system', { isTTY: true, env: { CI: 'true' } }],
])('progress on %s: none', (_, options) => {
  const { terminal, written } = terminalThat(options)
  let now = 0
  const progress = progressOn(terminal, () => now)
  now = 10_000
  progress.at(50, 100)
  progress.end()
  expect(written()).toBe('')
})

function terminalThat({ isTTY, env = {} }: { isTTY: boolean; env?: Terminal['env'] }): {
  terminal: Terminal
  written: () => string
} {
  let text = ''
  const stream = { write: (more: string) => void (text += more), isTTY }
  return { terminal: { cwd: '/', env, stdout: stream, stderr: stream }, written: () => text }
}
