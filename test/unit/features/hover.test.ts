import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { numberLines } from '../../../server/src/core/features/hover/ranges.ts'
import { code, columns, linkText, listed, render } from '../../../server/src/core/features/hover/render.ts'
import { say, sentence } from '../../../server/src/core/features/hover/sentence.ts'
import { usualService } from '../../../server/src/core/features/hover/services.ts'
import { hoverSentences, hoverSourcesPage } from '../../../server/src/core/features/hover/sourcesPage.ts'
import { hover } from '../../../server/src/core/features/hover.ts'
import { inView, uriOf } from '../../support/view.ts'

const at = (text: string, needle: string): string => {
  const { workspace } = inView({ 'a.yaml': text })
  return hover(workspace, uriOf('a.yaml'), text.indexOf(needle))?.markdown ?? '(nothing)'
}

const service = (fields: string): string => `apiVersion: v1
kind: Service
metadata:
  name: api
spec:
  selector:
    app: api
${fields}`

describe('where a hover answers', () => {
  const text = service('  ports:\n    - port: 80 # why\n')
  const { workspace } = inView({ 'a.yaml': text })
  const key = text.indexOf('port: 80')
  const shown = (offset: number): string | undefined => {
    const span = hover(workspace, uriOf('a.yaml'), offset)?.span
    return span && text.slice(span.start, span.end)
  }

  test.each([
    ['first letter of the key', key, 'port'],
    ['right edge of the key', key + 4, 'port'],
    ['first digit', key + 6, '80'],
    ['right edge of the value', key + 8, '80'],
    ['comment', key + 11, undefined],
    ['blank before the key', key - 1, undefined],
    ['dash of the entry', key - 2, '-'],
    ['before the dash', key - 3, undefined],
    ['past the end', text.length + 5, undefined],
  ])('%s', (_, offset, expected) => {
    expect(shown(offset)).toBe(expected)
  })

  test('a file that is not there', () => {
    expect(hover(workspace, uriOf('b.yaml'), 0)).toBeUndefined()
  })
})

test('key and value say the same', () => {
  const text = service(
    '  type: NodePort\n  ports:\n    - name: web\n      port: 80\n      targetPort: 8080\n      nodePort: 30080\n',
  )
  for (const field of ['type', 'name: web', 'port', 'targetPort', 'nodePort']) {
    const start = text.lastIndexOf(field.includes(':') ? field : `${field}:`)
    const value = text.indexOf(':', start) + 2
    const { workspace } = inView({ 'a.yaml': text })
    const onKey = hover(workspace, uriOf('a.yaml'), start)?.markdown
    expect(onKey, field).toBeDefined()
    expect(hover(workspace, uriOf('a.yaml'), value)?.markdown, field).toBe(onKey)
  }
})

describe('names of a manifest', () => {
  test('that no shell may see become placeholders', () => {
    const text = service('  ports:\n    - port: 80\n').replace('name: api', "name: 'x; rm -rf $HOME'")
    const commands = at(text, 'port: 80').split('```sh')[1] ?? ''
    expect(commands).toContain('kubernetes.io/service-name=<service>')
    expect(commands).not.toContain('rm -rf')
  })

  test('cannot end a link', () => {
    const deploy = `apiVersion: apps/v1
kind: Deployment
metadata: { name: api }
spec: { selector: { matchLabels: { app: api } }, template: { metadata: { labels: { app: api } }, spec: { containers: [{ name: api, image: x }] } } }
`
    const text = service('  ports:\n    - port: 80\n')
    const { workspace } = inView({ 'a.yaml': text, 'b (1)].yaml': deploy })
    const shown = hover(workspace, uriOf('a.yaml'), text.indexOf('port: 80'))?.markdown
    expect(shown).toContain('[b (1)\\].yaml:4](file:///w/b%20%281%29].yaml#L4)')
  })

  test('cannot break out of Markdown', () => {
    const text = service('  ports:\n    - port: 80\n      name: "a`b](http://x)"\n')
    expect(at(text, 'name: "a')).toContain('`` a`b](http://x) ``')
  })
})

