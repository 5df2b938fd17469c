import type { Written } from '../base/origin.ts'
import type { Location, Place } from '../base/place.ts'
import type { UnitId } from '../deploy/unit.ts'
import type { Finding, Fix, Severity } from '../rules/run/rule.ts'
import type { FileEdit, LocatedFinding, LocatedFix } from './types.ts'

type Locate = (place: Place) => Location

export function locateFinding(
  finding: Finding,
  severity: Severity,
  unit: UnitId | undefined,
  locate: Locate,
): LocatedFinding {
  const { rule, certainty, resource, message } = finding
  const related = finding.related.map(each => ({ at: locate(each.at), message: each.message }))
  const located = { rule, severity, certainty, resource, message, at: locate(finding.at), related, origin: finding }
  return unit === undefined ? located : { ...located, units: [unit] }
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
