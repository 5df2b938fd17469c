import type { Span } from '../../base/span.ts'
import type { TextForm } from './site.ts'
import { type WrittenText, writtenText } from './writtenText.ts'

/** A port in a text that is written in a form of its own, with the Service beside it where the form has one. */
export interface TextPart {
  /** Absent in `web` where a number may follow: `host-port`. */
  readonly port: TextPiece | undefined
  readonly host?: TextPiece
  /** The name of a Service that is no host. */
  readonly service?: TextPiece
  readonly namespace?: TextPiece
  /** The port that counts when none is written. */
  readonly defaultPort?: number
}

export interface TextPiece {
  readonly text: string
  readonly span: Span
}

/**
 * The ports in a text, by its form. What is not of the form is left out, and so is what is written in another way than it is meant
 * (`"\x38080"`): spans are exact, or there are none.
 *
 * @param written the scalar as it stands in the document, with its quotes or the header of its block
 * @example partsIn({ form: 'list' }, '"8080,https"').map(part => part.port?.text) // ['8080', 'https']
 */
export function partsIn(form: TextForm, written: string): readonly TextPart[] {
  const source = writtenText(written)
  switch (form.form) {
    case 'list':
      return list(source)
    case 'host-port':
      return hostPort(source)
    case 'service-port':
      return servicePort(source)
    case 'json-keys':
      return jsonKeys(source, form.key)
    case 'json-services':
      return jsonServices(source)
    case 'number':
    case 'urls':
      return []
  }
}

/** Numbers and names only: ranges, wildcards and templates are nothing that one port could be. */
export function isPortText(text: string): boolean {
  return /^(?:[1-9]\d{0,4}|0|(?=[-a-z0-9]*[a-z])[a-z0-9]([-a-z0-9]*[a-z0-9])?)$/i.test(text)
}

function list(source: WrittenText): readonly TextPart[] {
  return [...source.text.matchAll(/[^\s,](?:[^,]*[^\s,])?/g)].flatMap(({ 0: text, index }) =>
    portPart(source, text, index),
  )
}

function portPart(source: WrittenText, text: string, start: number): readonly TextPart[] {
  const span = isPortText(text) ? source.place({ start, end: start + text.length }) : undefined
  return span ? [{ port: { text, span } }] : []
}

/** `[scheme://]name[.namespace][:port]`, with 443 for `https` and 80 else. */
function hostPort(source: WrittenText): readonly TextPart[] {
  const match =
    /^\s*(?:(?<scheme>[a-z][a-z0-9+.-]*):\/\/)?(?<host>[a-z0-9][-a-z0-9.]*?)(?::(?<port>\d{1,5}))?(?:\/\S*)?\s*$/di.exec(
      source.text,
    )
  const [host, port] = [pieceOf(source, match, 'host'), pieceOf(source, match, 'port')]
  if (!match || !host || (match.groups?.['port'] !== undefined && !port)) return []
  const defaultPort = match.groups?.['scheme']?.toLowerCase() === 'https' ? 443 : 80
  return [{ port, host, defaultPort }]
}

/** `namespace/name:port[:more]`. */
function servicePort(source: WrittenText): readonly TextPart[] {
  const match =
    /^\s*(?<namespace>[a-z0-9][-a-z0-9]*)\/(?<host>[a-z0-9][-a-z0-9]*):(?<port>[a-z0-9][-a-z0-9]*)(?::\S*)?\s*$/d.exec(
      source.text,
    )
  const [namespace, host, port] = ['namespace', 'host', 'port'].map(group => pieceOf(source, match, group))
  return namespace && host && port ? [{ namespace, host, port }] : []
}

function pieceOf(source: WrittenText, match: RegExpExecArray | null, group: string): TextPiece | undefined {
  const at = match?.indices?.groups?.[group]
  const text = match?.groups?.[group]
  const span = at && source.place({ start: at[0], end: at[1] })
  return span && text !== undefined ? { text, span } : undefined
}

/**
 * The keys of one mapping in a JSON text: of the one called `wanted` in the outermost, or of the outermost itself for `''`. Read
 * token by token, so that half a text gives what is there.
 */
function jsonKeys(source: WrittenText, wanted: string): readonly TextPart[] {
  const found: TextPart[] = []
  // For each open bracket the key that it stands after, `undefined` for a list.
  const open: (string | undefined)[] = []
  let last: string | undefined
  for (const match of source.text.matchAll(/"(?<text>(?:[^"\\]|\\[^])*)"(?<colon>\s*:)?|[{}[\],]/g)) {
    const { text, colon } = match.groups ?? {}
    if (match[0] === '{') open.push(last ?? '')
    else if (match[0] === '[') open.push(undefined)
    else if (match[0] === '}' || match[0] === ']') open.pop()
    last = colon === undefined ? undefined : text
    const isWanted = wanted === '' ? open.length === 1 : open.length === 2 && open[1] === wanted
    if (text !== undefined && colon !== undefined && isWanted && open[0] === '')
      found.push(...portPart(source, text, match.index + 1))
  }
  return found
}

/** `{"serviceName": "web", "servicePort": 80}`, in either order, with whatever else beside. */
function jsonServices(source: WrittenText): readonly TextPart[] {
  return [...source.text.matchAll(/\{[^{}]*\}/g)].flatMap(({ 0: object, index }) => {
    const piece = (pattern: RegExp): TextPiece | undefined => {
      const at = pattern.exec(object)?.indices?.groups?.['value']
      const span = at && source.place({ start: index + at[0], end: index + at[1] })
      return span && at ? { text: object.slice(at[0], at[1]), span } : undefined
    }
    const service = piece(/"serviceName"\s*:\s*"(?<value>[^"\\]+)"/d)
    const port = piece(/"servicePort"\s*:\s*"?(?<value>[-\w]+)/d)
    return service && (!port || isPortText(port.text)) ? [{ service, port }] : []
  })
}
