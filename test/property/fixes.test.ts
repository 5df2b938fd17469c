import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyEdits } from '../../server/src/core/base/edit.ts'
import { type CodeAction, codeActions } from '../../server/src/core/features/codeActions.ts'
import type { LocatedFinding, LocatedFix } from '../../server/src/core/workspace/types.ts'
import type { Workspace } from '../../server/src/core/workspace/workspace.ts'
import { type Data, printManifest, type Style } from '../support/print.ts'
import { inView } from '../support/view.ts'

/** Small sets of values, right and wrong, so that every rule meets its case often. */
const optional = (values: fc.Arbitrary<Data>): fc.Arbitrary<Data | undefined> => fc.option(values, { nil: undefined })
/** A field that most manifests leave out. */
const rarely = (...values: readonly Data[]): fc.Arbitrary<Data | undefined> =>
  fc.option(fc.constantFrom(...values), { nil: undefined, freq: 3 })
const label = fc.constantFrom({ app: 'web' }, { app: 'wbe' }, { app: 'web', tier: 'a' }, { name: 'web', tier: 'b' })
const protocol = optional(fc.constantFrom('TCP', 'UDP'))
const servicePort = record({
  name: optional(fc.constantFrom('http', 'HTTP_Web', 'metrics')),
  port: optional(fc.constantFrom(80, '80', 8080, 70000)),
  containerPort: optional(fc.constant(80)),
  targetPort: optional(fc.constantFrom('http', 'htpp', '8080', 8080, 9090, 'Http')),
  nodePort: optional(fc.constantFrom(30080, '30080', 80)),
  protocol,
})
const containerPort = record({
  name: optional(fc.constantFrom('http', 'http_web', 'metrics')),
  containerPort: optional(fc.constantFrom(80, 8080, '8080', 9090)),
  port: optional(fc.constant(8080)),
  hostPort: optional(fc.constantFrom(80, 8080)),
  protocol,
})
const probe = fc.constantFrom<Data>(
  { tcpSocket: { port: 8080 } },
  { tcpSocket: { port: 'http' }, periodSeconds: 5 },
  { httpGet: { path: '/', port: '8080' } },
  { httpGet: { path: '/', port: 'htpp' } },
  { httpGet: { path: '/', port: 8080, periodSeconds: 5 }, timeoutSeconds: 1 },
  { httpGet: { failureThreshold: 3, path: '/', port: 8080 } },
  { httpGet: { port: 8080 }, ports: [{ containerPort: 8080 }] },
  { grpc: { port: 9090 } },
)
const service = record({
  apiVersion: fc.constant('v1'),
  kind: fc.constant('Service'),
  metadata: fc.constant({ name: 'web' }),
  spec: record({
    type: optional(fc.constantFrom('NodePort', 'ClusterIP', 'ExternalName')),
    externalName: rarely('https://db.example.com'),
    externalTrafficPolicy: rarely('Local'),
    sessionAffinityConfig: rarely({ clientIP: { timeoutSeconds: 60 } }),
    selector: fc.oneof(
      { weight: 5, arbitrary: label },
      label.map((matchLabels): Data => ({ matchLabels })),
    ),
    ports: fc.oneof(
      { weight: 9, arbitrary: fc.array(servicePort, { minLength: 1, maxLength: 3 }) },
      servicePort,
      fc.constantFrom<Data>([80], [80, '81']),
    ),
  }),
})
const deployment = record({
  apiVersion: fc.constant('apps/v1'),
  kind: fc.constant('Deployment'),
  metadata: fc.constantFrom({ name: 'web' }, { name: 'web', labels: { app: 'web', tier: 'a' } }),
  spec: record({
    selector: fc.oneof({ weight: 5, arbitrary: label.map((matchLabels): Data => ({ matchLabels })) }, label),
    template: record({
      metadata: label.map(labels => ({ labels })),
      spec: record({
        hostNetwork: optional(fc.boolean()),
        securityContext: rarely(
          { runAsNonRoot: true, runAsUser: 1000 },
          { sysctls: [{ name: 'net.ipv4.ip_local_port_range', value: '1024 65535' }] },
          { runAsUser: 1000, sysctls: [{ name: 'net.ipv4.tcp_fin_timeout', value: '30' }] },
        ),
        containers: fc.array(
          record({
            name: fc.constantFrom('web', 'proxy'),
            image: fc.constantFrom('example/web', 'nginx:1.27', 'postgres:17'),
            ports: optional(fc.array(containerPort, { minLength: 1, maxLength: 3 })),
            env: optional(fc.constantFrom<Data>([{ name: 'PORT', value: 8080 }], [{ name: 'TLS', value: true }])),
            args: optional(
              fc.constantFrom<Data>(['--port', 8080], ['serve'], ['--listen=127.0.0.1:8080', '$(WEB_PORT)']),
            ),
            livenessProbe: optional(probe),
            readinessProbe: optional(probe),
          }),
          { minLength: 1, maxLength: 2 },
        ),
      }),
    }),
  }),
})
const style: fc.Arbitrary<Style> = fc.record({
  form: fc.constantFrom('block', 'block', 'block', 'json'),
  flowFrom: fc.constantFrom(2, 4, 6, 9, 99),
  dash: fc.constantFrom(0, 2),
  quote: fc.constantFrom('', "'", '"'),
  comments: fc.boolean(),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  endsWithNewline: fc.boolean(),
})

