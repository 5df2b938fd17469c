import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readCheckOutput } from '../support/checkOutput.ts'
import { isLoud, readReviewed, reviewedFile, reviewKey } from './reviewed.ts'
import { checkFolder, sharedFolder } from './shared.ts'

/**
 * `npm run review`: errors and warnings on `../shared/corpus` that nobody has judged, as lines for `reviewed.tsv` with the
 * source under each. Read the manifest, then add the line with `right` or `wrong` and the reason. `--quiet-ones` shows
 * findings of lower severity too, which need no verdict but deserve a look.
 */
const corpus = join(sharedFolder, 'corpus')
const known = new Set(readReviewed().map(entry => entry.key))
const { findings } = readCheckOutput(checkFolder(corpus).stdout)
const wanted = process.argv.includes('--quiet-ones') ? findings : findings.filter(isLoud)
const unjudged = wanted.filter(finding => !known.has(reviewKey(finding)))
for (const finding of unjudged) {
  console.log(`${reviewKey(finding)}\tverdict\treason`)
  console.log(sourceAround(finding.file, finding.line, finding.endLine))
  for (const { file, line, message } of finding.related)
    console.log(`${message} (${file}:${line})\n${sourceAround(file, line, line)}`)
}
const found = new Set(findings.map(reviewKey))
const gone = [...known].filter(key => !found.has(key))
for (const key of gone) console.log(`no longer found: ${key}`)
console.log(`${unjudged.length} to judge, ${gone.length} to take out of ${reviewedFile}`)

function sourceAround(file: string, line: number, endLine: number): string {
  const lines = readFileSync(join(corpus, file), 'utf8').split(/\r?\n/)
  const from = Math.max(1, line - 12)
  return lines
    .slice(from - 1, endLine + 8)
    .map(
      (text, index) =>
        `${from + index >= line && from + index <= endLine ? '>' : ' '}${String(from + index).padStart(5)} │ ${text}`,
    )
    .join('\n')
}
