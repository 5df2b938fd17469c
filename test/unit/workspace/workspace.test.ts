import { describe, expect, test } from 'vitest'
import { inView, service, uriOf, workload } from '../../support/view.ts'

const web = service('web', 'app: web')
const pod = workload('web', 'app: web')

describe('files', () => {
  test('become plain when the chart goes, and templates when it comes', () => {
    const view = inView({ 'chart/templates/svc.yaml': web })
    const rendered = () => view.workspace.statusOf(uriOf('chart/templates/svc.yaml'))
    expect(rendered()).toEqual({ kind: 'analysed' })
    view.workspace.apply([{ uri: uriOf('chart/Chart.yaml'), text: 'apiVersion: v2\nname: shop\nversion: 1.0.0\n' }])
    expect(rendered()).toEqual({ kind: 'analysed', rendered: true })
    view.workspace.apply([{ uri: uriOf('chart/Chart.yaml'), text: undefined }])
    expect(rendered()).toEqual({ kind: 'analysed' })
  })

  test('with template text below a folder "templates" are templates even when no chart is in view', () => {
    const view = inView({ 'templates/svc.yaml': `${web}# {{ .Values.x }}\n` })
    expect(view.workspace.statusOf(uriOf('templates/svc.yaml'))?.kind).toBe('helm-template')
  })

  test('over a limit say so', () => {
    const view = inView({ 'deep.yaml': `kind: Service\nspec: ${'['.repeat(5000)}\n` })
    expect(view.workspace.statusOf(uriOf('deep.yaml'))).toMatchObject({
      kind: 'limit',
      message: expect.stringMatching(/nest|deep/),
    })
  })

  test('that hold nothing of ours are none that are looked at', () => {
    const view = inView({ 'compose.yaml': 'services:\n  web:\n    image: x\n' })
    expect(view.workspace.files()).toEqual([])
    expect(view.workspace.statusOf(uriOf('compose.yaml'))).toEqual({ kind: 'irrelevant' })
  })
})

describe('places', () => {
  test('in a file whose name is no percent-encoding are called by it', () => {
    const view = inView({ 'b%zz.yaml': web })
    expect(view.graph.describe({ document: view.service('web').document, span: { start: 0, end: 0 } })).toBe(
      'b%zz.yaml',
    )
  })

  test('of the second document are found where they are, and move with the text above', () => {
    const bad = service('api', 'app: api', '{port: "80"}')
    const view = inView({ 'a.yaml': `${web}---\n${bad}` })
    const text = () => view.workspace.textOf(uriOf('a.yaml')) ?? ''
    const shown = () =>
      view.workspace
        .findings(uriOf('a.yaml'))
        .map(({ rule, at }) => `${rule} ${text().slice(at.span.start, at.span.end)}`)
    expect(shown()).toContain('port-quoted-number "80"')
    const startOf = () => {
      const { document } = view.service('api')
      return view.workspace.locate({ document, span: { start: 0, end: 0 } }).span.start
    }
    const before = startOf()
    view.workspace.apply([{ uri: uriOf('a.yaml'), text: `# a comment\n${web}---\n${bad}` }])
    expect(startOf()).toBe(before + '# a comment\n'.length)
    expect(shown()).toContain('port-quoted-number "80"')
  })
})

describe('wired files', () => {
  test('are those at the other end of a selector, both ways', () => {
    const { workspace } = inView({ 'svc.yaml': web, 'pod.yaml': pod, 'other.yaml': workload('other', 'app: other') })
    expect(workspace.wiredTo(uriOf('svc.yaml'))).toEqual([uriOf('pod.yaml')])
    expect(workspace.wiredTo(uriOf('pod.yaml'))).toEqual([uriOf('svc.yaml')])
    expect(workspace.wiredTo(uriOf('other.yaml'))).toEqual([])
  })

  test('have fresh findings after an edit at the other end', () => {
    const { workspace } = inView({
      'svc.yaml': service('web', 'app: web', '{port: 80, targetPort: http}'),
      'pod.yaml': pod,
    })
    const rules = () => workspace.findings(uriOf('svc.yaml')).map(finding => finding.rule)
    expect(rules()).toEqual(['target-port-name-missing'])
    const { affected } = workspace.apply([
      { uri: uriOf('pod.yaml'), text: workload('web', 'app: web', '{name: http, containerPort: 8080}') },
    ])
    expect(affected).toContain(uriOf('svc.yaml'))
    expect(rules()).toEqual([])
  })
})

