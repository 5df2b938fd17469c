import { shellPattern } from './shellPattern.ts'
import { BadPattern } from './wildcards.ts'

/** Which files of its folder a chart does not take, as its `.helmignore` says. */
export type IgnoreRules = readonly IgnoreRule[]

interface IgnoreRule {
  readonly negated: boolean
  /** Counts for folders only. */
  readonly folders: boolean
  /** The pattern is about the last segment of the path only. */
  readonly nameOnly: boolean
  readonly matches: (path: string) => boolean
}

/**
 * Reads a `.helmignore`. It is no `.gitignore`: patterns are those of Go's `filepath.Match`, the first rule that speaks decides,
 * and a rule with `!` throws out whatever it does *not* match (Helm, pkg/ignore). Dot files in `templates` are never taken.
 *
 * @param text of the file; absent when the chart has none
 * @throws BadPattern for what makes Helm refuse the chart
 */
export function readIgnoreRules(text: string | undefined): IgnoreRules {
  const lines = text === undefined ? [] : text.replace(/^\uFEFF/, '').split('\n')
  return [...lines, 'templates/.?*'].flatMap(line => {
    const rule = line.trim()
    return rule === '' || rule.startsWith('#') ? [] : [readRule(rule)]
  })
}

function readRule(written: string): IgnoreRule {
  if (written.includes('**')) throw new BadPattern('double-star (**) syntax is not supported')
  shellPattern(written)
  const negated = written.startsWith('!')
  let pattern = negated ? written.slice(1) : written
  const folders = pattern.endsWith('/')
  if (folders) pattern = pattern.slice(0, -1)
  const nameOnly = !pattern.includes('/')
  return { negated, folders, nameOnly, matches: shellPattern(pattern.replace(/^\//, '')) }
}

/** @param path relative to the chart's folder, with slashes */
export function isIgnored(rules: IgnoreRules, path: string, isFolder: boolean): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  for (const { negated, folders, nameOnly, matches } of rules) {
    const holds = (!folders || isFolder) && matches(nameOnly ? name : path)
    if (holds !== negated) return true
  }
  return false
}
