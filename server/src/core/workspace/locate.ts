import type { Written } from '../base/origin.ts'
import type { Location, Place } from '../base/place.ts'
import type { UnitId } from '../deploy/unit.ts'
import type { Finding, Fix, Severity } from '../rules/run/rule.ts'
import type { FileEdit, LocatedFinding, LocatedFix } from './types.ts'

/** How places of documents lead to files. */
export interface Locator {
  /** Where somebody would look for a place. */
  locate(place: Place): Location
  written(place: Place): Written
}

export function locateFinding(
  finding: Finding,
  severity: Severity,
  unit: UnitId | undefined,
  locator: Locator,
): LocatedFinding {
  const { rule, certainty, resource, message } = finding
  const related = [
    ...finding.related.map(each => ({ at: locator.locate(each.at), message: each.message })),
    ...valueOf(locator.written(finding.at)),
  ]
  const at = locator.locate(finding.at)
  const located = { rule, severity, certainty, resource, message, at, related, origin: finding }
  return unit === undefined ? located : { ...located, units: [unit] }
}

/** Where the value stands that a template expression prints. */
function valueOf({ at, action, exact }: Written): LocatedFinding['related'] {
  return action && exact ? [{ at, message: 'The value is written here' }] : []
}

/**
 * The same fix in files. `undefined` where one of its edits would change what was not copied from one place: nobody wrote that
 * text, so nobody can change it there.
 */
export function locateFix(fix: Fix, written: (place: Place) => Written): LocatedFix | undefined {
  const edits: FileEdit[] = []
  for (const { document, span, newText, select } of fix.edits) {
    const { at, exact } = written({ document, span })
    if (!exact) return undefined
    edits.push(select ? { ...at, newText, select } : { ...at, newText })
  }
  return { ...fix, edits }
}
