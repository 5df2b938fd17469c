import type { Uri } from '../base/place.ts'
import type { Finding } from '../rules/run/rule.ts'
import type { DocumentState } from './document.ts'
import type { Sources } from './sources.ts'
import type { State } from './state.ts'
import type { Units } from './units.ts'

/** Rules about a port that should be there: by its name, which the finding underlines, or by any declaration of a number. */
const byName = new Set(['target-port-name-missing', 'probe-port-name-missing', 'pod-port-name-missing'])
const byNumber = new Set(['target-port-number-undeclared', 'pod-port-undeclared', 'probe-port-undeclared'])

/**
 * What a chart leaves out with these values it may print with others: a port that stands under a condition which is off. A Service
 * port without it harms nobody until the feature is on, so a finding about it is possible at most.
 */
export function softenedByConditions(
  finding: Finding,
  document: DocumentState,
  around: { readonly state: State; readonly units: Units; readonly sources: Sources },
): Finding {
  const { unit } = document.home
  if (unit === undefined || !unit.startsWith('helm:')) return finding
  if (finding.certainty !== 'certain' && finding.certainty !== 'likely') return finding
  const { span } = finding.at
  const word = byName.has(finding.rule)
    ? document.text.slice(span.start, span.end).replace(/^["']|["']$/g, '')
    : byNumber.has(finding.rule)
      ? 'containerPort'
      : undefined
  if (word === undefined || word === '') return finding
  const documents = around.state.ofUnit(unit)
  for (const uri of around.units.product(unit)?.consumed ?? [])
    for (const offset of placesOf(word, around.sources.text(uri) ?? ''))
      if (!documents.some(({ origin }) => isPrinted(origin, uri, offset)))
        return { ...finding, certainty: 'possible', severity: 'information' }
  return finding
}

function isPrinted(origin: DocumentState['origin'], uri: Uri, offset: number): boolean {
  return origin.uris.has(uri) && origin.down(uri, offset).length > 0
}

/** Where a word stands by itself behind `name:`, or as a key of a list of ports. */
function* placesOf(word: string, text: string): Generator<number> {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = text.slice(text.lastIndexOf('\n', at) + 1, at)
    const after = text[at + word.length] ?? ''
    if (/[\w-]/.test(after) || /[\w-]$/.test(before)) continue
    if (word === 'containerPort' || /name:\s*["']?$/.test(before)) yield at
  }
}
