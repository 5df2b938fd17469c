import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyEdits } from '../../server/src/core/base/edit.ts'
import { type CodeAction, codeActions } from '../../server/src/core/features/codeActions.ts'
import type { FileEdit } from '../../server/src/core/workspace/types.ts'
import { parseDocument, splitDocuments } from '../../server/src/core/yaml/parse.ts'
import { inView, uriOf } from '../support/view.ts'

const uri = uriOf('pod.yaml')

/** How one and the same probe may be written. */
interface Style {
  readonly flow: boolean
  readonly quote: '' | '"' | "'"
  readonly comments: boolean
  readonly crlf: boolean
  readonly lastBreak: boolean
  readonly indent: number
  readonly pathFirst: boolean
}

const styles: fc.Arbitrary<Style> = fc.record({
  flow: fc.boolean(),
  quote: fc.constantFrom('', '"', "'"),
  comments: fc.boolean(),
  crlf: fc.boolean(),
  lastBreak: fc.boolean(),
  indent: fc.integer({ min: 1, max: 5 }),
  pathFirst: fc.boolean(),
})

interface Subject {
  readonly style: Style
  readonly type: 'tcpSocket' | 'httpGet'
  readonly port: string
  readonly path: string | undefined
  readonly scheme: string | undefined
  readonly headers: boolean
}

const subjects: fc.Arbitrary<Subject> = fc.record({
  style: styles,
  type: fc.constantFrom('tcpSocket', 'httpGet'),
  port: fc.constantFrom('8080', '443', '7777', '5432', 'http', 'https', 'grpc', 'htpp', 'redis'),
  path: fc.option(fc.constantFrom('/', '/healthz', '/a?b=1&c=2', '/x y', '/a#b'), { nil: undefined }),
  scheme: fc.option(fc.constantFrom('HTTP', 'HTTPS'), { nil: undefined }),
  headers: fc.boolean(),
})

/** A stream of two documents, the second of them a Pod with the subject as its livenessProbe. */
function write({ style, type, port, path, scheme, headers }: Subject): string {
  const name = (key: string): string => `${style.quote}${key}${style.quote}`
  const value = (text: string): string =>
    style.quote || /[ #]/.test(text) ? `${style.quote || '"'}${text}${style.quote || '"'}` : text
  const isHttp = type === 'httpGet'
  const end = style.crlf ? '\r\n' : '\n'
  const pad = ' '.repeat(6)
  const deep = pad + ' '.repeat(style.indent)
  const block = (item: string): string => `${end}${deep}${' '.repeat(style.indent)}${item}`
  const portField: readonly [string, string] = ['port', /^\d/.test(port) ? port : value(port)]
  const fields: readonly (readonly [string, string])[] = [
    ...(isHttp && path !== undefined && style.pathFirst ? [['path', value(path)] as const] : []),
    portField,
    ...(isHttp && path !== undefined && !style.pathFirst ? [['path', value(path)] as const] : []),
    ...(isHttp && scheme !== undefined ? [['scheme', value(scheme)] as const] : []),
    ...(isHttp && headers
      ? [['httpHeaders', style.flow ? '[{name: A, value: b}]' : block('- {name: A, value: b}')] as const]
      : []),
  ]
  const comment = (text: string): string => (style.comments ? ` # ${text}\tx` : '')
  const probe = style.flow
    ? [
        `${pad}${name('livenessProbe')}: {${name(type)}: {${fields.map(([key, text]) => `${name(key)}: ${text}`).join(', ')}}, ${name('periodSeconds')}: 5}${comment('flow')}`,
      ]
    : [
        `${pad}livenessProbe:${comment('probe')}`,
        `${deep}${name(type)}:${comment('handler')}`,
        ...fields.map(
          ([key, text]) =>
            `${deep}${' '.repeat(style.indent)}${name(key)}:${text.startsWith(end) ? '' : ' '}${text}${comment(key)}`,
        ),
      ]
  const lines = [
    '# first',
    'kind: ConfigMap',
    '---',
    'apiVersion: v1',
    'kind: Pod',
    'metadata: {name: shop}',
    'spec:',
    '  containers:',
    '    - name: shop',
    '      image: example.com/shop:1',
    '      ports: [{name: http, containerPort: 8080}, {name: https, containerPort: 8443}, {name: grpc, containerPort: 9090}]',
    ...probe,
  ]
  return lines.join(end) + (style.lastBreak ? end : '')
}

/** Everything that is offered at the handler and at its port. */
function offered(text: string): readonly CodeAction[] {
  const { workspace } = inView({ 'pod.yaml': text })
  const places = [text.search(/tcpSocket|httpGet/), text.lastIndexOf('port')]
  const near = places.flatMap(start => codeActions(workspace, uri, { start, end: text.length }))
  return near.filter((action, index) => near.findIndex(other => other.title === action.title) === index)
}

function statusOf(text: string): readonly string[] {
  return splitDocuments(text).map(segment => parseDocument(segment.text).status)
}

function rulesAt(text: string): readonly string[] {
  return inView({ 'pod.yaml': text })
    .workspace.findings(uri)
    .map(finding => finding.rule)
}

/** The text without the parts that edits replace, in order. */
function untouched(text: string, edits: readonly FileEdit[]): readonly string[] {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start)
  let at = 0
  const parts = sorted.map(({ span }) => {
    const part = text.slice(at, span.start)
    at = span.end
    return part
  })
  return [...parts, text.slice(at)]
}

