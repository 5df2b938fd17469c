import { applyEdits } from '../../server/src/core/base/edit.ts'
import type { Uri } from '../../server/src/core/base/place.ts'
import type { LocatedFinding, LocatedFix } from '../../server/src/core/workspace/types.ts'
import { Workspace } from '../../server/src/core/workspace/workspace.ts'

export interface Tried {
  readonly count: number
  /** A fix that leaves its finding, breaks the file, or changes what it is not about. */
  readonly problems: readonly string[]
  /** Findings that are there after a fix and were not before: `rule ─▶ rule`. */
  readonly revealed: readonly string[]
}

/** Applies every fix of every finding by itself, and says what is not as it should be. */
export function tryFixes(texts: ReadonlyMap<Uri, string>): Tried {
  const workspace = new Workspace()
  workspace.apply([...texts].map(([uri, text]) => ({ uri, text })))
  const before = new Map(workspace.files().map(uri => [uri, keysOf(workspace, uri)]))
  const problems: string[] = []
  const revealed: string[] = []
  let count = 0
  // Places are those of a revision, so finding and fix are asked for again before each attempt.
  const findingAt = (uri: Uri, index: number) => workspace.findings(uri)[index]
  const fixesAt = (uri: Uri, index: number) => {
    const finding = findingAt(uri, index)
    return finding ? workspace.fixesOf(finding) : []
  }
  for (const uri of workspace.files()) {
    for (let index = 0; index < workspace.findings(uri).length; index++) {
      for (let choice = 0; choice < fixesAt(uri, index).length; choice++) {
        const finding = findingAt(uri, index)
        const fix = fixesAt(uri, index)[choice]
        if (!finding || !fix) continue
        count++
        const story = `${finding.rule}: ${fix.title}`
        const outcome = attempt(workspace, texts, before, finding, fix)
        problems.push(...outcome.problems.map(problem => `${story}: ${problem} (${uri})`))
        revealed.push(...outcome.revealed.map(key => `${story} ─▶ ${key}`))
      }
    }
  }
  return { count, problems, revealed }
}

function attempt(
  workspace: Workspace,
  texts: ReadonlyMap<Uri, string>,
  before: ReadonlyMap<Uri, ReadonlyMap<string, number>>,
  finding: LocatedFinding,
  fix: LocatedFix,
): { readonly problems: readonly string[]; readonly revealed: readonly string[] } {
  const touched = [...new Set(fix.edits.map(edit => edit.uri))]
  const original = touched.map(uri => ({ uri, text: texts.get(uri) ?? '' }))
  const statuses = () => touched.flatMap(uri => workspace.documentsOf(uri).map(document => document.tree.status))
  const asBefore = statuses()
  const fixed = original.map(({ uri, text }) => ({
    uri,
    text: applyEdits(
      text,
      fix.edits.filter(edit => edit.uri === uri),
    ),
  }))
  const { affected } = workspace.apply(fixed)
  const problems: string[] = []
  const revealed: string[] = []
  if (finding.rule !== 'key-duplicate' && statuses().join() !== asBefore.join())
    problems.push('the file does not parse as before')
  if (fix.applicability !== 'manual') {
    const left = keysOf(workspace, finding.at.uri).get(keyOf(finding)) ?? 0
    if (left >= (before.get(finding.at.uri)?.get(keyOf(finding)) ?? 0)) problems.push('the finding stays')
    for (const uri of bringsToLight.has(finding.rule) ? [] : affected) {
      for (const [key, number] of keysOf(workspace, uri))
        if (number > (before.get(uri)?.get(key) ?? 0)) revealed.push(key)
    }
  }
  for (const [index, { text }] of fixed.entries())
    problems.push(...strayChanges(original[index]?.text ?? '', text, fix))
  workspace.apply(original)
  return { problems, revealed }
}

/** Their fixes give a resource back what it seemed to lack, and then that is judged, too. */
const bringsToLight: ReadonlySet<string> = new Set([
  'spec-misplaced',
  'field-misplaced',
  'list-expected',
  'key-duplicate',
])

/** Lines that a fix changes, adds or takes away are next to its edits: as many as the edits are about, and no others. */
function strayChanges(before: string, after: string, fix: LocatedFix): readonly string[] {
  const about = fix.edits.reduce(
    (lines, edit) => lines + linesIn(edit.newText) + linesIn(before.slice(edit.span.start, edit.span.end)) + 1,
    0,
  )
  const kept = new Set(after.split('\n'))
  const lost = before.split('\n').filter(line => !kept.has(line))
  return lost.length <= about ? [] : [`${lost.length} lines are not what they were`]
}

function linesIn(text: string): number {
  return text.split('\n').length
}

function keysOf(workspace: Workspace, uri: Uri): ReadonlyMap<string, number> {
  const keys = new Map<string, number>()
  for (const finding of workspace.findings(uri)) keys.set(keyOf(finding), (keys.get(keyOf(finding)) ?? 0) + 1)
  return keys
}

function keyOf({ rule, message }: LocatedFinding): string {
  return `${rule}: ${message}`
}
