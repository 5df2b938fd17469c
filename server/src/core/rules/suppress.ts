import { valueOf } from '../base/known.ts'
import { contains, type Span } from '../base/span.ts'
import type { Facts } from '../k8s/facts.ts'
import { labelValue } from '../k8s/labels.ts'
import type { YamlDocument } from '../yaml/node.ts'
import type { Finding } from './rule.ts'

/** What somebody has asked not to be told: some rules, in some part of a document. */
export interface Suppression {
  readonly rules: readonly string[]
  /** Findings that begin here are left out. */
  readonly covers: Span
}

/** The annotation that does the same for one resource: `portolan.dev/ignore: "RULE, RULE"`. */
const ignoreAnnotation = 'portolan.dev/ignore'

/**
 * Reads the comments that suppress findings. A reason may follow after a colon.
 *
 * @example
 * targetPort: 9090 # portolan-ignore target-port-number-undeclared: served by a plugin
 * # portolan-ignore-document selector-no-match: the operator makes these pods
 */
export function suppressionsIn(document: YamlDocument): readonly Suppression[] {
  if (!document.text.includes('portolan-ignore')) return []
  return document.comments.flatMap(({ span, text }) => {
    const [, wide, list] = comment.exec(text) ?? []
    if (list === undefined) return []
    const covers = wide ? { start: 0, end: document.text.length } : linesOf(document.text, span)
    return [{ rules: namesIn(list), covers }]
  })
}

const comment = /^#+\s*portolan-ignore(-document)?\s+([\w-]+(?:\s*,\s*[\w-]+)*)\s*(?::|$)/

/** A comment at the end of a line counts for that line, one that stands alone for the next line that is no comment. */
function linesOf(text: string, comment: Span): Span {
  const start = text.lastIndexOf('\n', comment.start - 1) + 1
  let end = lineEnd(text, comment.end)
  if (text.slice(start, comment.start).trim() !== '') return { start, end }
  while (end < text.length) {
    const next = end + 1
    end = lineEnd(text, next)
    if (!/^\s*(#|$)/.test(text.slice(next, end))) break
  }
  return { start, end }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end < 0 ? text.length : end
}

/** The findings that nobody has asked to leave out. */
export function withoutSuppressed(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
  facts: Facts,
): readonly Finding[] {
  return findings.filter(finding => {
    const { start } = finding.at.span
    if (suppressions.some(each => each.rules.includes(finding.rule) && contains(each.covers, { start, end: start })))
      return false
    const resource = facts.resources.find(each => each.id === finding.resource)
    const ignored = resource && labelValue(resource.annotations, ignoreAnnotation)
    return !ignored || !namesIn(valueOf(ignored.value) ?? '').includes(finding.rule)
  })
}

function namesIn(list: string): readonly string[] {
  return list.split(',').map(name => name.trim())
}
