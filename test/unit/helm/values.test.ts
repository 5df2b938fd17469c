import { describe, expect, it } from 'vitest'
import { setValues } from '../../../server/src/core/helm/values/set.ts'
import { printValue } from '../../../server/src/core/template/format/print.ts'
import { map } from '../../../server/src/core/template/value.ts'
import { chartYaml, printed, template, uriOf } from '../../support/charts.ts'

const all = '# {{ toJson .Values }}\n'
const shop = (values: string, more: Readonly<Record<string, string>> = {}) => ({
  'web/values.yaml': values,
  'web/templates/a.yaml': all,
  ...more,
})
const lists = (dependencies: string) => `${chartYaml}dependencies: ${dependencies}\n`
const sub = (name: string, values = '', version = '1.0.0') => ({
  [`web/charts/${name}/Chart.yaml`]: `apiVersion: v2\nname: ${name}\nversion: ${version}\n`,
  [`web/charts/${name}/values.yaml`]: values,
  [`web/charts/${name}/templates/b.yaml`]: `# ${name} {{ toJson .Values }}\n`,
})
/** The values that each chart gets, by its path. */
const valuesOf = (...given: Parameters<typeof template>) =>
  Object.fromEntries(
    [...template(...given).matchAll(/# Source: web\/(?:charts\/)?(.*?)\/?templates.*\n# (?:\S+ )?(.*)/g)].map(
      ([, path = '', json = '']): [string, unknown] => [path, JSON.parse(json)],
    ),
  )

describe('values.yaml', () => {
  it.each([
    ['port: 8080', '{"port":8080}'],
    ['a: yes\nb: 0755\nc: 1_000\nd: "on"', '{"a":true,"b":493,"c":1000,"d":"on"}'],
    ['on: 1', '{"true":1}'],
    ['80: x', '{"80":"x"}'],
    ['a: 1\n---\nb: 2\na: 3', '{"a":3,"b":2}'],
    ['a: &x {b: 1}\nc: {<<: *x, d: 2}', '{"a":{"b":1},"c":{"b":1,"d":2}}'],
    ['a: 1\n...\nb: 2', '{"a":1}'],
    ['a: 1\n--- # more\nb: 2', '{"a":1,"b":2}'],
    ['', '{}'],
    ['# nothing', '{}'],
  ])('%j is %s', (values, json) => {
    expect(printed(shop(values))).toBe(`# ${json}\n`)
  })

  it.each([
    ['a: [1', 'error converting YAML to JSON'],
    ['- a', 'cannot unmarshal array into Go value of type map[string]interface {}'],
    ['{{ a }}: 1', 'invalid map key'],
    ['~: 1', 'unsupported map key'],
    ['a: 1\n--- {b: 2}', 'invalid Yaml document separator: {b: 2}'],
  ])('%j is refused', (values, message) => {
    expect(template(shop(values))).toMatch(/^Error: cannot load values.yaml: /)
    expect(template(shop(values))).toContain(message)
  })

  it('of several documents counts with the first one in Helm 3', () => {
    expect(printed(shop('a: 1\n---\nb: 2'), { flavour: 'helm3' })).toBe('# {"a":1}\n')
  })
})

describe('values that are given', () => {
  const over = (values: string, given: string, flavour: 'helm4' | 'helm3' = 'helm4') =>
    printed(shop(values, { 'given.yaml': given }), { flavour, valueFiles: [uriOf('given.yaml')] }).trim()

  it.each([
    ['maps are merged, lists are replaced', 'a: {b: 1, c: [1]}', 'a: {c: [2], d: 3}', '{"a":{"b":1,"c":[2],"d":3}}'],
    ['null takes a default away', 'a: 1\nb: {c: 1, d: 2}', 'a: null\nb: {c: null}', '{"b":{"d":2}}'],
    ['null without a default stays', 'b: {}', 'b: {c: null}', '{"b":{"c":null}}'],
    ['a map over something else wins', 'a: 1', 'a: {b: 1}', '{"a":{"b":1}}'],
    ['something else over a map wins', 'a: {b: 1}', 'a: 1', '{"a":1}'],
    ['null in defaults is no value', 'a: null\nb: {c: null}', '', '{"b":{}}'],
  ])('%s', (_, values, given, json) => {
    expect(over(values, given)).toBe(`# ${json}`)
  })

  it('keeps null in defaults in Helm 3', () => {
    expect(over('a: null\nb: {c: null}', '', 'helm3')).toBe('# {"a":null,"b":{"c":null}}')
  })

  it('win over each other in order: files, inline, --set, --set-string', () => {
    const files = shop('', { 'one.yaml': 'a: 1\nb: 1\nc: 1\nd: 1\ne: 1', 'two.yaml': 'b: 2\nc: 2\nd: 2\ne: 2' })
    const inline = { uri: uriOf('app.yaml'), text: 'c: 3\nd: 3\ne: 3', offset: 0 }
    const valueFiles = [uriOf('one.yaml'), uriOf('two.yaml')]
    expect(printed(files, { valueFiles, inline, set: ['d=4,e=4'], setString: ['e=5'] })).toBe(
      '# {"a":1,"b":2,"c":3,"d":4,"e":"5"}\n',
    )
  })

  it('that are not there are refused', () => {
    expect(template(shop(''), { valueFiles: [uriOf('nowhere.yaml')] })).toBe(
      'Error: open nowhere.yaml: no such file or directory',
    )
  })
})

describe('--set', () => {
  const set = (line: string, as: 'typed' | 'text' = 'typed') => {
    const values = map()
    setValues(line, values, as)
    return printValue(values, () => '')
  }

  it.each([
    ['a=1,b.c=x', 'map[a:1 b:map[c:x]]'],
    ['a=true,b=FALSE,c=null', 'map[a:true b:false c:<nil>]'],
    ['a=01,b=1.5,c=-3,d=0', 'map[a:01 b:1.5 c:-3 d:0]'],
    ['a={x,1,}', 'map[a:[x 1 ]]'],
    ['a={}', 'map[a:[]]'],
    ['a[0]=x,a[2]=z', 'map[a:[x <nil> z]]'],
    ['a[0].b[1].c=x', 'map[a:[map[b:[<nil> map[c:x]]]]]'],
    ['a[0][1]=x', 'map[a:[[<nil> x]]]'],
    ['a\\.b=x\\,y', 'map[a.b:x,y]'],
    ['a=', 'map[a:]'],
    ['a=b=c', 'map[a:b=c]'],
    ['', 'map[]'],
  ])('%s gives %s', (line, expected) => {
    expect(set(line)).toBe(expected)
  })

  it('keeps every value a string with --set-string', () => {
    expect(set('a=1,b=true', 'text')).toBe('map[a:1 b:true]')
    expect(printed(shop(''), { setString: ['a=1'] })).toBe('# {"a":"1"}\n')
  })

  it.each([
    ['a', 'key "a" has no value'],
    ['a,b=1', 'key "a" has no value (cannot end with ,)'],
    ['a={x', "list must terminate with '}'"],
    ['a[x]=1', 'error parsing index'],
    ['a[-1]=1', 'negative -1 index not allowed'],
    ['a[70000]=1', 'greater than maximum supported index'],
    ['a[0]b=1', 'unexpected data at end of array index'],
    [`${'a.'.repeat(31)}b=1`, 'greater than maximum supported nested level'],
    ['a=1,a.b=2', 'unable to parse key'],
  ])('refuses %s', (line, message) => {
    expect(() => set(line)).toThrow(message)
  })
})

describe('dependencies', () => {
  it('get their part of the values, and the globals', () => {
    const files = shop('db: {port: 1}\nglobal: {zone: a}', sub('db', 'port: 5432\nuser: me\nglobal: {own: 1}'))
    expect(valuesOf(files)).toEqual({
      '': { db: { port: 1, user: 'me', global: { zone: 'a', own: 1 } }, global: { zone: 'a' } },
      db: { port: 1, user: 'me', global: { zone: 'a', own: 1 } },
    })
  })

  it('are switched by the first condition that is a boolean, which wins over tags', () => {
    const dependency = (more: string) => lists(`[{name: db, version: 1.0.0, ${more}}]`)
    const isOn = (chart: string, values: string) =>
      'db' in valuesOf({ ...shop(values, sub('db')), 'web/Chart.yaml': chart })
    expect(isOn(dependency('condition: db.enabled'), '')).toBe(true)
    expect(isOn(dependency('condition: db.enabled'), 'db: {enabled: false}')).toBe(false)
    expect(isOn(dependency('condition: "a.b,db.enabled"'), 'a: {b: 1}\ndb: {enabled: false}')).toBe(false)
    expect(isOn(dependency('tags: [back]'), 'tags: {back: false}')).toBe(false)
    expect(isOn(dependency('tags: [back, front]'), 'tags: {back: false, front: true}')).toBe(true)
    expect(isOn(dependency('tags: [back], condition: db.enabled'), 'tags: {back: false}\ndb: {enabled: true}')).toBe(
      true,
    )
  })

  it('stay under their own name where the version does not fit', () => {
    const chart = lists('[{name: db, version: ^2, alias: store, condition: db.enabled}]')
    expect(Object.keys(valuesOf({ ...shop('db: {enabled: false}', sub('db')), 'web/Chart.yaml': chart }))).toEqual([
      'db',
      '',
    ])
  })

  it('appear once for each alias', () => {
    const chart = lists('[{name: db, version: 1.0.0, alias: one}, {name: db, version: 1.0.0, alias: two}]')
    expect(valuesOf({ ...shop('two: {port: 2}', sub('db', 'port: 1')), 'web/Chart.yaml': chart })).toMatchObject({
      one: { port: 1 },
      two: { port: 2 },
    })
  })

  it('hand values up by import-values, in both forms', () => {
    const chart = (list: string) => lists(`[{name: db, version: 1.0.0, import-values: ${list}}]`)
    const files = (list: string) => ({
      ...shop('own: 1', sub('db', 'exports: {data: {port: 1, own: 2}}\ndeep: {user: me}')),
      'web/Chart.yaml': chart(list),
    })
    expect(valuesOf(files('[data]'))['']).toMatchObject({ own: 1, port: 1 })
    expect(valuesOf(files('[{child: deep, parent: a.b}]'))['']).toMatchObject({ own: 1, a: { b: { user: 'me' } } })
  })

  it('are listed by requirements.yaml in charts of the first version', () => {
    const files = {
      ...shop('db: {enabled: false}', sub('db')),
      'web/Chart.yaml': 'name: web\nversion: 1.0.0\n',
      'web/requirements.yaml': 'dependencies:\n- {name: db, version: 1.0.0, condition: db.enabled}\n',
    }
    expect(Object.keys(valuesOf(files))).toEqual([''])
  })

  it('that are missing make Helm refuse', () => {
    const chart = lists('[{name: db, version: 1.0.0}, {name: cache, version: 1.0.0}]')
    expect(template({ ...shop(''), 'web/Chart.yaml': chart })).toContain('missing in charts/ directory: db, cache')
  })

  it('whose values are no map make Helm refuse', () => {
    expect(template(shop('db: 1', sub('db')))).toMatch(/^Error: type mismatch on db: /)
  })
})
