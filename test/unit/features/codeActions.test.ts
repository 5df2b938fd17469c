import { describe, expect, test } from 'vitest'
import { applyEdits } from '../../../server/src/core/base/edit.ts'
import type { Uri } from '../../../server/src/core/base/place.ts'
import { type CodeAction, codeActions, fixAll } from '../../../server/src/core/features/codeActions.ts'
import { serviceRule } from '../../../server/src/core/rules/run/rule.ts'
import { Workspace } from '../../../server/src/core/workspace/workspace.ts'
import { inView, uriOf } from '../../support/view.ts'

const uri = uriOf('pod.yaml')

/** A pod whose container has these lines; the cursor is where `|` stands. */
function podWith(...lines: readonly string[]): { text: string; cursor: number } {
  const marked = [
    'apiVersion: v1',
    'kind: Pod',
    'metadata: {name: shop}',
    'spec:',
    '  containers:',
    '    - name: shop',
    '      image: example.com/shop:1',
    ...lines.map(line => `      ${line}`),
    '',
  ].join('\n')
  return { text: marked.replace('|', ''), cursor: marked.indexOf('|') }
}

function actionsAt(
  { text, cursor }: { text: string; cursor: number },
  rules: Readonly<Record<string, 'off'>> = {},
): readonly CodeAction[] {
  const { workspace } = inView({ 'pod.yaml': text })
  workspace.configure({ rules })
  return codeActions(workspace, uri, { start: cursor, end: cursor })
}

function listed(actions: readonly CodeAction[]): readonly string[] {
  return actions.map(
    action =>
      `${action.kind} ${action.applicability}${action.preferred ? '*' : ''}${action.fixes ? ` [${action.fixes.rule}]` : ''}: ${action.title}`,
  )
}

const tcpOnHttp = ['ports: [{name: http, containerPort: 8080}]', 'livenessProbe:', '  tcp|Socket:', '    port: http']

describe('on a tcpSocket probe', () => {
  test('of an HTTP port: the fix of the finding, once', () => {
    expect(listed(actionsAt(podWith(...tcpOnHttp)))).toEqual([
      'quickfix manual* [probe-tcp-on-http]: Convert tcpSocket to httpGet /healthz (path to be completed)',
    ])
  })

  test('of an HTTP port, with the cursor on its port or on its probe: the same fix', () => {
    const finding = actionsAt(podWith(...tcpOnHttp))
    const onPort = podWith(
      'ports: [{name: http, containerPort: 8080}]',
      'livenessProbe:',
      '  tcpSocket:',
      '    port: ht|tp',
    )
    const onProbe = podWith(
      'ports: [{name: http, containerPort: 8080}]',
      'live|nessProbe:',
      '  tcpSocket:',
      '    port: http',
    )
    expect(listed(actionsAt(onPort))).toEqual(listed(finding))
    expect(listed(actionsAt(onProbe))).toEqual(listed(finding))
  })

  test('of an HTTP port with the rule off: still a quick fix', () => {
    expect(listed(actionsAt(podWith(...tcpOnHttp), { 'probe-tcp-on-http': 'off' }))).toEqual([
      'quickfix manual*: Convert tcpSocket to httpGet /healthz (path to be completed)',
    ])
  })

  test('of a port that nothing is known about: a refactoring', () => {
    expect(listed(actionsAt(podWith('livenessProbe: {tcpSocket: {port: 77|77}}')))).toEqual([
      'refactor.rewrite manual: Convert tcpSocket to httpGet /healthz (path to be completed)',
    ])
  })

  test.each([
    ['a database', 'ports: [{name: postgres, containerPort: 5432}]', 'postgres'],
    ['a cache', 'ports: [{name: redis, containerPort: 8080}]', 'redis'],
    ['a broker', 'ports: [{name: amqp, containerPort: 5672}]', '5672'],
  ])('of %s: nothing', (_, ports, port) => {
    expect(actionsAt(podWith(ports, `livenessProbe: {tcpSocket: {port: ${port}|}}`))).toEqual([])
  })

  test('of a gRPC port: grpc, with the number of its name', () => {
    const pod = podWith('ports: [{name: grpc, containerPort: 9090}]', 'livenessProbe: {tcp|Socket: {port: grpc}}')
    const actions = actionsAt(pod)
    expect(listed(actions)).toEqual(['refactor.rewrite unsafe: Convert tcpSocket to grpc on 9090'])
    expect(applyEdits(pod.text, actions[0]?.edits ?? [])).toContain('livenessProbe: {grpc: {port: 9090}}')
  })

  test('of a gRPC port whose number nobody knows: nothing', () => {
    expect(
      actionsAt(podWith('livenessProbe: {tcp|Socket: {port: grpc}}')).filter(
        action => action.kind === 'refactor.rewrite',
      ),
    ).toEqual([])
  })

  test.each([
    ['of a hook', 'lifecycle: {postStart: {tcp|Socket: {port: 8080}}}'],
    ['that asks another host, of unknown kind', 'livenessProbe: {exec: {command: [tr|ue]}}'],
    ['with two handlers', 'livenessProbe: {tcp|Socket: {port: 8080}, httpGet: {port: 8080}}'],
  ])('%s: nothing', (_, line) => {
    expect(actionsAt(podWith(line)).filter(each => !each.title.startsWith('Remove '))).toEqual([])
  })
})

