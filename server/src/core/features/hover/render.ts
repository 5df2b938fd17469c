/** What a hover says, before it becomes Markdown. Read in ten seconds: one or two sentences, a picture, a few facts. */
export interface Body {
  /** What this very value does here, with the names of the manifest. */
  readonly lead: readonly string[]
  /** The packet's way, one hop a line. */
  readonly picture?: readonly string[]
  readonly mustMatch?: string
  /** Range and usual service of the number. */
  readonly number?: readonly string[]
  /** Facts that explain what one would see. */
  readonly notes?: readonly string[]
  /** What a client sees, and why. */
  readonly symptoms?: readonly { readonly sees: string; readonly why: string }[]
  readonly verify?: readonly Command[]
}

export interface Command {
  readonly run: string
  /** What its output shows: a few words. */
  readonly shows: string
}

export function render(body: Body): string {
  const parts = [body.lead.join(' ')]
  if (body.picture?.length) parts.push(fenced('text', body.picture))
  const facts = [
    ...(body.mustMatch ? [`**Must match:** ${body.mustMatch}`] : []),
    ...(body.number ?? []),
    ...(body.notes ?? []),
  ]
  if (facts.length > 0) parts.push(facts.map(fact => `- ${fact}`).join('\n'))
  if (body.symptoms?.length) {
    const rows = [['a client sees', 'because'], ['---', '---'], ...body.symptoms.map(({ sees, why }) => [sees, why])]
    parts.push(rows.map(row => `| ${row.map(cell => cell.replace(/\|/g, '\\|')).join(' | ')} |`).join('\n'))
  }
  if (body.verify?.length)
    parts.push(
      fenced(
        'sh',
        body.verify.map(({ run, shows }) => `${run}  # ${shows}`),
      ),
    )
  return parts.join('\n\n')
}

/** Manifest text as a Markdown code span: it cannot end the span, start a link or break the line. */
export function code(text: string | number): string {
  const oneLine = String(text).replace(/\s+/g, ' ').slice(0, 80)
  const longest = Math.max(0, ...(oneLine.match(/`+/g) ?? []).map(run => run.length))
  const fence = '`'.repeat(longest + 1)
  const pad = longest > 0 || oneLine.trim() === '' ? ' ' : ''
  return fence + pad + oneLine + pad + fence
}

/** Text inside `[…]` of a link. */
export function linkText(text: string): string {
  return text.replace(/[\\[\]`*_<>|]/g, '\\$&').replace(/\s+/g, ' ')
}

/** `a`, `a and b`, `a, b and 3 more`: enough to recognise, short enough to read. */
export function listed(items: readonly string[], most = 3): string {
  const shown = items.length > most ? [...items.slice(0, most - 1), `${items.length - most + 1} more`] : items
  const last = shown[shown.length - 1] ?? ''
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`
}

/** Lines of a picture as columns; a line of one cell stands alone and does not widen the first column. */
export function columns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = []
  for (const row of rows) {
    if (row.length < 2) continue
    row.forEach((cell, i) => {
      widths[i] = Math.max(widths[i] ?? 0, cell.length)
    })
  }
  return rows.map(row =>
    row
      .map((cell, i) => (row.length < 2 ? cell : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd(),
  )
}

/** A fenced block of code. */
export function fenced(language: string, lines: readonly string[]): string {
  const text = lines.map(line => line.replace(/[\r\n]+/g, ' ')).join('\n')
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map(run => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}${language}\n${text}\n${fence}`
}
