/** How a manifest is written: the same data in the many ways that people write it. */
export interface Style {
  /** `json` writes everything on one line with quoted keys. */
  readonly form: 'block' | 'json'
  /** Mappings and lists from this depth on are written in flow style. */
  readonly flowFrom: number
  /** Spaces before the dash of a list in a mapping. */
  readonly dash: 0 | 2
  readonly quote: '' | "'" | '"'
  readonly comments: boolean
  readonly lineEnd: '\n' | '\r\n'
  readonly endsWithNewline: boolean
}

export type Data = string | number | boolean | readonly Data[] | { readonly [key: string]: Data }

/** Strings are only quoted where they must be, or where the style says so. With `comments`, every scalar in block style has one. */
export function printManifest(data: Data, style: Style): string {
  if (style.form === 'json') return JSON.stringify(data) + (style.endsWithNewline ? '\n' : '')
  let comment = 0
  const text = block(data, 0, 0).join('\n').trimStart()
  return (text + (style.endsWithNewline ? '\n' : '')).replaceAll('\n', style.lineEnd)

  /** The lines of a value below its key, indented by `column`. */
  function block(value: Data, column: number, depth: number): readonly string[] {
    const pad = ' '.repeat(column)
    if (isList(value)) {
      return value.flatMap(item => {
        if (inline(item, depth + 1)) return [`${pad}- ${flow(item)}${remark()}`]
        const [first = '', ...rest] = block(item, column + 2, depth + 1)
        return [`${pad}- ${first.trimStart()}`, ...rest]
      })
    }
    if (typeof value !== 'object') return [pad + flow(value)]
    return Object.entries(value).flatMap(([key, below]) => {
      if (inline(below, depth + 1)) return [`${pad}${key}: ${flow(below)}${remark()}`]
      return [`${pad}${key}:`, ...block(below, column + (isList(below) ? style.dash : 2), depth + 1)]
    })
  }

  function inline(value: Data, depth: number): boolean {
    return typeof value !== 'object' || depth >= style.flowFrom || Object.keys(value).length === 0
  }

  function remark(): string {
    return style.comments ? ` # ${comment++}` : ''
  }

  function flow(value: Data): string {
    if (isList(value)) return `[${value.map(flow).join(', ')}]`
    if (typeof value === 'object')
      return `{${Object.entries(value)
        .map(([key, below]) => `${key}: ${flow(below)}`)
        .join(', ')}}`
    if (typeof value !== 'string') return String(value)
    const mark = style.quote === '' && !/^[a-z][\w./-]*$/i.test(value) ? '"' : style.quote
    return mark + value + mark
  }
}

function isList(value: Data): value is readonly Data[] {
  return Array.isArray(value)
}