describe('settings', () => {
  const bad = service('web', 'app: web', '{port: "80"}')
  const severity = (files: Record<string, string>, path: string) =>
    inView(files)
      .workspace.findings(uriOf(path))
      .find(finding => finding.rule === 'port-quoted-number')?.severity

  test('of the nearest .portolan.yaml count, rule by rule', () => {
    const files = {
      '.portolan.yaml': 'rules: {port-quoted-number: hint, node-port-range: off}\n',
      'a.yaml': bad,
      'sub/.portolan.yaml': 'rules: {port-quoted-number: off}\n',
      'sub/b.yaml': bad,
      'sub/deeper/.portolan.yaml': 'rules: {}\n',
      'sub/deeper/c.yaml': bad,
    }
    expect(severity(files, 'a.yaml')).toBe('hint')
    expect(severity(files, 'sub/b.yaml')).toBeUndefined()
    expect(severity(files, 'sub/deeper/c.yaml')).toBeUndefined()
  })

  test('of the host count where no file says otherwise', () => {
    const { workspace } = inView({ 'a.yaml': bad })
    workspace.configure({ rules: { 'port-quoted-number': 'warning' } })
    expect(workspace.findings(uriOf('a.yaml')).find(finding => finding.rule === 'port-quoted-number')?.severity).toBe(
      'warning',
    )
  })

  test('that nobody understands are reported where they stand, and the rest counts', () => {
    const text = 'rules:\n  port-quoted-nmber: off\n  port-quoted-number: loud\nfoo: 1\n'
    const { workspace } = inView({ '.portolan.yaml': text })
    expect(
      workspace
        .configurationProblems()
        .map(({ at, message }) => `${text.slice(at.span.start, at.span.end)}: ${message}`),
    ).toEqual([
      'port-quoted-nmber: There is no rule "port-quoted-nmber". Did you mean "port-quoted-number"?',
      'port-quoted-number: "loud" is no level. Levels: off, hint, information, warning, error.',
      'foo: Unknown setting "foo". Known: profile, rules, overrides, external.',
    ])
  })

  test('in a file that is no YAML are reported once', () => {
    const { workspace } = inView({ '.portolan.yaml': 'rules: [\n' })
    expect(workspace.configurationProblems()).toHaveLength(1)
  })
})

describe('a Service outside of a Kustomize build that selects pods inside', () => {
  const outside = service('web', 'app: web', '{port: 80, targetPort: http}')
  const rules = (view: ReturnType<typeof inView>) =>
    view.workspace.findings(uriOf('service.yaml')).map(finding => finding.rule)
  const built = (kustomization: string) =>
    inView({
      'service.yaml': outside,
      'overlay/web.yaml': pod,
      'overlay/kustomization.yaml': `resources: [web.yaml]\n${kustomization}`,
    })
  const patchOf = (target: string) =>
    `patches:\n- target: ${target}\n  patch: |\n    - {op: add, path: /spec/template/spec/containers/0/ports/0/name, value: http}\n`

  test('is judged anew when the build begins to patch their ports', () => {
    const view = built('')
    expect(rules(view)).toEqual(['target-port-name-missing'])
    const { affected } = view.workspace.apply([
      { uri: uriOf('overlay/kustomization.yaml'), text: `resources: [web.yaml]\n${patchOf('{kind: Deployment}')}` },
    ])
    expect(affected).toContain(uriOf('service.yaml'))
    expect(rules(view)).toEqual([])
  })

  test('is not judged while a patch is missing that may be about them', () => {
    const view = built('patches: [{path: ports.yaml}]\n')
    expect(rules(view)).toEqual([])
    view.workspace.apply([{ uri: uriOf('overlay/ports.yaml'), text: pod }])
    expect(rules(view)).toEqual(['target-port-name-missing'])
  })

  test.each([
    ['web', []],
    ['w.*', []],
    ['api|web', []],
    ['w', ['target-port-name-missing']],
  ])('is judged by what a patch of %s changes', (name, found) => {
    expect(rules(built(patchOf(`{name: ${JSON.stringify(name)}}`)))).toEqual(found)
  })
})