describe('the path of httpGet', () => {
  const cases: readonly [name: string, title: string, lines: readonly string[]][] = [
    [
      'of another probe on the port',
      'Convert tcpSocket to httpGet /ready (path of readinessProbe)',
      ['readinessProbe: {httpGet: {path: /ready, port: 8080}}', 'livenessProbe: {tcp|Socket: {port: 8080}}'],
    ],
    [
      'of another probe on the port, by name and over HTTPS',
      'Convert tcpSocket to httpGet /ready over HTTPS (path of readinessProbe)',
      [
        'ports: [{name: app, containerPort: 7777}]',
        'readinessProbe: {httpGet: {path: /ready, port: 7777, scheme: HTTPS}}',
        'livenessProbe: {tcp|Socket: {port: app}}',
      ],
    ],
    [
      'of another probe that leaves it out',
      'Convert tcpSocket to httpGet / (path of readinessProbe)',
      ['readinessProbe: {httpGet: {port: 8080}}', 'livenessProbe: {tcp|Socket: {port: 8080}}'],
    ],
    [
      'of a probe on another port, to be checked',
      'Convert tcpSocket to httpGet /ready (path of readinessProbe, on another port: to be checked)',
      ['readinessProbe: {httpGet: {path: /ready, port: 8081}}', 'livenessProbe: {tcp|Socket: {port: 8080}}'],
    ],
    [
      'of Spring Boot, for liveness',
      'Convert tcpSocket to httpGet /actuator/health/liveness (path of Spring Boot)',
      ['env: [{name: SPRING_PROFILES_ACTIVE, value: prod}]', 'livenessProbe: {tcp|Socket: {port: 8080}}'],
    ],
    [
      'of Spring Boot, for readiness',
      'Convert tcpSocket to httpGet /actuator/health/readiness (path of Spring Boot)',
      ['env: [{name: SPRING_PROFILES_ACTIVE, value: prod}]', 'readinessProbe: {tcp|Socket: {port: 8080}}'],
    ],
    [
      'of Quarkus, for startup',
      'Convert tcpSocket to httpGet /q/health/started (path of Quarkus)',
      ['args: [-Dquarkus.http.host=0.0.0.0]', 'startupProbe: {tcp|Socket: {port: 8080}}'],
    ],
    [
      'of nobody, over HTTPS',
      'Convert tcpSocket to httpGet /healthz over HTTPS (path to be completed)',
      ['livenessProbe: {tcp|Socket: {port: 8443}}'],
    ],
  ]
  test.each(cases)('%s', (_, title, lines) => {
    expect(actionsAt(podWith(...lines)).map(action => action.title)).toEqual([title])
  })

  test('of the image', () => {
    const pod = podWith('readinessProbe: {tcp|Socket: {port: 9090}}')
    const prometheus = { ...pod, text: pod.text.replace('example.com/shop:1', 'prom/prometheus:3') }
    const moved = prometheus.text.length - pod.text.length
    expect(actionsAt({ text: prometheus.text, cursor: pod.cursor + moved }).map(action => action.title)).toEqual([
      'Convert tcpSocket to httpGet /-/ready (path of Prometheus)',
    ])
  })

  test('the guess is selected for typing, in the file', () => {
    const pod = podWith(...tcpOnHttp)
    const edits = actionsAt(pod).flatMap(action => action.edits)
    expect(
      edits.flatMap(edit => (edit.select ? [edit.newText.slice(edit.select.start, edit.select.end)] : [])),
    ).toEqual(['/healthz'])
  })
})