const runs = { numRuns: 250 }

describe('whatever is offered on a probe', () => {
  test('leaves the file readable', () => {
    fc.assert(
      fc.property(subjects, subject => {
        const text = write(subject)
        expect(statusOf(text)).toEqual(['ok', 'ok'])
        for (const action of offered(text))
          expect(statusOf(applyEdits(text, action.edits)), action.title).toEqual(['ok', 'ok'])
      }),
      runs,
    )
  })

  test('mends the finding that it is offered for, and causes no error', () => {
    fc.assert(
      fc.property(subjects, subject => {
        const text = write(subject)
        for (const action of offered(text)) {
          const after = rulesAt(applyEdits(text, action.edits))
          if (action.fixes) expect(after, action.title).not.toContain(action.fixes.rule)
          const before = rulesAt(text)
          expect(
            after.filter(rule => rule !== 'probe-tcp-on-http' && !before.includes(rule)),
            action.title,
          ).toEqual([])
        }
      }),
      runs,
    )
  })

  test('keeps every comment, every line break and everything outside its edits', () => {
    fc.assert(
      fc.property(subjects, subject => {
        const text = write(subject)
        for (const action of offered(text)) {
          const after = applyEdits(text, action.edits)
          expect(after.match(/ # \w+\tx/g), action.title).toEqual(text.match(/ # \w+\tx/g))
          expect(/\r/.test(after), action.title).toBe(/\r/.test(text))
          expect(/[^\r]\n/.test(after), action.title).toBe(/[^\r]\n/.test(text))
          expect(/[ \t]+\r?\n/.test(after), action.title).toBe(false)
          let at = 0
          for (const part of untouched(text, action.edits)) {
            const found = after.indexOf(part, at)
            expect(found, action.title).toBeGreaterThanOrEqual(at)
            at = found + part.length
          }
        }
      }),
      runs,
    )
  })

  test('selects what is to be typed', () => {
    fc.assert(
      fc.property(subjects, subject => {
        for (const action of offered(write(subject))) {
          const selected = action.edits.flatMap(({ newText, select }) =>
            select ? [newText.slice(select.start, select.end)] : [],
          )
          expect(selected.length, action.title).toBe(action.applicability === 'manual' ? 1 : 0)
          for (const path of selected) expect(path).toMatch(/^\/[^"']*$/)
        }
      }),
      runs,
    )
  })
})

test('tcpSocket to httpGet and back is the same text', () => {
  fc.assert(
    fc.property(subjects, subject => {
      const text = write({ ...subject, type: 'tcpSocket' })
      const there = offered(text).find(action => action.title.startsWith('Convert tcpSocket to httpGet'))
      fc.pre(there !== undefined)
      const between = applyEdits(text, there?.edits ?? [])
      const back = offered(between).find(action => action.title.startsWith('Convert httpGet to tcpSocket'))
      expect(applyEdits(between, back?.edits ?? [])).toBe(text)
    }),
    runs,
  )
})
