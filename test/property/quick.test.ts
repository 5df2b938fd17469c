import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseInFull } from '../../server/src/core/yaml/parse.ts'
import { readQuickly } from '../../server/src/core/yaml/quick/read.ts'
import { splitDocuments } from '../../server/src/core/yaml/segments.ts'
import { anyText, changed, mutated, printed } from './yamlTexts.ts'

const usual = `---
# A shop
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  labels: {app: web, "tier": 'front', team: "a, b"}
  annotations:
    example.com/text: "say \\"80\\""
    'quoted key': it's # no quote
    lines: goes on
      in the next line

      and further
spec:
  replicas: 2
  template:
    spec:
      containers:
      - name: web # main
        image: web:\${TAG}
        args: ["--port=8080", --log-level=info, -v, two words, []]
        command:
        - sh
        - -c
        - |
          exec web \\
            --admin 9090

        - >-
          folded

          text
        ports:
          - containerPort: 8080
            name: http

          - {containerPort: 9090, name: admin}
          -
            containerPort: 0x50
        env:
        - name: URL
          value: http://shop:80/#top
        - name: QUOTED
          value: 'it''s'
        - name: EMPTY
          value:
      # the end
      volumes: []
      overhead: {a: [1,
        'two', {b: c}], d:
          e}
      tolerations:
      - - nested
        - ~
status: {}
`

/** Control characters are taken out before anything is read. */
const control = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/

/** @returns whether the text was read quickly */
function compare(text: string): boolean {
  const quick = control.test(text) ? undefined : readQuickly(text)
  if (quick) expect({ text, ...quick, status: 'ok' }).toEqual(parseInFull(text))
  return quick !== undefined
}

test('a manifest as they are is read quickly, and as the whole of YAML is', () => {
  expect(compare(usual)).toBe(true)
})

test('any text is read as the whole of YAML is, or left to it', () => {
  let read = 0
  fc.assert(
    fc.property(
      fc.oneof(
        changed(usual),
        mutated,
        anyText,
        printed.map(({ text }) => text),
      ),
      text => {
        if (compare(text)) read++
      },
    ),
    { numRuns: 4000 },
  )
  expect(read).toBeGreaterThan(200)
})

const corpus = join(import.meta.dirname, '../../../shared/corpus')
const present = existsSync(corpus)
if (!present) console.log('skipped: ../shared/corpus is absent, its manifests are not read in two ways')

test.runIf(present)('public manifests are read as the whole of YAML is, and most of them quickly', () => {
  const files = globSync('**/*.{yaml,yml}', { cwd: corpus }).sort()
  const documents = files
    .filter((_, i) => i % 12 === 0)
    .flatMap(file => splitDocuments(readFileSync(join(corpus, file), 'utf8')))
    .filter(({ text }) => text.length < 100_000 && !text.includes('{{'))
  const quick = documents.filter(({ text }) => compare(text))
  expect(quick.length).toBeGreaterThan(documents.length * 0.9)
})