describe('numbers', () => {
  test.each([
    [80, 'service', 'well-known'],
    [80, 'process', 'ip_unprivileged_port_start'],
    [443, 'node', 'CAP_NET_BIND_SERVICE'],
    [1023, 'process', 'well-known'],
    [1024, 'process', 'registered'],
    [32767, 'process', 'registered'],
    [32768, 'process', '28,232'],
    [60999, 'process', '28,232'],
    [49151, 'service', 'registered'],
    [49152, 'service', 'dynamic'],
    [30000, 'node-port', '30000-30085, kept for numbers chosen by hand'],
    [30085, 'node-port', '30000-30085, kept for numbers chosen by hand'],
    [30086, 'node-port', '30086-32767'],
    [32767, 'node-port', '30086-32767'],
    [29999, 'node-port', 'outside 30000-32767'],
    [32768, 'node-port', 'outside 30000-32767'],
  ] as const)('%i as %s', (number, role, expected) => {
    expect(numberLines(number, role).join(' ')).toContain(expected)
  })

  test.each([
    [61000, 'process', 'EADDRINUSE'],
    [32767, 'process', 'EADDRINUSE'],
    [40000, 'service', 'EADDRINUSE'],
    [80, 'other', 'privilege'],
    [443, 'service', 'ip_unprivileged_port_start'],
  ] as const)('%i as %s does not say %s', (number, role, unexpected) => {
    expect(numberLines(number, role).join(' ')).not.toContain(unexpected)
  })

  test('what is no port has no range', () => {
    expect([0, -1, 65536, 8080.5, '80', undefined].flatMap(value => numberLines(value, 'process'))).toEqual([])
  })

  test('usual services', () => {
    expect([22, 80, 5432, 6379, 9090, 27017].map(usualService)).toEqual([
      'SSH',
      'HTTP',
      'PostgreSQL',
      'Redis, Valkey',
      'Prometheus or metrics',
      'MongoDB',
    ])
    expect(usualService(12345)).toBeUndefined()
  })
})

describe('rendering', () => {
  test('parts in the order in which they are read', () => {
    const markdown = render({
      lead: ['One.', 'Two.'],
      picture: ['a → b'],
      mustMatch: 'that',
      number: ['range'],
      notes: ['note'],
      verify: [{ run: 'kubectl get x', shows: 'x' }],
    })
    expect(markdown).toBe(
      'One. Two.\n\n```text\na → b\n```\n\n- **Must match:** that\n- range\n- note\n\n```sh\nkubectl get x  # x\n```',
    )
  })

  test('empty parts leave nothing behind', () => {
    expect(render({ lead: ['One.'], picture: [], number: [], notes: [], verify: [] })).toBe('One.')
  })

  test.each([
    ['http', '`http`'],
    ['a`b', '`` a`b ``'],
    ['a\nb', '`a b`'],
    ['', '`  `'],
  ])('code of %j', (text, expected) => {
    expect(code(text)).toBe(expected)
  })

  test('a fence longer than any in the text', () => {
    expect(render({ lead: [''], picture: ['```'] })).toContain('````text\n```\n````')
  })

  test('link texts keep their brackets', () => {
    expect(linkText('a[1].yaml')).toBe('a\\[1\\].yaml')
  })

  test('columns are as wide as their widest cell, lone cells do not count', () => {
    expect(columns([['a', 'bb', 'c'], ['aaa', 'b', 'c'], ['a lone line']])).toEqual([
      'a    bb  c',
      'aaa  b   c',
      'a lone line',
    ])
  })

  test.each([
    [[], ''],
    [['a'], 'a'],
    [['a', 'b'], 'a and b'],
    [['a', 'b', 'c'], 'a, b and c'],
    [['a', 'b', 'c', 'd'], 'a, b and 2 more'],
  ])('list of %j', (items, expected) => {
    expect(listed(items)).toBe(expected)
  })
})

describe('sentences', () => {
  const all = hoverSentences.flatMap(([, sentences]) => Object.values(sentences))

  test('holes are filled, all of them', () => {
    expect(say(sentence('{a} goes to {b}', 'x'), { a: '{b}', b: 'there' })).toBe('{b} goes to there')
  })

  test('each names its source', () => {
    expect(all.filter(each => each.source.trim() === '')).toEqual([])
  })

  test('none is said twice', () => {
    const texts = all.map(each => each.text)
    expect(texts.filter((text, i) => texts.indexOf(text) !== i).sort()).toEqual([
      'The API server knows `TCP` (the default), `UDP` and `SCTP`, in capitals; it refuses {value}.',
      'The API server refuses it: {name} {problem}.',
      'The API server takes a number from 1 to 65535 here and refuses {value}.',
      'The API server takes a number from 1 to 65535 here and refuses {value}.',
      'The API server takes a number from 1 to 65535 or a port name here and refuses {value}.',
    ])
  })

  test.each([
    /purely informational|documentation only/i,
    /kube-proxy (opens|listens)/i,
    /opens a port on/i,
    /\b(should|may possibly)\b/i,
    /silently (goes|dropped)/i,
    /TCPTimeWaitOverflow\W+(is|counts|grows|rises) (when|missing|exhausted|free)/,
    /fin_timeout.* shortens TIME_WAIT|(enable|set) .*tcp_tw_recycle/i,
    /IPVS answers/i,
  ])('no sentence repeats what is wrong: %s', wrong => {
    expect(all.map(each => each.text).filter(text => wrong.test(text))).toEqual([])
  })

  test('docs/hovers.md is fresh', () => {
    expect(readFileSync(join(import.meta.dirname, '../../../docs/hovers.md'), 'utf8')).toBe(hoverSourcesPage())
  })

  test('the page lists every sentence', () => {
    const page = hoverSourcesPage()
    expect(all.filter(each => !page.includes(each.text.replace(/\|/g, '\\|')))).toEqual([])
  })
})
