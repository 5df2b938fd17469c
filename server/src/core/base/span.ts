/**
 * Half-open range of UTF-16 code units, `start <= offset < end`: the only kind of position that core knows.
 *
 * Spans are relative to the start of their YAML document, so that facts and findings stay valid when text above the
 * document changes. `Workspace.locate` makes them absolute.
 *
 * @example In `port: 80` the span of the value is `{ start: 6, end: 8 }`.
 */
export interface Span {
  readonly start: number
  readonly end: number
}

export function span(start: number, end: number): Span {
  return { start, end }
}

/** True when `offset` lies in the span or at its right edge, where a cursor still belongs to the word before it. */
export function touches(outer: Span, offset: number): boolean {
  return outer.start <= offset && offset <= outer.end
}

export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end
}

/** True when the spans share a code unit, or one is empty and lies in or at the edge of the other. */
export function overlaps(a: Span, b: Span): boolean {
  return (
    (a.start < b.end && b.start < a.end) ||
    (a.start === a.end && touches(b, a.start)) ||
    (b.start === b.end && touches(a, b.start))
  )
}

export function shift(s: Span, by: number): Span {
  return { start: s.start + by, end: s.end + by }
}

export function sameSpan(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end
}
