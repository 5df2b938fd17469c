import { describe, expect, test } from 'vitest'
import { inView, uriOf } from '../../support/view.ts'

/** The rules that complain about a text, with the line that each complains about. */
function complaints(text: string): readonly string[] {
  const { workspace } = inView({ 'a.yaml': text })
  return workspace.findings(uriOf('a.yaml')).map(({ rule, at }) => {
    const start = text.lastIndexOf('\n', at.span.start - 1) + 1
    return `${rule}: ${text.slice(start).split('\n', 1)[0]?.split('#')[0]?.trim()}`
  })
}

/** A Service with two quoted numbers. The holes are the ends of lines and places for lines of their own. */
function service({ above = '', end = '', head = '', annotation = '' } = {}): string {
  return [
    `${head}apiVersion: v1`,
    'kind: Service',
    'metadata:',
    `  name: web${annotation}`,
    'spec:',
    '  clusterIP: None',
    '  ports:',
    `${above}  - port: "80"${end}`,
    '    name: one',
    '  - port: "81"',
    '    name: two',
    '',
  ].join('\n')
}

const first = 'port-quoted-number: - port: "80"'
const second = 'port-quoted-number: - port: "81"'

test('without a comment both numbers are found', () => expect(complaints(service())).toEqual([first, second]))

describe('# portolan-ignore', () => {
  test('at the end of a line counts for that line', () =>
    expect(complaints(service({ end: ' # portolan-ignore port-quoted-number: an old client' }))).toEqual([second]))

  test('on a line of its own counts for the next line, comments between them or not', () => {
    expect(complaints(service({ above: '  # portolan-ignore port-quoted-number\n' }))).toEqual([second])
    expect(complaints(service({ above: '  # portolan-ignore port-quoted-number: why\n\n  # more\n' }))).toEqual([
      second,
    ])
  })

  test('names rules, several of them if need be, and leaves others alone', () => {
    expect(complaints(service({ end: ' # portolan-ignore port-quoted-number, node-port-range' }))).toEqual([
      'suppression-unused: - port: "80"',
      second,
    ])
    expect(complaints(service({ end: ' # portolan-ignore node-port-range' }))).toEqual([
      first,
      'suppression-unused: - port: "80"',
      second,
    ])
    // Whoever names no rule is told so.
    expect(complaints(service({ end: ' # portolan-ignore' }))).toEqual([
      first,
      'suppression-unused: - port: "80"',
      second,
    ])
  })

  test('in Windows line ends counts the same', () =>
    expect(complaints(service({ end: ' # portolan-ignore port-quoted-number' }).replaceAll('\n', '\r\n'))).toEqual([
      second,
    ]))
})

test('# portolan-ignore-document counts for the whole document and no other', () => {
  const quiet = service({ head: '# portolan-ignore-document port-quoted-number: as delivered\n' })
  expect(complaints(quiet)).toEqual([])
  expect(complaints(`${quiet}---\n${service()}`)).toEqual([first, second])
})

test('the annotation counts for its resource', () => {
  const annotation = '\n  annotations:\n    portolan.dev/ignore: "port-quoted-number"'
  expect(complaints(service({ annotation }))).toEqual([])
  expect(complaints(`${service({ annotation })}---\n${service()}`)).toEqual([first, second])
})
