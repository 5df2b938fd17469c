import { describe, expect, test } from 'vitest'
import { printed, runTemplate } from '../../support/template.ts'

const values = `port: 8080
big: 1000000
name: web
list: [c, a, b, a]
nums: [3, 1, 2]
mixed: [1, x, true, null, 2.5]
m: {b: 1, a: x, c: {d: [1, {e: f}]}}
zero: 0
`

/** Each line is what Helm 4.2.3 prints. */
describe('functions print what Helm prints', () => {
  test.each([
    ['printf', '{{ printf "%5d|%-5d|%05d|%x|%c|%U|%q" 42 42 42 255 65 65 65 }}', "   42|42   |00042|ff|A|U+0041|'A'"],
    ['printf', '{{ printf "%f %.2f %e %g %v" 1.5 1.5 1.5 1e10 1e21 }}', '1.500000 1.50 1.500000e+00 1e+10 1e+21'],
    [
      'printf',
      '{{ printf "%d" }} {{ printf "%d" 1 2 }} {{ printf "%z" 1 }}',
      '%!d(MISSING) 1%!(EXTRA int=2) %!z(int=1)',
    ],
    ['printf', '{{ printf "%s" .Values.mixed }}', '[%!s(float64=1) x %!s(bool=true) <nil> %!s(float64=2.5)]'],
    ['print', '{{ print 1 2 "a" 3 }}', '1 2a3'],
    ['quote', '{{ quote .Values.port "a\\"b" nil }} {{ squote 1 }}', '"8080" "a\\"b" \'1\''],
    ['trunc', '{{ trunc 2 "abc" }} {{ trunc -2 "abc" }} {{ trimSuffix "-" "a--" }}', 'ab bc a-'],
    [
      'title',
      '{{ title "hello wORLD" }} {{ snakecase "FirstName" }} {{ camelcase "http_server" }}',
      'Hello WORLD first_name HttpServer',
    ],
    [
      'splitList',
      '{{ splitList "," "a,b" }} {{ split "," "a,b" }} {{ join "-" .Values.mixed }}',
      '[a b] map[_0:a _1:b] 1-x-true-2.5',
    ],
    ['lists', '{{ uniq .Values.list }} {{ without .Values.list "a" }} {{ has 3 .Values.nums }}', '[c a b] [c b] false'],
    ['lists', '{{ first .Values.list }} {{ rest .Values.list }} {{ slice .Values.list 1 3 }}', 'c [a b a] [a b]'],
    [
      'math',
      '{{ add 1 .Values.port }} {{ div 7 2 }} {{ mul 2 3 4 }} {{ round 2.5 0 }} {{ int "0x10" }}',
      '8081 3 24 3 16',
    ],
    [
      'reflect',
      '{{ kindOf .Values.port }} {{ typeOf .Values.m }} {{ kindIs "slice" .Values.list }}',
      'float64 map[string]interface {} true',
    ],
    ['default', '{{ default 5 .Values.zero }} {{ coalesce nil "" "x" }} {{ ternary 1 2 true }}', '5 x 1'],
    [
      'dict',
      '{{ pick .Values.m "a" }} {{ omit .Values.m "c" }} {{ dig "a" "z" "d" (dict "a" (dict)) }}',
      'map[a:x] map[a:x b:1] d',
    ],
    ['merge', '{{ merge (dict "a" "" "b" false) (dict "a" 1 "b" true) }}', 'map[a:1 b:true]'],
    ['mergeOverwrite', '{{ mergeOverwrite (dict "a" 1 "l" (list 1)) (dict "a" "" "l" (list)) }}', 'map[a: l:[]]'],
    [
      'toYaml',
      '{{ toYaml (dict "a" "yes" "b" 1000000.0 "c" (list (dict "x" 1))) }}',
      'a: "yes"\nb: 1000000\nc:\n- x: 1',
    ],
    [
      'toJson',
      '{{ toJson "<a>&" }} {{ toRawJson "<a>&" }} {{ toJson .Values.big }}',
      '"\\u003ca\\u003e\\u0026" "<a>&" 1000000',
    ],
    ['fromYaml', '{{ (fromYaml "a: {b: yes}").a.b }} {{ fromYamlArray "[1]" }} {{ fromJson "{}" }}', 'true [1] map[]'],
    ['mustFromJson', '{{ range mustFromJson "[{\\"a\\": 1}, 2]" }}<{{ . }}>{{ end }}', '<map[a:1]><2>'],
    ['number', '{{ 0x1p10 }} {{ add 0x1p4 1 }} {{ -0x1.8p1 }}', '1024 17 -3'],
    ['b64enc', '{{ b64enc "hé" }} {{ b64dec "aMOp" }} {{ b32enc "a" }}', 'aMOp hé ME======'],
    [
      'sha256sum',
      '{{ sha256sum "a" | trunc 8 }} {{ sha1sum "a" | trunc 8 }} {{ sha512sum "a" | trunc 8 }}',
      'ca978112 86f7e437 1f40fc92',
    ],
    [
      'semverCompare',
      '{{ semverCompare ">=1.19-0" "1.20.0-rc.1" }} {{ semverCompare ">=1.19" "1.20.0-rc.1" }}',
      'true false',
    ],
    [
      'regex',
      '{{ regexReplaceAll "(\\\\w)(\\\\d)" "a1b2" "${2}$1" }} {{ regexFindAll "a*" "baac" -1 }}',
      '1a2b [ aa ]',
    ],
    ['regex', '{{ regexFind "(a|ab)(c|bcd)" "abcd" }} {{ regexMatch "(?i)ABC" "xabcx" }}', 'abcd true'],
    ['path', '{{ base "/a/b.txt" }} {{ dir "/a/b.txt" }} {{ clean "/a/../b//c" }}', 'b.txt /a /b/c'],
    ['date', '{{ date "Jan 2, 2006" (toDate "2006-01-02" "2024-03-04") }} {{ duration "3661" }}', 'Mar 4, 2024 1h1m1s'],
    ['random', '{{ len (randAlphaNum 7) }} {{ len uuidv4 }} {{ lookup "v1" "Pod" "a" "b" }}', '7 36 map[]'],
    ['html', '{{ html "<a>" }} {{ urlquery "a b&c" }}', '&lt;a&gt; a+b%26c'],
  ])('%s: %s', (_, template, expected) => {
    expect(printed(template, values)).toBe(expected)
  })
})

