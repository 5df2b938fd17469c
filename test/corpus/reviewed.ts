import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OutputFinding } from '../support/checkOutput.ts'

/** An error or warning on the public manifests that a person has looked at. */
export interface Reviewed {
  readonly key: string
  /** `wrong` is a false alarm that waits for its rule to be mended; the tests fail until then. */
  readonly verdict: string
  readonly reason: string
}

export const reviewedFile = 'test/corpus/reviewed.tsv'

export const reviewedHeader = ['file', 'line', 'rule', 'severity', 'message', 'verdict', 'reason'].join('\t')

/** What is judged: all that `check` says, so that a verdict does not outlive the words it was about. */
export function reviewKey({ file, line, rule, severity, message }: OutputFinding): string {
  return [file, line, rule, severity, message].join('\t')
}

export function isLoud({ severity }: OutputFinding): boolean {
  return severity === 'error' || severity === 'warning'
}

/** @throws when a line has not exactly the columns of the header, a known verdict and a reason */
export function readReviewed(): readonly Reviewed[] {
  const path = join(import.meta.dirname, 'reviewed.tsv')
  if (!existsSync(path)) return []
  const [header, ...lines] = readFileSync(path, 'utf8').split('\n')
  if (header !== reviewedHeader) throw new Error(`${reviewedFile}: the first line must be ${reviewedHeader}`)
  return lines
    .filter(line => line !== '')
    .map((line, index) => {
      const columns = line.split('\t')
      const [verdict = '', reason = ''] = columns.slice(5)
      if (columns.length !== 7 || !/^(right|wrong)$/.test(verdict) || reason === '') {
        throw new Error(`${reviewedFile}:${index + 2}: expected ${reviewedHeader}, got ${line}`)
      }
      return { key: columns.slice(0, 5).join('\t'), verdict, reason }
    })
}
