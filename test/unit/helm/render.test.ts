import { describe, expect, it } from 'vitest'
import { profilesOf } from '../../../server/src/core/helm/profile.ts'
import { chartYaml, printed, rendered, template, uriOf } from '../../support/charts.ts'
import { tgzOf } from '../../support/tar.ts'

const one = (text: string, more: Readonly<Record<string, string | Uint8Array>> = {}) => ({
  'web/templates/a.yaml': text,
  ...more,
})

describe('what is printed', () => {
  it('names the template of each document, and sorts by kind, hooks last', () => {
    const files = {
      'web/templates/b.yaml': 'kind: Deployment\n---\nkind: Service',
      'web/templates/a.yaml':
        'kind: Zebra\n---\nkind: Job\nmetadata:\n  annotations:\n    helm.sh/hook: pre-install\n---\nkind: Namespace\n',
    }
    expect(template(files)).toBe(
      '---\n# Source: web/templates/a.yaml\nkind: Namespace\n\n' +
        '---\n# Source: web/templates/b.yaml\nkind: Service\n' +
        '---\n# Source: web/templates/b.yaml\nkind: Deployment\n' +
        '---\n# Source: web/templates/a.yaml\nkind: Zebra\n' +
        '---\n# Source: web/templates/a.yaml\nkind: Job\nmetadata:\n  annotations:\n    helm.sh/hook: pre-install\n',
    )
  })

  it('leaves out partials, notes, empty documents and hooks that Helm does not know', () => {
    const files = {
      'web/templates/_a.tpl': 'kind: A',
      'web/templates/NOTES.txt': 'kind: B',
      'web/templates/c.yaml': '\n \n---\n\n',
      'web/templates/d.yaml': 'metadata: {annotations: {helm.sh/hook: crd-install}}',
      'web/crds/e.yaml': 'kind: E',
    }
    expect(template(files)).toBe('\n')
  })

  it('keeps blank lines at the end of a document in Helm 4 only', () => {
    const files = one('a: 1\n\n\n', { 'web/templates/b.yaml': 'b: 1' })
    expect(template(files)).toContain('a: 1\n\n\n\n---\n')
    expect(template(files, { flavour: 'helm3' })).toContain('a: 1\n---\n')
  })

  it.each([
    ['a: 1\n---\nb: 2', ['a: 1', 'b: 2']],
    ['---a: 1\n---b: 2', ['a: 1', 'b: 2']],
    ['a: 1\n  --- \nb: 2', ['a: 1\n  --- \nb: 2']],
    ['a: |\n  x\n---\n', ['a: |\n  x']],
    ['a: 1\n...\n[', ['a: 1\n...\n[']],
    ['# only\n---\n# comments\n', ['# only', '# comments\n']],
  ])('%j is split into %j', (text, documents) => {
    const sources = documents.map(document => `---\n# Source: web/templates/a.yaml\n${document}\n`)
    expect(template(one(`{{ ${JSON.stringify(text)} }}`)).trim()).toBe(sources.join('').trim())
  })
})

