import { expect, test } from 'vitest'
import type { ReportedFinding } from '../../../server/src/core/report/result.ts'
import { ansiStyles, plainStyles } from '../../../server/src/core/report/styles.ts'
import { textReport } from '../../../server/src/core/report/text.ts'
import { finding, placeIn, resultWith } from './samples.ts'

const service = '\n\n\n\n\n\n\n\n\n\n\n      targetPort: ‹htpp›\n'

test('a finding is one line for tools, then its source, the other ends and the ways out', () => {
  const mistyped = finding(placeIn('shop/web.yaml', service), {
    rule: 'target-port-name-missing',
    message: 'No pod that app=web selects has a container port named "htpp"',
    related: [
      { ...placeIn('shop/api.yaml', '\n\n        - name: ‹http›'), message: 'api declares http' },
      { ...placeIn('shop/web.yaml', '\n\n\n  selector: ‹{app: web}›'), message: 'the selector' },
    ],
    fixes: [
      { title: 'Change targetPort to http', applicability: 'safe', edits: [] },
      { title: 'Rename the container port to htpp', applicability: 'unsafe', edits: [] },
    ],
  })
  expect(printed(mistyped)).toBe(
    `shop/web.yaml:12:19: error: No pod that app=web selects has a container port named "htpp" [target-port-name-missing]
   4 │   selector: {app: web}
     │             ────────── the selector
  12 │       targetPort: htpp
     │                   ^^^^
     ├─ shop/api.yaml:3:17
   3 │         - name: http
     │                 ──── api declares http
     = fix: Change targetPort to http
     = fix: Rename the container port to htpp

1 error in 2 resources of 1,200 files.
`,
  )
})

test('findings are parted by a blank line, and counted by severity', () => {
  const at = placeIn('a.yaml', 'port: ‹80›')
  expect(printed(finding(at), finding(at, { severity: 'hint' }), finding(at, { severity: 'hint' }))).toBe(
    `a.yaml:1:7: error: Something is wrong [some-rule]
   1 │ port: 80
     │       ^^

a.yaml:1:7: hint: Something is wrong [some-rule]
   1 │ port: 80
     │       ^^

a.yaml:1:7: hint: Something is wrong [some-rule]
   1 │ port: 80
     │       ^^

1 error, 2 hints in 2 resources of 1,200 files.
`,
  )
})

test('nothing found is said, and so is what was left alone', () => {
  const summary = {
    files: 1,
    documents: 4,
    resources: 1,
    skipped: 3,
    findings: { error: 0, warning: 0, information: 0, hint: 0 },
  }
  expect(
    textReport(
      {
        summary,
        files: [],
        findings: [],
        leftAlone: [
          { files: 2, why: 'Helm templates' },
          { files: 1, why: 'too large' },
        ],
        unreadable: [],
        incomplete: { builds: 0, missing: [] },
      },
      plainStyles,
    ),
  ).toBe('Nothing found in 1 resource of 1 file; 3 files not checked: 2 Helm templates, 1 too large.\n')
})

test('what is no YAML is said, whole files and parts of files', () => {
  const { summary } = resultWith()
  const at = (file: string, whole: boolean) => ({
    file,
    line: 1,
    column: 1,
    reason: 'this cannot stand here',
    whole,
    portless: false,
  })
  const lineFor = (...unreadable: readonly ReturnType<typeof at>[]) =>
    textReport(
      { summary, files: [], findings: [], leftAlone: [], unreadable, incomplete: { builds: 0, missing: [] } },
      plainStyles,
    )
      .split('; ')
      .slice(1)
  expect(lineFor(at('a.yaml', true))).toEqual(['1 file is not valid YAML and was not checked.\n'])
  expect(lineFor(at('a.yaml', true), at('b.yaml', true), at('c.yaml', false), at('c.yaml', false))).toEqual([
    '2 files are not valid YAML and were not checked',
    '1 file is not valid YAML in a part that was not checked.\n',
  ])
})

