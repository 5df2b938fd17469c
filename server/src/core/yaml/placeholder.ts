/**
 * True when the text of a scalar holds something that a tool replaces before Kubernetes sees it, so that its value is not
 * what is written: `{{ x }}` and `{% x %}` (Helm, Jinja, Mustache), `${X}` (envsubst, Flux), `$(X)` (Kubernetes' own
 * expansion in args and env, kustomize vars), `%X%` and Datadog's `%%X%%`, `<X>` as people write it for "put yours here", and the
 * tokens that stand for what is unknown in a rendered document (`base/token.ts`).
 *
 * Markup and comparisons are not placeholders: `<b>`, `a < b > c`. `$$(X)` is not one either: Kubernetes' escape for `$(X)`.
 *
 * @example hasPlaceholder('${PORT}') // true
 * @example hasPlaceholder('<your-domain>') // true
 */
export function hasPlaceholder(source: string): boolean {
  return SUSPECT.test(source) && (TEMPLATE.test(source) || (source.length <= MAX_ANGLE_TEXT && ANGLE.test(source)))
}

/** True when text that YAML reads as a flow mapping, `{{ .Values.port }}` or `{% x %}`, is a template expression. */
export function isTemplateExpression(text: string, start: number, end: number): boolean {
  return (
    (text.startsWith('{{', start) && text.endsWith('}}', end)) ||
    (text.startsWith('{%', start) && text.endsWith('%}', end))
  )
}

const SUSPECT = /[{$%<\uE600-\uE61F]/

const TEMPLATE = /\{\{|\{%|\$\{|(?<!\$)\$\(|%[A-Z][A-Z0-9_-]+%|%%\w+%%|[\uE600-\uE61F]/

/** Longer texts are prose, where angle brackets are markup. */
const MAX_ANGLE_TEXT = 200

/** The whole text is `<some words>`, or a part is a name that no markup has: with a capital, `_`, `-` or `:`. */
const ANGLE = /^["']?<[A-Za-z][\w .:-]*>["']?$|<(?=[\w:-]*[A-Z_:-])[A-Za-z][\w:-]*>/
