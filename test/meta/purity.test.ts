import { rm } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { plant, run } from './plant.ts'

/** What the compiler says of one planted file in a part of the project. */
async function complaints(part: string, path: string, text: string): Promise<string> {
  const folder = await plant({
    [path]: text,
    'server/src/core/base/x.ts': 'export const x = 1\n',
    'server/src/files/decode.ts': 'export const x = 1\n',
    'server/src/files/walk.ts': 'export const x = 1\n',
    'server/src/lsp/protocol.ts': 'export const x = 1\n',
    'server/src/lsp/server.ts': 'export const x = 1\n',
    'server/src/cli/run.ts': 'export const x = 1\n',
  })
  const output = await run(folder, 'tsc', ['-b', part])
  await rm(folder, { recursive: true })
  return output
}

test.for([
  ["import 'node:fs'", 'TS2882'],
  ["export { readFileSync } from 'node:fs'", 'TS2591'],
  ['export const x = process.argv', 'TS2591'],
  ['export const x = Buffer.from([])', 'TS2591'],
  ['export const x = new Worker("x")', 'TS2304'],
  ['export const x = document.title', 'TS2584'],
  ['export const x = setTimeout(() => undefined, 1)', 'TS2304'],
  ['console.log(1)', 'TS2584'],
  ["export { x } from '../../lsp/server.ts'", 'TS6307'],
  ["export { x } from '../../cli/run.ts'", 'TS6307'],
] as const)('the compiler refuses in core: %s', async ([text, code]) => {
  expect(await complaints('server/src/core', 'server/src/core/base/planted.ts', `${text}\n`)).toContain(code)
})

test.for([
  ['server/src/files', 'server/src/files/planted.ts', "import 'node:fs'"],
  ['server/src/files', 'server/src/files/planted.ts', 'export const x = Buffer.from([])'],
  ['server/src/files', 'server/src/files/planted.ts', "export { x } from '../lsp/server.ts'"],
  ['server/src/lsp', 'server/src/lsp/planted.ts', "export { x } from '../cli/run.ts'"],
  ['server/src/lsp', 'server/src/lsp/planted.ts', 'export const x = setTimeout(() => undefined, 1)'],
  ['server/src/cli', 'server/src/cli/planted.ts', "export { x } from '../lsp/server.ts'"],
  ['client/src/common', 'client/src/common/planted.ts', "export { x } from '../../../server/src/lsp/server.ts'"],
  ['client/src/common', 'client/src/common/planted.ts', "export { x } from '../../../server/src/core/base/x.ts'"],
  ['client/src/common', 'client/src/common/planted.ts', "export { x } from '../../../server/src/files/walk.ts'"],
] as const)('the compiler refuses in %s: %s %s', async ([part, path, text]) => {
  expect(await complaints(part, path, `${text}\n`)).toMatch(/error TS(6307|2304|2591|2882)/)
})

test('and it accepts what is meant: core from the server, the names of messages from the client', async () => {
  const fromCore = "export { x } from '../core/base/x.ts'\n"
  expect(await complaints('server/src/lsp', 'server/src/lsp/planted.ts', fromCore)).toBe('')
  expect(await complaints('server/src/files', 'server/src/files/planted.ts', fromCore)).toBe('')
  const fromFiles = "export { x } from '../files/walk.ts'\n"
  expect(await complaints('server/src/cli', 'server/src/cli/planted.ts', fromFiles)).toBe('')
  const fromProtocol = "export { x } from '../../../server/src/lsp/protocol.ts'\n"
  expect(await complaints('client/src/common', 'client/src/common/planted.ts', fromProtocol)).toBe('')
})
