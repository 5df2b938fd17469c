import { contains, type Span } from '../../base/span.ts'
import type { Facts } from '../../documents/facts.ts'
import { labelValue } from '../../k8s/facts/labels.ts'
import type { YamlDocument } from '../../yaml/node.ts'
import type { Finding, Suppression } from './rule.ts'

/** The annotation that does the same for one resource: `portolan.dev/ignore: "RULE, RULE"`. */
export const ignoreAnnotation = 'portolan.dev/ignore'

/**
 * Reads the comments and annotations that suppress findings. In a comment a reason may follow, best after a colon.
 *
 * @example
 * targetPort: 9090 # portolan-ignore target-port-number-undeclared: served by a plugin
 * # portolan-ignore-document selector-no-match: the operator makes these pods
 */
export function suppressionsIn(document: YamlDocument, facts: Facts): readonly Suppression[] {
  const { text } = document
  if (text.includes('portolan-ignore')) return [...inComments(document), ...inAnnotations(text, facts)]
  return text.includes(ignoreAnnotation) ? inAnnotations(text, facts) : []
}

function inComments({ text, comments }: YamlDocument): readonly Suppression[] {
  return comments.flatMap(({ span, text: words }) => {
    const [, start, wide, list] = comment.exec(words) ?? []
    if (start === undefined || list === undefined) return []
    const covers = wide ? { start: 0, end: text.length } : linesOf(text, span)
    const rules = named(list, span.start + start.length, covers, span)
    // Whoever writes the word and no rule believes that something is left out.
    const at = { start: span.start + words.indexOf('portolan'), end: span.start + start.trimEnd().length }
    return rules.length > 0 ? rules : [{ rule: '', at, covers, written: span, companions: 0 }]
  })
}

function inAnnotations(text: string, { resources }: Facts): readonly Suppression[] {
  return resources.flatMap(resource => {
    const value = labelValue(resource.annotations, ignoreAnnotation)?.value
    if (value?.kind !== 'known') return []
    // The text as written, without its quotes: ids hold nothing that would be escaped.
    const { start, end } = value.span
    return named(text.slice(start, end).replace(/["']/g, ' '), start, resource.id, value.span)
  })
}

/** Ids with commas or blanks between; a reason after them needs a colon only where its first word could be an id. */
const comment =
  /^(#+\s*portolan-ignore(-document)?(?![\w-])\s*:?\s*)((?:[\w-]+(?:\s*,\s*[\w-]+|\s+[a-z]+(?:-[a-z]+)+(?![\w-]))*)?)/

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

function named(list: string, offset: number, covers: Suppression['covers'], written: Span): readonly Suppression[] {
  const names = [...list.matchAll(/[\w-]+/g)]
  return names.map(({ 0: rule, index }) => {
    const start = offset + index
    return { rule, at: { start, end: start + rule.length }, covers, written, companions: names.length }
  })
}

/** Findings that nobody has asked to leave out, and requests that leave nothing out. */
export function sift(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
): { readonly left: readonly Finding[]; readonly unused: readonly Suppression[] } {
  if (suppressions.length === 0) return { left: findings, unused: [] }
  const used = new Set<Suppression>()
  const left = findings.filter(finding => {
    const meant = suppressions.filter(each => each.rule === finding.rule && isCovered(finding, each.covers))
    for (const each of meant) used.add(each)
    return meant.length === 0
  })
  return { left, unused: suppressions.filter(each => !used.has(each)) }
}

function isCovered({ at, resource }: Finding, covers: Suppression['covers']): boolean {
  if (typeof covers === 'string') return covers === resource
  const { start } = at.span
  return contains(covers, { start, end: start })
}

/** The resource that a place of a document belongs to, else the first one. */
export function resourceAt({ resources }: Facts, at: Span): Facts['resources'][number] | undefined {
  return resources.find(resource => contains(resource.span, at)) ?? resources[0]
}
