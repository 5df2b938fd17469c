import { columnsOf, visible } from './display.ts'
import type { ReportedFinding, ReportedPlace } from './result.ts'
import type { Styles } from './styles.ts'

/** The lines under a finding's heading: source with underlines, file by file, then the fixes. */
export function snippet(finding: ReportedFinding, styles: Styles): string[] {
  const marks = marksOf(finding, styles)
  const width = Math.max(...marks.map(({ place }) => String(place.line).length), 2)
  const gutter = (label: string) => styles.gutter(`  ${label.padStart(width)} │`)
  const lines: string[] = []
  let shown: ReportedPlace = finding.at
  marks.forEach((mark, index) => {
    const { place } = mark
    const newFile = place.file !== shown.file
    if (newFile) lines.push(`${styles.gutter(`  ${' '.repeat(width)} ├─`)} ${placeName(place, styles)}`)
    if (index === 0 || newFile || place.line !== shown.line)
      lines.push(`${gutter(String(place.line))} ${windowOf(place).text}`)
    lines.push(`${gutter('')} ${underline(mark)}`)
    shown = place
  })
  const last = `  ${' '.repeat(width)} ${styles.gutter('=')} `
  const hidden = finding.related.length - maxRelated
  if (hidden > 0) lines.push(`${last}${styles.related(`and ${hidden} more related places`)}`)
  for (const fix of finding.fixes) lines.push(`${last}${styles.fix(`fix: ${visible(fix.title)}`)}`)
  return lines
}

/** A finding may point at every pod of a large workspace; the first few tell the story. */
const maxRelated = 5

interface Mark {
  readonly place: ReportedPlace
  readonly message: string
  readonly sign: '^' | '─'
  readonly style: (text: string) => string
}

/** The finding itself first, then its related places: those of its own file in the order of the text, then other files'. */
function marksOf(finding: ReportedFinding, styles: Styles): readonly Mark[] {
  const own: Mark = { place: finding.at, message: '', sign: '^', style: styles[finding.severity] }
  const others = finding.related
    .slice(0, maxRelated)
    .map((place): Mark => ({ place, message: visible(place.message), sign: '─', style: styles.related }))
  const here = others.filter(({ place }) => place.file === finding.at.file)
  const elsewhere = others.filter(({ place }) => place.file !== finding.at.file)
  return [...[own, ...here].sort(byLine), ...elsewhere]
}

function byLine(a: Mark, b: Mark): number {
  return a.place.line - b.place.line || (a.sign === b.sign ? 0 : a.sign === '^' ? -1 : 1)
}

function placeName(place: ReportedPlace, styles: Styles): string {
  return styles.place(`${visible(place.file)}:${place.line}:${place.column}`)
}

function underline({ place, message, sign, style }: Mark): string {
  const { before, marked } = windowOf(place)
  const line = `${' '.repeat(columnsOf(before))}${style(sign.repeat(Math.max(1, columnsOf(marked))))}`
  return message === '' ? line : `${line} ${style(message)}`
}

/** Manifests in one line of JSON exist: of a longer line only this many characters around the place are shown. */
const maxSource = 140

/** The part of the source line that is shown, as it will be printed. */
function windowOf({ source, line, column, endLine, endColumn }: ReportedPlace): {
  text: string
  before: string
  marked: string
} {
  const start = Math.min(column - 1, source.length)
  const end = Math.max(start, endLine === line ? Math.min(endColumn - 1, source.length) : source.trimEnd().length)
  if (source.length <= maxSource)
    return { text: visible(source.trimEnd()), before: source.slice(0, start), marked: source.slice(start, end) }
  const from = Math.max(0, Math.min(start - 40, source.length - maxSource))
  const to = Math.min(source.length, from + maxSource)
  const head = from > 0 ? '…' : ''
  const tail = to < source.length ? '…' : ''
  return {
    text: visible(`${head}${source.slice(from, to)}${tail}`),
    before: `${head}${source.slice(from, start)}`,
    marked: source.slice(start, Math.min(end, to)),
  }
}
