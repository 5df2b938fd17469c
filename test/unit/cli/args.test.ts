import { expect, test } from 'vitest'
import { parseCommandLine } from '../../../server/src/cli/args.ts'
import { UsageError } from '../../../server/src/cli/exitCodes.ts'

test.each([
  ['check .', { command: 'check', paths: ['.'], format: 'text', failOn: 'error', profile: undefined, fix: false }],
  [
    'check a b --format json',
    { command: 'check', paths: ['a', 'b'], format: 'json', failOn: 'error', profile: undefined, fix: false },
  ],
  [
    '--format=json check a --fail-on=hint',
    { command: 'check', paths: ['a'], format: 'json', failOn: 'hint', profile: undefined, fix: false },
  ],
  [
    'check -- --format',
    { command: 'check', paths: ['--format'], format: 'text', failOn: 'error', profile: undefined, fix: false },
  ],
  ['explain node-port-range', { command: 'explain', subject: 'node-port-range' }],
  [
    'check --fix . --profile strict',
    { command: 'check', paths: ['.'], format: 'text', failOn: 'error', profile: 'strict', fix: true },
  ],
  ['rules', { command: 'rules' }],
  ['--version', { command: 'version' }],
  ['-V', { command: 'version' }],
  ['--help', { command: 'help', about: undefined }],
  ['help check', { command: 'help', about: 'check' }],
  ['check -h', { command: 'help', about: 'check' }],
] as const)('%s', (line, meaning) => {
  expect(parseCommandLine(line.split(' '))).toEqual(meaning)
})

test.each([
  ['', 'a command is missing'],
  ['chek .', 'there is no command "chek"\nDid you mean: portolan check'],
  ['deploy/', 'there is no command "deploy/"\nTo check manifests: portolan check deploy/'],
  ['check', 'check needs at least one PATH'],
  ['check . --fromat json', 'check has no option --fromat\nDid you mean --format?'],
  ['check . -x', 'check has no option -x'],
  ['check . --format xml', '--format cannot be "xml"; it is one of text, json'],
  ['check . --format', '--format needs a value; it is one of text, json'],
  ['check . --fail-on never', '--fail-on cannot be "never"; it is one of error, warning, information, hint'],
  ['rules --format json', 'rules has no option --format'],
  ['rules now', 'rules takes no operands, but got now'],
  ['explain', 'explain needs one RULE'],
] as const)('%s is refused: %s', (line, words) => {
  expect(refusal(line)).toContain(words)
})

function refusal(line: string): string {
  try {
    parseCommandLine(line.split(' ').filter(Boolean))
  } catch (error) {
    if (error instanceof UsageError) return `${error.message}\n${error.hint ?? ''}`
    throw error
  }
  throw new Error(`${line} was understood`)
}