test('a pattern that makes other engines stand still is searched in one go', () => {
  expect(printed('{{ regexMatch "^(a+)+$" (printf "%sb" (repeat 3000 "a")) }}')).toBe('false')
})

test('a pattern that begins with plain letters is found in a text of any length', () => {
  const template = '{{ printf "%sx.y" (repeat 300000 "no match here ") | regexFind "x[.][a-z]" }}'
  expect(printed(template)).toBe('x.y')
})

test('keys, values and items that toYaml prints lead back to where they were written', () => {
  const { text, origins } = runTemplate('{{ toYaml .Values.m | indent 2 }}', 'm:\n  name: web\n  ports: [80]\n')
  expect(text).toBe('  name: web\n  ports:\n  - 80')
  const place = (part: string): number =>
    origins.up({ start: text.indexOf(part), end: text.indexOf(part) + part.length }).at.span.start
  expect(place('name')).toBe(5)
  expect(place('web')).toBe(11)
  expect(place('80')).toBe(25)
})

test('what is read from YAML that a template made still leads back', () => {
  const { text, origins } = runTemplate('{{ (fromYaml (toYaml .Values)).port }}', 'port: 8080')
  expect(text).toBe('8080')
  expect(origins.up({ start: 0, end: 4 }).at.span).toEqual({ start: 6, end: 10 })
})
