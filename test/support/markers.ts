import { applyEdits } from '../../server/src/core/base/edit.ts'
import { LineIndex } from '../../server/src/core/base/lines.ts'
import type { LocatedFinding } from '../../server/src/core/workspace/types.ts'
import type { Workspace } from '../../server/src/core/workspace/workspace.ts'
import type { Fixture, FixtureFile } from './fixture.ts'
import { inView, uriOf } from './view.ts'

/**
 * The fixture as it would have to be written: the findings that there are as markers, the fixed files as the fixes make
 * them. A fixture is right when this is what it says (cursors apart).
 */
export function renderFixture(fixture: Fixture): string {
  const { workspace } = inView(Object.fromEntries(fixture.files.map(({ path, text }) => [path, text])))
  if (fixture.settings.rules) workspace.configure({ rules: fixture.settings.rules })
  const settings = Object.keys(fixture.settings).length > 0 ? `#! ${JSON.stringify(fixture.settings)}\n` : ''
  const files = fixture.files.map(file => `-- ${file.path} --\n${withMarkers(file, workspace)}`)
  const fixed = fixture.fixed.map(
    ({ path, title }) => `-- ${path} after: ${title} --\n${afterFix(workspace, fixture, path, title)}`,
  )
  return settings + fixture.prose + files.join('') + fixed.join('')
}

/** The fixture's own text without cursors, to compare with. */
export function withoutCursors(source: string): string {
  return source.replace(/‹[\w-]+[›:]|›/g, '')
}

function withMarkers({ path, text }: FixtureFile, workspace: Workspace): string {
  const findings = workspace.findings(uriOf(path))
  const index = new LineIndex(text)
  const lines = text.split('\n')
  return lines
    .flatMap((line, number) => [
      line,
      ...findings
        .filter(finding => index.positionAt(finding.at.span.start).line === number)
        .map(finding => marker(finding, index, line, workspace)),
    ])
    .join('\n')
}

function marker(finding: LocatedFinding, index: LineIndex, line: string, workspace: Workspace): string {
  const start = index.positionAt(finding.at.span.start)
  const end = index.positionAt(finding.at.span.end)
  const column = start.character
  if (column === 0) throw new Error(`no marker can point at the first column: ${finding.rule} at "${line}"`)
  const carets = '^'.repeat(Math.max(1, (start.line === end.line ? end.character : line.length) - column))
  const bulb = workspace.fixesOf(finding).length > 0 ? '💡' : ''
  return `#${' '.repeat(column - 1)}${carets}${start.line === end.line ? '' : '…'} ${finding.severity}${bulb}[${finding.rule}] ${finding.message}`
}

/** The file after the first fix with this title, or a text that says which titles there are. */
function afterFix(workspace: Workspace, { files }: Fixture, path: string, title: string): string {
  const fixes = files.flatMap(file =>
    workspace.findings(uriOf(file.path)).flatMap(finding => workspace.fixesOf(finding)),
  )
  const fix = fixes.find(each => each.title === title)
  const text = files.find(file => file.path === path)?.text ?? ''
  if (!fix) return `no such fix, but: ${[...new Set(fixes.map(each => each.title))].join(' | ')}\n`
  return applyEdits(
    text,
    fix.edits.filter(edit => edit.uri === uriOf(path)),
  )
}