describe('objects of the root', () => {
  it.each([
    [
      '{{ .Release.Name }} {{ .Release.Namespace }} {{ .Release.Service }} {{ .Release.Revision }}',
      'rel default Helm 1',
    ],
    ['{{ .Release.IsInstall }} {{ .Release.IsUpgrade }}', 'true false'],
    ['{{ .Chart.Name }} {{ .Chart.Version }} {{ .Chart.AppVersion }} {{ .Chart.IsRoot }}', 'web 1.0.0 1.1 true'],
    ['{{ .Chart.Annotations.zone }}{{ .Chart.Annotations.none }} {{ .Chart.Keywords }}', 'a [x z]'],
    ['{{ (index .Chart.Maintainers 0).Name }}', 'Ann'],
    ['{{ .Template.Name }} {{ .Template.BasePath }}', 'web/templates/a.yaml web/templates'],
    ['{{ .Capabilities.KubeVersion }} {{ .Capabilities.KubeVersion.Minor }}', 'v1.36.0 36'],
    ['{{ .Capabilities.KubeVersion.GitVersion }}', 'v1.36.0'],
    ['{{ .Capabilities.APIVersions.Has "apps/v1" }} {{ .Capabilities.APIVersions.Has "apps/v7" }}', 'true false'],
    ['{{ .Capabilities.HelmVersion.Version }}', 'v4.2.3'],
    [
      '{{ typeOf .Values }} {{ typeOf .Capabilities }} {{ typeOf .Files }}',
      'common.Values *common.Capabilities engine.files',
    ],
    ['{{ .Subcharts.db.Values.port }} {{ .Subcharts.db.Chart.Name }}', '5432 db'],
  ])('%s prints %s', (text, expected) => {
    const files = one(`# ${text}`, {
      'web/Chart.yaml': `${chartYaml}appVersion: 1.10\nkeywords: [x, z]\nmaintainers: [{name: Ann}]\nannotations: {zone: a}\n`,
      'web/charts/db/Chart.yaml': 'name: db\nversion: 1.0.0\n',
      'web/charts/db/values.yaml': 'port: 5432\n',
    })
    expect(printed(files)).toBe(`# ${expected}\n`)
  })

  it('are those of Helm 3 where they differ', () => {
    const text =
      '# {{ .Capabilities.KubeVersion.Version }} {{ .Capabilities.HelmVersion.Version }} {{ typeOf .Values }}'
    expect(printed(one(text), { flavour: 'helm3' })).toBe('# v1.32.0 v3.17.3 chartutil.Values\n')
    expect(template(one('{{ .Chart.Nope }}'), { flavour: 'helm3' })).toContain("can't evaluate field Nope")
    expect(printed(one('# {{ .Chart.Nope }}'))).toBe('#\n')
  })

  it.each([
    ['helm4', '1.28', 'v1.28 1 28'],
    ['helm4', 'v1.28.3-gke.1', 'v1.28.3-gke.1 1 28'],
    ['helm3', '1.28', 'v1.28.0 1 28'],
  ] as const)('%s takes the Kubernetes version %s', (flavour, kubeVersion, expected) => {
    const text = '# {{ with .Capabilities.KubeVersion }}{{ .Version }} {{ .Major }} {{ .Minor }}{{ end }}'
    expect(printed(one(text), { flavour, kubeVersion })).toBe(`# ${expected}\n`)
  })

  it('know API versions that are given', () => {
    const text = '# {{ .Capabilities.APIVersions.Has "x/v1" }}'
    expect(printed(one(text), { apiVersions: ['x/v1'] })).toBe('# true\n')
  })
})

describe('.Files', () => {
  const files = {
    'web/conf/a.txt': 'one\ntwo\n',
    'web/conf/b.bin': Uint8Array.of(0xff, 0x00, 0x61),
    'web/README.md': 'read me',
    'web/.helmignore': '*.md\n',
  }

  it.each([
    ['{{ .Files.Get "conf/a.txt" | quote }}', '"one\\ntwo\\n"'],
    ['{{ .Files.Get "nowhere" | quote }}', '""'],
    ['{{ .Files.Get "README.md" | quote }}', '""'],
    ['{{ .Files.Lines "conf/a.txt" | len }}', '2'],
    ['{{ range .Files.Lines "conf/a.txt" }}<{{ . }}>{{ end }}', '<one><two>'],
    ['{{ .Files.Get "conf/b.bin" | b64enc }}', '/wBh'],
    ['{{ range $path, $_ := .Files.Glob "conf/*" }}<{{ $path }}>{{ end }}', '<conf/a.txt><conf/b.bin>'],
    ['{{ (.Files.Glob "conf/*.txt").AsConfig | toJson }}', '"a.txt: |\\n  one\\n  two"'],
    ['{{ (.Files.Glob "conf/*").AsSecrets | toJson }}', '"a.txt: b25lCnR3bwo=\\nb.bin: /wBh"'],
    ['{{ .Files.GetBytes "conf/a.txt" | len }}', '8'],
    ['{{ .Files.Lines "nowhere" | len }}', '0'],
  ])('%s prints %s', (text, expected) => {
    expect(printed(one(`# ${text}`, files))).toBe(`# ${expected}\n`)
  })
})

