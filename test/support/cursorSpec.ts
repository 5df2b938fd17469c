/**
 * A specification in one file: manifests with named cursors `‹name›`, then what each cursor shows, under a heading that all of one
 * kind have in common.
 *
 * ```
 * -- web.yaml --
 * apiVersion: v1
 * …
 *   - port: ‹port›80
 * -- hover port --
 * Clients in the cluster connect to …
 * ```
 */
export interface CursorSpec {
  /** `hover`, for sections called `-- hover name --`. */
  readonly kind: string
  /** Paths and texts as written, cursors included. */
  readonly files: ReadonlyMap<string, string>
  readonly cursors: readonly Cursor[]
}

export interface Cursor {
  readonly name: string
  readonly path: string
  /** Offset in the text without cursors. */
  readonly offset: number
}

export function parseSpec(archive: string, kind: string): CursorSpec {
  const files = new Map<string, string>()
  const cursors: Cursor[] = []
  for (const section of archive.split(/^(?=-- .* --$)/m)) {
    const header = /^-- (.*) --\n/.exec(section)
    const path = header?.[1]
    if (!header || path === undefined)
      throw new Error(`a section begins with "-- name --", not with ${section.slice(0, 40)}`)
    if (path.startsWith(`${kind} `)) continue
    const text = section.slice(header[0].length)
    files.set(path, text)
    let taken = 0
    for (const found of text.matchAll(cursorPattern)) {
      cursors.push({ name: found[1] ?? '', path, offset: found.index - taken })
      taken += found[0].length
    }
  }
  const names = cursors.map(cursor => cursor.name)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) throw new Error(`two cursors are called ${twice}`)
  if (names.length === 0) throw new Error('a specification without a cursor shows nothing')
  return { kind, files, cursors }
}

/** The text that Portolan reads. */
export function withoutCursors(text: string): string {
  return text.replace(cursorPattern, '')
}

/** The archive again, with what was really shown. */
export function printSpec({ kind, files, cursors }: CursorSpec, shown: (cursor: Cursor) => string): string {
  const sections = [...files].map(([path, text]) => `-- ${path} --\n${text}`)
  return [...sections, ...cursors.map(cursor => `-- ${kind} ${cursor.name} --\n${shown(cursor)}\n`)].join('')
}

const cursorPattern = /‹([^›]*)›/g
