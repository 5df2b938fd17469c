/**
 * Fixtures: manifests with what is expected of them written below the lines that it is about.
 *
 * ```text
 * #! {"rules": {"node-port-range": "off"}}      settings, optional, first
 * Prose about the case, optional.
 * -- web.yaml --                                a file of the workspace
 *   - port: 80
 *     targetPort: ‹use›http                     a cursor; ‹use:http› is a range; both vanish from the file
 * #               ^^^^ error💡[rule-id] text    a finding with exactly that span; 💡 when fixes are offered
 * -- web.yaml after: Change targetPort --       the file after the fix with this title
 * ```
 *
 * All findings of all files must be listed. A span that ends on a later line is marked to the end of its first line and
 * `…`. The markers are no part of the files.
 */
export interface Fixture {
  readonly settings: FixtureSettings
  readonly prose: string
  readonly files: readonly FixtureFile[]
  readonly fixed: readonly FixedFile[]
  /** The cursors and ranges of all files. */
  readonly cursors: ReadonlyMap<string, Cursor>
}

interface FixtureSettings {
  readonly rules?: Readonly<Record<string, 'off' | 'hint' | 'information' | 'warning' | 'error'>>
}

export interface FixtureFile {
  readonly path: string
  readonly text: string
}

interface FixedFile extends FixtureFile {
  readonly title: string
}

/** Half-open, in UTF-16 units of the file without markers. */
export interface Cursor {
  readonly path: string
  readonly start: number
  readonly end: number
}

/** @throws for what is no fixture: a cursor named twice, or a range without an end */
export function parseFixture(source: string): Fixture {
  const settingsLine = /^#! (.*)\n/.exec(source)
  const parts = (settingsLine ? source.slice(settingsLine[0].length) : source).split(/^-- (.+) --\n/m)
  const cursors = new Map<string, Cursor>()
  const files: FixtureFile[] = []
  const fixed: FixedFile[] = []
  for (let at = 1; at < parts.length; at += 2) {
    const [path = '', title] = (parts[at] ?? '').split(' after: ')
    const body = parts[at + 1] ?? ''
    if (title === undefined) files.push({ path, text: takeCursors(path, body.replace(markerLines, ''), cursors) })
    else fixed.push({ path, title, text: body })
  }
  const settings: FixtureSettings = settingsLine?.[1] ? JSON.parse(settingsLine[1]) : {}
  return { settings, prose: parts[0] ?? '', files, fixed, cursors }
}

const markerLines = /^#\s*\^+…? ?(error|warning|information|hint)💡?\[[^\n]*(\n|$)/gmu

function takeCursors(path: string, text: string, cursors: Map<string, Cursor>): string {
  let clean = ''
  let open: { readonly name: string; readonly start: number } | undefined
  for (const piece of text.split(/(‹[\w-]+[›:]|›)/)) {
    const mark = /^‹([\w-]+)([›:])$/.exec(piece)
    if (mark?.[2] === ':') open = { name: mark[1] ?? '', start: clean.length }
    else if (mark) add({ path, start: clean.length, end: clean.length }, mark[1] ?? '')
    else if (piece === '›' && open) {
      add({ path, start: open.start, end: clean.length }, open.name)
      open = undefined
    } else clean += piece
  }
  if (open) throw new Error(`range ${open.name} of ${path} has no end`)
  return clean

  function add(cursor: Cursor, name: string): void {
    if (cursors.has(name)) throw new Error(`cursor ${name} is there twice`)
    cursors.set(name, cursor)
  }
}