describe('subcharts', () => {
  const library = {
    'web/charts/lib/Chart.yaml': 'apiVersion: v2\nname: lib\nversion: 1.0.0\ntype: library\n',
    'web/charts/lib/templates/_x.tpl': '{{ define "x" }}from lib{{ end }}{{ define "y" }}from lib{{ end }}',
    'web/charts/lib/templates/no.yaml': 'kind: No',
  }

  it('define what parents include, and parents override it', () => {
    const own = { 'web/templates/_y.tpl': '{{ define "y" }}from web{{ end }}' }
    expect(template(one('# {{ include "x" . }}, {{ include "y" . }}', { ...library, ...own }))).toBe(
      '---\n# Source: web/templates/a.yaml\n# from lib, from web\n',
    )
  })

  it('are unpacked', () => {
    const packed = tgzOf({ 'db/Chart.yaml': 'name: db\nversion: 1.0.0\n', 'db/templates/b.yaml': 'kind: Db' })
    expect(template(one('', { 'web/charts/db-1.0.0.tgz': packed }))).toBe(
      '---\n# Source: web/charts/db/templates/b.yaml\nkind: Db\n',
    )
  })

  it.each([
    [{ 'web/charts/db/values.yaml': '' }, 'error unpacking subchart db in web: Chart.yaml file is missing'],
    [{ 'web/charts/README.md': '' }, 'error unpacking subchart README.md in web: Chart.yaml file is missing'],
    [{ 'web/charts/db.tgz': 'text' }, 'error unpacking subchart db.tgz in web: gzip: invalid header'],
  ])('%j is refused', (files, message) => {
    expect(template(one('', files))).toBe(`Error: ${message}`)
  })

  it('whose folder begins with _ or . are none', () => {
    expect(template(one('kind: A', { 'web/charts/_old/x': '', 'web/charts/.gitkeep': '' }))).toContain('kind: A')
  })
})

