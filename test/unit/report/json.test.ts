import { expect, test } from 'vitest'
import { jsonReport } from '../../../server/src/core/report/json.ts'
import { finding, placeIn, resultWith } from './samples.ts'

test('the form that scripts rely on', () => {
  const result = resultWith(
    finding(placeIn('shop/web.yaml', 'ports:\n- port: 80\n  targetPort: ‹htpp›'), {
      related: [{ ...placeIn('shop/api.yaml', '\n- name: ‹http›'), message: 'api declares http' }],
      fixes: [
        {
          title: 'Change targetPort to http',
          applicability: 'safe',
          edits: [{ ...placeIn('shop/web.yaml', 'ports:\n- port: 80\n  targetPort: ‹htpp›'), newText: 'http' }],
        },
      ],
    }),
  )
  expect(JSON.parse(jsonReport(result))).toEqual({
    version: 1,
    summary: {
      files: 1200,
      documents: 3,
      resources: 2,
      skipped: 0,
      findings: { error: 1, warning: 0, information: 0, hint: 0 },
    },
    findings: [
      {
        rule: 'some-rule',
        severity: 'error',
        certainty: 'certain',
        message: 'Something is wrong',
        file: 'shop/web.yaml',
        line: 3,
        column: 15,
        endLine: 3,
        endColumn: 19,
        resource: { kind: 'Service', name: 'web', namespace: null },
        related: [{ file: 'shop/api.yaml', line: 2, message: 'api declares http' }],
        fixes: [
          {
            title: 'Change targetPort to http',
            applicability: 'safe',
            edits: [{ file: 'shop/web.yaml', line: 3, column: 15, endLine: 3, endColumn: 19, newText: 'http' }],
          },
        ],
      },
    ],
  })
})

test('ends with a line break, and is the same text for the same result', () => {
  const result = resultWith(finding(placeIn('a.yaml', '‹80›')))
  expect(jsonReport(result)).toMatch(/\}\n$/)
  expect(jsonReport(result)).toBe(jsonReport(result))
})