test('every fix leaves readable manifests, removes its finding, and keeps comments', () => {
  fc.assert(
    fc.property(service, deployment, style, (one, two, written) => {
      const files = { 'service.yaml': printManifest(one, written), 'web.yaml': printManifest(two, written) }
      const { workspace } = inView(files)
      for (const finding of findingsOf(workspace)) {
        for (const fix of workspace.fixesOf(finding)) hold(files, workspace, finding, fix)
      }
    }),
    { numRuns: 400 },
  )
})

test('every refactoring leaves readable manifests, brings no error, and keeps comments', () => {
  fc.assert(
    fc.property(service, deployment, style, (one, two, written) => {
      const files = { 'service.yaml': printManifest(one, written), 'web.yaml': printManifest(two, written) }
      const { workspace } = inView(files)
      for (const action of refactoringsOf(workspace)) {
        const { fixed, after, story } = applied(files, action, action.title)
        readable(fixed, after, story)
        if (action.applicability !== 'manual') expect(errorsIn(after), story).toBeLessThanOrEqual(errorsIn(workspace))
        if (action.title.startsWith('Convert')) continue
        expect(count(fixed, comment), story).toBe(count(files, comment))
      }
    }),
    { numRuns: 100 },
  )
})

/** Each once, found by looking at every few characters. */
function refactoringsOf(workspace: Workspace): readonly CodeAction[] {
  const found = new Map<string, CodeAction>()
  for (const uri of workspace.files()) {
    for (let offset = 0; offset < (workspace.textOf(uri)?.length ?? 0); offset += 5) {
      for (const action of codeActions(workspace, uri, { start: offset, end: offset }))
        if (action.kind === 'refactor.rewrite') found.set(JSON.stringify(action.edits), action)
    }
  }
  return [...found.values()]
}

function errorsIn(workspace: Workspace): number {
  return findingsOf(workspace).filter(({ severity }) => severity === 'error').length
}

function hold(
  files: Readonly<Record<string, string>>,
  before: Workspace,
  finding: LocatedFinding,
  fix: LocatedFix,
): void {
  const { fixed, after, story } = applied(files, fix, `${finding.rule}: ${fix.title}`)
  readable(fixed, after, story)
  if (fix.applicability !== 'manual') expect(sameAs(finding, after), story).toBeLessThan(sameAs(finding, before))
  // A comment goes away only together with the line that it is about.
  expect(count(files, comment) - count(fixed, comment), story).toBeLessThanOrEqual(
    Math.max(0, count(files, line) - count(fixed, line)),
  )
}

interface Applied {
  readonly fixed: Readonly<Record<string, string>>
  readonly after: Workspace
  /** What happened, for people who read a failure. */
  readonly story: string
}

function applied(files: Readonly<Record<string, string>>, { edits }: Pick<LocatedFix, 'edits'>, what: string): Applied {
  const fixed = Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path,
      applyEdits(
        text,
        edits.filter(edit => edit.uri.endsWith(`/${path}`)),
      ),
    ]),
  )
  const story = `${what}\n${Object.values(files).join('\n---\n')}\n=>\n${Object.values(fixed).join('\n---\n')}`
  return { fixed, after: inView(fixed).workspace, story }
}

function readable(fixed: Readonly<Record<string, string>>, after: Workspace, story: string): void {
  const states = after.files().flatMap(uri => after.documentsOf(uri).map(document => document.tree.status))
  expect(states, story).toEqual(['ok', 'ok'])
  for (const text of Object.values(fixed)) if (text.startsWith('{')) expect(() => JSON.parse(text), story).not.toThrow()
  expect([0, count(fixed, /\n/g)], story).toContain(count(fixed, /\r\n/g))
}

/** How often this is said: a fix may leave the same finding about another entry. */
function sameAs({ rule, message }: LocatedFinding, workspace: Workspace): number {
  return findingsOf(workspace).filter(each => each.rule === rule && each.message === message).length
}

function findingsOf(workspace: Workspace): readonly LocatedFinding[] {
  return workspace.files().flatMap(uri => workspace.findings(uri))
}

const line = /[^\r\n]+/g
const comment = /# \d+(?=\r?\n|$)/g

function count(files: Readonly<Record<string, string>>, pattern: RegExp): number {
  return Object.values(files).reduce((sum, text) => sum + (text.match(pattern)?.length ?? 0), 0)
}

/** A record whose undefined fields are left out. */
function record(fields: Readonly<Record<string, fc.Arbitrary<Data | undefined>>>): fc.Arbitrary<Data> {
  return fc
    .record(fields)
    .map(made =>
      Object.fromEntries(Object.entries(made).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))),
    )
}