describe('on an httpGet probe', () => {
  test('tcpSocket is a refactoring that says what it loses', () => {
    expect(listed(actionsAt(podWith('livenessProbe: {http|Get: {path: /x, port: 8080, httpHeaders: []}}')))).toEqual([
      'refactor.rewrite unsafe: Convert httpGet to tcpSocket, without path, httpHeaders',
    ])
  })

  test('of a gRPC port: grpc too', () => {
    const pod = podWith('ports: [{name: grpc, containerPort: 9090}]', 'livenessProbe: {http|Get: {port: grpc}}')
    expect(listed(actionsAt(pod))).toEqual([
      'refactor.rewrite unsafe: Convert httpGet to tcpSocket',
      'refactor.rewrite unsafe: Convert httpGet to grpc on 9090',
    ])
  })
})

describe('in a stream', () => {
  test('edits are where the document is', () => {
    const pod = podWith(...tcpOnHttp)
    const before = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n---\n'
    const stream = { text: before + pod.text, cursor: before.length + pod.cursor }
    const [action] = actionsAt(stream)
    expect(applyEdits(stream.text, action?.edits ?? [])).toBe(
      before + pod.text.replace('        tcpSocket:\n', '        httpGet:\n          path: /healthz\n'),
    )
  })

  test('outside any file: nothing', () => {
    expect(codeActions(new Workspace(), 'file:///nowhere' as Uri, { start: 0, end: 0 })).toEqual([])
  })
})

describe('fixAll', () => {
  const file = uriOf('s.yaml')
  const text = 'apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {selector: {app: s}, ports: [{port: 80}]}\n'

  /** Every edit replaces one word; a fix with a `?` is unsafe, one with a `!` preferred. */
  function workspaceWith(...fixes: readonly (readonly string[])[]): Workspace {
    const workspace = new Workspace({
      rules: fixes.map((words, index) =>
        serviceRule({
          id: `rule-${index}`,
          certainty: 'likely',
          since: '0.1.0',
          fix: 'always',
          docs: { title: '', what: '', why: '', instead: '', bad: '', good: '', sources: [] },
          *check(service) {
            yield {
              at: service.kindSpan,
              message: '',
              fixes: () =>
                words.map(word => ({
                  title: word,
                  applicability: word.includes('?') ? ('unsafe' as const) : ('safe' as const),
                  preferred: word.includes('!'),
                  edits: word
                    .replace(/[?!]/g, '')
                    .split('+')
                    .map(part => {
                      const start = text.indexOf(part)
                      return {
                        document: service.document,
                        span: { start, end: start + part.length },
                        newText: part.toUpperCase(),
                      }
                    }),
                })),
            }
          },
        }),
      ),
    })
    workspace.apply([{ uri: file, text }])
    return workspace
  }

  function mended(...fixes: readonly (readonly string[])[]): string {
    return applyEdits(text, fixAll(workspaceWith(...fixes), file))
  }

  test('applies safe fixes only', () => {
    expect(mended(['selector'], ['ports?'])).toBe(text.replace('selector', 'SELECTOR'))
  })

  test('one per finding, the preferred one first', () => {
    expect(mended(['selector', 'ports!'])).toBe(text.replace('ports', 'PORTS'))
  })

  test('leaves out a fix that overlaps one before it, as a whole', () => {
    expect(mended(['selector'], ['select+ports'])).toBe(text.replace('selector', 'SELECTOR'))
  })

  test('applies the same edit of two findings once', () => {
    expect(mended(['selector'], ['selector'])).toBe(text.replace('selector', 'SELECTOR'))
  })

  test('of a file without findings is empty', () => {
    expect(fixAll(workspaceWith(), file)).toEqual([])
  })
})
