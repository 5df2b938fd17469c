import { type Span, shift } from '../../base/span.ts'
import type { TextForm } from './site.ts'

/** A port in a text that is written in a form of its own, with the Service beside it where the form has one. */
export interface TextPart {
  /** Absent in `web` where a number may follow: `host-port`. */
  readonly port: TextPiece | undefined
  readonly host?: TextPiece
  readonly namespace?: TextPiece
  /** The port that counts when none is written. */
  readonly defaultPort?: number
}

export interface TextPiece {
  readonly text: string
  readonly span: Span
}

/**
 * The ports in a scalar, by its form. It is searched as it is written in the document, quotes and escapes included, so spans are
 * exact in every style; what is not of the form is left out.
 *
 * @param written the scalar as it stands in the document
 * @example partsIn({ form: 'list' }, '"8080,https"').map(part => part.port.text) // ['8080', 'https']
 */
export function partsIn(form: TextForm, written: string): readonly TextPart[] {
  switch (form.form) {
    case 'list':
      return pieces(written, /[^\s,"'|>\\]+/dg).map(port => ({ port }))
    case 'host-port':
      return hostPort(written)
    case 'service-port':
      return servicePort(written)
    case 'json-keys':
      return jsonKeys(written, form.key).map(port => ({ port }))
    case 'number':
    case 'urls':
      return []
  }
}

/** Numbers and names only: ranges, wildcards and templates are nothing that one port could be. */
export function isPortText(text: string): boolean {
  return /^(?:\d{1,5}|[a-z0-9]([-a-z0-9]*[a-z0-9])?)$/i.test(text) && !/^\d+-\d+$/.test(text)
}

function pieces(text: string, pattern: RegExp): readonly TextPiece[] {
  return [...text.matchAll(pattern)].flatMap(match =>
    isPortText(match[0]) ? [{ text: match[0], span: { start: match.index, end: match.index + match[0].length } }] : [],
  )
}

/** `[scheme://]name[.namespace][:port]`, with 443 for `https` and 80 else. */
function hostPort(written: string): readonly TextPart[] {
  const match =
    /^["']?(?:(?<scheme>[a-z][a-z0-9+.-]*):\/\/)?(?<host>[a-z0-9][-a-z0-9.]*?)(?::(?<port>\d{1,5}))?(?:\/[^"'\s]*)?["']?$/di.exec(
      written,
    )
  const host = pieceOf(match, 'host')
  if (!match || !host) return []
  const defaultPort = match.groups?.['scheme']?.toLowerCase() === 'https' ? 443 : 80
  return [{ port: pieceOf(match, 'port'), host, defaultPort }]
}

/** `namespace/name:port[:more]`. */
function servicePort(written: string): readonly TextPart[] {
  const match =
    /^["']?(?<namespace>[a-z0-9][-a-z0-9]*)\/(?<host>[a-z0-9][-a-z0-9]*):(?<port>[a-z0-9][-a-z0-9]*)(?::[^"']*)?["']?$/d.exec(
      written,
    )
  const [namespace, host, port] = [pieceOf(match, 'namespace'), pieceOf(match, 'host'), pieceOf(match, 'port')]
  return namespace && host && port ? [{ namespace, host, port }] : []
}

function pieceOf(match: RegExpExecArray | null, group: string): TextPiece | undefined {
  const at = match?.indices?.groups?.[group]
  const text = match?.groups?.[group]
  return at && text !== undefined ? { text, span: { start: at[0], end: at[1] } } : undefined
}

/**
 * The keys of one mapping in a JSON text: of the one called `key`, or of the outermost for `''`. Quotes may be escaped, as they are
 * in a YAML string in double quotes.
 */
function jsonKeys(written: string, key: string): readonly TextPiece[] {
  const opening = key === '' ? written.indexOf('{') : openingOf(written, key)
  if (opening < 0) return []
  const found: TextPiece[] = []
  let depth = 0
  const inside = written.slice(opening + 1)
  for (const { 0: token, indices, groups } of inside.matchAll(/\\?"(?<text>[^"\\]*)\\?"(?<colon>\s*:)?|[{}[\]]/dg)) {
    if (token === '{' || token === '[') depth++
    else if (token === '}' || token === ']') depth--
    else if (depth === 0 && groups?.['colon'] !== undefined && isPortText(groups['text'] ?? '')) {
      const at = indices?.groups?.['text']
      if (at) found.push({ text: groups['text'] ?? '', span: shift({ start: at[0], end: at[1] }, opening + 1) })
    }
    if (depth < 0) break
  }
  return found
}

function openingOf(written: string, key: string): number {
  const match = new RegExp(`\\\\?"${key}\\\\?"\\s*:\\s*\\{`).exec(written)
  return match ? match.index + match[0].length - 1 : -1
}