test('builds of which something is not in view are counted, with what is missing', () => {
  const { summary } = resultWith()
  const part = (file: string) => ({ file, line: 3, column: 5, reason: 'there is no file web.yaml' })
  const lineFor = (builds: number, ...missing: readonly ReturnType<typeof part>[]) =>
    textReport(
      { summary, files: [], findings: [], leftAlone: [], unreadable: [], incomplete: { builds, missing } },
      plainStyles,
    ).split('; ')[1]
  expect(lineFor(1, part('a.yaml'))).toBe('1 build is not complete: 1 part is not in view.\n')
  expect(lineFor(3, part('a.yaml'), part('b.yaml'))).toBe('3 builds are not complete: 2 parts are not in view.\n')
})

test('two places on one line share the line', () => {
  const at = placeIn('a.yaml', '- {name: web, port: ‹80›}')
  const related = [{ ...placeIn('a.yaml', '- {name: ‹web›, port: 80}'), message: 'its name' }]
  expect(snippetOf(finding(at, { related }))).toBe(`   1 │ - {name: web, port: 80}
     │                     ^^
     │          ─── its name`)
})

test('an empty place still has a caret, one over several lines is underlined to the end of the first', () => {
  expect(snippetOf(finding(placeIn('a.yaml', 'port: ‹›')))).toBe(`   1 │ port:
     │       ^`)
  expect(snippetOf(finding(placeIn('a.yaml', 'ports: ‹- a  \n  - b›')))).toBe(`   1 │ ports: - a
     │        ^^^`)
})

test('carets stand under what they mean, behind tabs, wide characters and combining marks', () => {
  expect(snippetOf(finding(placeIn('a.yaml', '{\t"ポート": ‹"80"›}')))).toBe(`   1 │ {    "ポート": "80"}
     │                ^^^^`)
  expect(snippetOf(finding(placeIn('a.yaml', 'cafe\u0301: ‹80›')))).toBe(`   1 │ cafe\u0301: 80
     │       ^^`)
})

test('of a very long line the part around the place is shown', () => {
  const line = `{${'"x":1,'.repeat(100)}"port":‹"80"›,${'"y":2,'.repeat(100)}}`
  const [source = '', underline = ''] = snippetOf(finding(placeIn('a.json', line))).split('\n')
  expect(source.length).toBeLessThan(160)
  expect(source.slice(underline.indexOf('^'), underline.lastIndexOf('^') + 1)).toBe('"80"')
  expect(source).toMatch(/│ ….*…$/)
})

test('no manifest can send control sequences to the terminal', () => {
  const evil = '\u001b[2J\u0007\u202e'
  const at = placeIn(`${evil}.yaml`, `# ${evil}\u009b ‹80›`)
  const related = [{ ...at, message: evil }]
  const text = printed(
    finding(at, { message: evil, related, fixes: [{ title: evil, applicability: 'safe', edits: [] }] }),
  )
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
  expect(text).toContain('␛[2J␇�')
})

test('many related places are cut short', () => {
  const at = placeIn('a.yaml', 'port: ‹80›')
  const related = Array.from({ length: 9 }, (_, i) => ({ ...placeIn(`b${i}.yaml`, 'x: ‹1›'), message: 'here' }))
  const text = snippetOf(finding(at, { related }))
  expect(text.match(/here/g)).toHaveLength(5)
  expect(text).toContain('= and 4 more related places')
})

test('colours change nothing but the look', () => {
  const at = placeIn('a.yaml', 'port: ‹80›')
  const result = resultWith(
    finding(at, {
      related: [{ ...at, message: 'here' }],
      fixes: [{ title: 'Mend', applicability: 'safe', edits: [] }],
    }),
  )
  const coloured = textReport(result, ansiStyles)
  expect(coloured).toContain('\u001b[1;31merror\u001b[0m')
  expect(coloured.replace(/\u001b\[[\d;]*m/g, '')).toBe(textReport(result, plainStyles))
})

function printed(...findings: readonly ReportedFinding[]): string {
  return textReport(resultWith(...findings), plainStyles)
}

/** Without the heading and the summary. */
function snippetOf(only: ReportedFinding): string {
  return printed(only).split('\n').slice(1, -3).join('\n')
}
