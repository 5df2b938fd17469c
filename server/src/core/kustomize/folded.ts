/**
 * A folded block as it comes back when kustomize has written and read it: go-yaml v3 puts a line too many where a deeper line
 * follows one that is not (yaml_emitter_write_folded_scalar), and folds what begins with a space a second time.
 */
export function refolded(value: string): string {
  if (!value.includes('\n') || CANNOT_FOLD.test(value)) return value
  return readFolded(writtenLines(value), chompingOf(value))
}

/** Such texts are written in quotes: spaces at the end of a line or of the text, signs that cannot be printed. */
const CANNOT_FOLD = / (?:\n|$)|[^\t\n\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/

type Chomping = 'strip' | 'clip' | 'keep'

function chompingOf(value: string): Chomping {
  if (!value.endsWith('\n')) return 'strip'
  return value.length === 1 || value.endsWith('\n\n') ? 'keep' : 'clip'
}

function writtenLines(value: string): readonly string[] {
  const beginsBlank = /^[ \t]/.test(value) || /^\n*(?:[ \t]|$)/.test(value)
  const lines: string[] = []
  let afterBreak = true
  let isDeeper = true
  let line = ''
  for (const char of value) {
    if (char !== '\n') {
      if (afterBreak) isDeeper = char === ' ' || char === '\t'
      line += char
      afterBreak = false
      continue
    }
    lines.push(line)
    if (!(afterBreak || isDeeper || beginsBlank)) lines.push('')
    line = ''
    afterBreak = true
  }
  lines.push(line)
  return lines
}

function readFolded(lines: readonly string[], chomping: Chomping): string {
  let text = ''
  let pending = ''
  let blank = ''
  let wasDeeper = false
  for (const [index, line] of lines.entries()) {
    if (line === '') {
      if (index < lines.length - 1 || chomping === 'strip') blank += '\n'
      continue
    }
    const isDeeper = line.startsWith(' ') || line.startsWith('\t')
    if (pending !== '' && !wasDeeper && !isDeeper) text += blank === '' ? ' ' : ''
    else text += pending
    text += blank + line
    blank = ''
    pending = '\n'
    wasDeeper = isDeeper
  }
  if (chomping === 'strip') return text
  return text + pending + (chomping === 'keep' ? blank : '')
}
