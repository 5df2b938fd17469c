import { expect } from 'vitest'
import { parseFixture } from './fixture.ts'
import { renderFixture, withoutCursors } from './markers.ts'

/** Holds a fixture to what it says. The difference shows missing and unexpected findings in their places. */
export function checkFixture(source: string): void {
  expect(renderFixture(parseFixture(source))).toBe(withoutCursors(source))
}

/** Findings of one manifest, marked below its lines. The first line break and the common indentation are left out. */
export function checkFindings(marked: string): void {
  checkFixture(`-- manifest.yaml --\n${dedent(marked)}`)
}

/** What one fix makes of one manifest; `before` without markers. */
export function checkFix(before: string, after: string, title: string): void {
  const file = { path: 'manifest.yaml', text: dedent(before) }
  const fixed = { path: file.path, title, text: '' }
  const rendered = renderFixture({ ...parseFixture(''), files: [file], fixed: [fixed] })
  expect(rendered.split(`-- ${file.path} after: ${title} --\n`)[1]).toBe(dedent(after))
}

export function dedent(text: string): string {
  const lines = text
    .replace(/^\n/, '')
    .replace(/\n[ ]*$/, '\n')
    .split('\n')
  const indents = lines.filter(line => line.trim() !== '').map(line => line.length - line.trimStart().length)
  const shared = Math.min(...indents)
  return lines.map(line => line.slice(shared)).join('\n')
}
