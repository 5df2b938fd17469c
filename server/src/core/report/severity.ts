import type { Severity } from '../rules/run/rule.ts'

/** From the loudest to the quietest. */
export const severities = ['error', 'warning', 'information', 'hint'] as const satisfies readonly Severity[]

/** @example isAtLeast('error', 'warning') // true */
export function isAtLeast(severity: Severity, threshold: Severity): boolean {
  return severities.indexOf(severity) <= severities.indexOf(threshold)
}
