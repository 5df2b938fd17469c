import type { Location, Place } from '../base/place.ts'
import type { Finding, Fix, Severity } from '../rules/rule.ts'
import type { FileEdit, LocatedFinding, LocatedFix } from './types.ts'

type Locate = (place: Place) => Location

export function locateFinding(finding: Finding, severity: Severity, locate: Locate): LocatedFinding {
  const { rule, certainty, resource, message } = finding
  const related = finding.related.map(each => ({ at: locate(each.at), message: each.message }))
  return { rule, severity, certainty, resource, message, at: locate(finding.at), related, origin: finding }
}

export function locateFix(fix: Fix, locate: Locate): LocatedFix {
  const edits = fix.edits.map(({ document, span, newText, select }): FileEdit => {
    const at = locate({ document, span })
    const edit = { uri: at.uri, span: at.span, newText }
    return select ? { ...edit, select } : edit
  })
  return { ...fix, edits }
}