describe('refusals', () => {
  it.each([
    ['a: {{ fail "no way" }}', 'execution error at (web/templates/a.yaml:1:6): no way'],
    [
      '{{ required "a host is required" .Values.host }}',
      'execution error at (web/templates/a.yaml:1:3): a host is required',
    ],
    [
      '\n{{ .Values.a.b }}',
      'web/templates/a.yaml:2:10\n  executing "web/templates/a.yaml" at <.Values.a.b>:\n    nil pointer evaluating interface {}.b',
    ],
    ['{{ if }}', 'parse error at (web/templates/a.yaml:1): missing value for if'],
    ['a: [1', 'YAML parse error on web/templates/a.yaml: error converting YAML to JSON'],
    [
      'a: {{ "{{ x }}" }}',
      'YAML parse error on web/templates/a.yaml: error converting YAML to JSON: yaml: invalid map key',
    ],
    ['- a', 'cannot unmarshal array into Go value of type'],
    ['kind: [a]', 'cannot unmarshal array into'],
    ['metadata: {annotations: {a: {}}}', 'cannot unmarshal object into'],
  ])('%s', (text, message) => {
    expect(template(one(text))).toContain(`Error: ${message}`.replace('Error: cannot', 'cannot'))
  })

  it('follow an error through includes', () => {
    const files = one('{{ include "x" . }}', { 'web/templates/_x.tpl': '{{ define "x" }}{{ .Values.a.b }}{{ end }}' })
    expect(template(files)).toBe(
      'Error: web/templates/a.yaml:1:3\n  executing "web/templates/a.yaml" at <include "x" .>:\n    error calling include:\n' +
        'web/templates/_x.tpl:1:26\n  executing "x" at <.Values.a.b>:\n    nil pointer evaluating interface {}.b',
    )
  })

  it.each([
    ['name: web\n', 'validation: chart.metadata.version is required'],
    ['version: 1.0.0\n', 'validation: chart.metadata.name is required'],
    ['name: a/b\nversion: 1.0.0\n', 'validation: chart.metadata.name "a/b" is invalid'],
    ['name: web\nversion: x\n', 'validation: chart.metadata.version "x" is invalid'],
    ['name: web\nversion: 1.0.0\ntype: other\n', 'validation: chart.metadata.type must be application or library'],
    ['name: web\nversion: 1.0.0\ntype: library\n', 'library charts are not installable'],
    ['name: [a]\nversion: 1.0.0\n', 'cannot load Chart.yaml: error unmarshaling JSON'],
    [
      'name: web\nversion: 1.0.0\ndependencies: [{name: a}, {name: a}]\n',
      'more than one dependency with name or alias "a"',
    ],
    [
      'name: web\nversion: 1.0.0\ndependencies: [{name: a, alias: "b c"}]\n',
      'dependency "a" has disallowed characters in the alias',
    ],
    [
      `${chartYaml}kubeVersion: ">=1.50"\n`,
      'chart requires kubeVersion: >=1.50 which is incompatible with Kubernetes v1.36.0',
    ],
  ])('%j', (chart, message) => {
    expect(template(one('kind: A', { 'web/Chart.yaml': chart }))).toContain(message)
  })

  it('of values that a schema does not allow', () => {
    const schema = (text: string) => one('kind: A', { 'web/values.yaml': 'port: web', 'web/values.schema.json': text })
    expect(template(schema('{"properties": {"port": {"type": "integer"}}}'))).toMatch(
      /^Error: values don't meet.*\nweb:\n- at '\/port'/,
    )
    expect(template(schema('{"properties": {"port": {"type": "string"}}}'))).toContain('kind: A')
    expect(template(schema('{"$ref": "https://example.com/schema.json"}'))).toContain(
      'failing loading "https://example.com/schema.json"',
    )
    expect(template(schema('{"type": "text"}'))).toContain('"type" must be one of the types of JSON')
    expect(template(schema('{'))).toMatch(/^Error: values don't meet/)
  })

  // What the validators of Helm 4 and Helm 3 say.
  it.each([
    ['{"properties": {"a": {"format": "ipv4"}}}', '"x"', 'taken', 'refused'],
    [
      '{"$schema": "http://json-schema.org/draft-07/schema#", "properties": {"a": {"format": "ipv4"}}}',
      '"x"',
      'refused',
      'refused',
    ],
    ['{"properties": {"a": {"prefixItems": [{"type": "string"}]}}}', '[1]', 'refused', 'taken'],
    [
      '{"$schema": "http://json-schema.org/draft-07/schema#", "properties": {"a": {"prefixItems": [{"type": "string"}]}}}',
      '[1]',
      'taken',
      'taken',
    ],
    ['{"properties": {"a": {"unevaluatedProperties": false}}}', '{"b": 1}', 'refused', 'taken'],
    ['{"$schema": "http://example.com/x"}', '1', 'refused', 'taken'],
    ['{"definitions": {"u": {"$ref": "https://example.com/x.json"}}}', '1', 'taken', 'refused'],
    ['{"properties": {"a": {"$ref": "other.json"}}}', '1', 'refused', 'refused'],
    [
      '{"properties": {"a": {"$ref": "#/definitions/x"}}, "definitions": {"x": {"type": "string"}}}',
      '1',
      'refused',
      'refused',
    ],
    ['{"properties": {"a": {"pattern": "("}}}', '1', 'refused', 'refused'],
    ['{"properties": {"a": {"required": true}}}', '1', 'refused', 'refused'],
    ['{"properties": {"a": {"title": 5}}}', '1', 'refused', 'refused'],
    ['{"properties": {"a": {"enum": [1]}}}', '1.0', 'taken', 'taken'],
    ['false', '1', 'refused', 'refused'],
  ] as const)('of %s for %s', (schema, value, inHelm4, inHelm3) => {
    const files = one('kind: A', { 'web/values.yaml': `a: ${value}`, 'web/values.schema.json': schema })
    const verdict = (flavour: 'helm4' | 'helm3') =>
      template(files, { flavour }).startsWith('Error: ') ? 'refused' : 'taken'
    expect([verdict('helm4'), verdict('helm3')]).toEqual([inHelm4, inHelm3])
  })

  it.each([
    ['{', 'cannot load Chart.lock: error converting YAML to JSON'],
    [
      'generated: yesterday',
      'cannot load Chart.lock: error unmarshaling JSON: while decoding JSON: parsing time "yesterday"',
    ],
    ['dependencies: {}', 'cannot load Chart.lock: error unmarshaling JSON'],
  ])('of the lock file %s', (lock, message) => {
    expect(template(one('kind: A', { 'web/Chart.lock': lock }))).toContain(message)
    expect(
      template(one('kind: A', { 'web/Chart.lock': 'generated: "2024-01-02T03:04:05.678Z"\ndependencies: []\n' })),
    ).toContain('kind: A')
  })

  it('of charts of another API version, by Helm 4', () => {
    const files = one('kind: A', { 'web/Chart.yaml': 'apiVersion: v3\nname: web\nversion: 1.0.0\n' })
    expect(template(files)).toBe('Error: invalid chart apiVersion')
    expect(template(files, { flavour: 'helm3' })).toContain('kind: A')
  })

  it('of what would never end', () => {
    const limits = { steps: 100_000 }
    for (const body of [
      'x',
      '{{ $x := until 10000 }}',
      '{{ $x := repeat 100000 "x" }}',
      '{{ range until 10000 }}x{{ end }}',
    ]) {
      const { problems } = rendered(one(`{{ range until 100000 }}${body}{{ end }}`), {}, { limits })
      expect(problems).toMatchObject([{ kind: 'execution', problem: { kind: 'limit' } }])
    }
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]']
    for (let index = 1; index < 9; index++) bomb.push(`a${index}: &a${index} [${`*a${index - 1 || ''}, `.repeat(9)}]`)
    expect(template(one('{{ toYaml .Values }}', { 'web/values.yaml': bomb.join('\n') }))).toMatch(/^Error: cannot load/)
    const slow = '{"properties": {"a": {"pattern": "^(a+)+$"}}}'
    const values = { 'web/values.yaml': `a: ${'a'.repeat(50)}!`, 'web/values.schema.json': slow }
    expect(template(one('kind: A', values))).toContain('kind: A')
    const endless = { 'web/templates/_x.tpl': '{{ define "x" }}{{ include "x" . }}{{ end }}' }
    expect(template(one('{{ include "x" . }}', endless))).toMatch(/^Error: /)
  })
})

describe('profiles', () => {
  it('are the files of values that a chart brings', () => {
    const files = [
      'values.yaml',
      'values-prod.yaml',
      'values.dev.yml',
      'ci/a-values.yaml',
      'ci/values.yaml',
      'ci/x.yaml',
      'docs/values-x.yaml',
    ]
    const named = files.map(name => ({ name, uri: uriOf(name) }))
    expect(profilesOf(named).map(({ name }) => name)).toEqual([
      'values.yaml',
      'ci/a-values.yaml',
      'ci/values.yaml',
      'values-prod.yaml',
      'values.dev.yml',
    ])
  })
})
