import type { Span } from '../../base/span.ts'
import { membersOf, objectsIn, readJson, wordOf } from './json.ts'
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

/** What a Service can be called, by the letters alone. */
function isName(text: string): boolean {
  return /^[\w.-]*[a-z][\w.-]*$/i.test(text)
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

/** The keys of one object in a JSON text: of the one called `wanted` in the outermost, or of the outermost itself for `''`. */
function jsonKeys(source: WrittenText, wanted: string): readonly TextPart[] {
  const { text } = source
  const outer = readJson(text)
  const inner = () => membersOf(outer, text).filter(({ key }) => key.text === wanted)
  const objects = wanted === '' ? [outer] : inner().map(({ value }) => value)
  return objects.flatMap(object => membersOf(object, text)).flatMap(({ key }) => portPart(source, key.text, key.start))
}

/** `{"serviceName": "web", "servicePort": 80}`, in either order, with whatever else beside. */
function jsonServices(source: WrittenText): readonly TextPart[] {
  const { text } = source
  return [...objectsIn(readJson(text))].flatMap(object => {
    const members = membersOf(object, text)
    const piece = (name: string): TextPiece | undefined => {
      const value = members.find(({ key }) => key.text === name)?.value
      const word = value && wordOf(value, text)
      const span = word && source.place({ start: word.start, end: word.start + word.text.length })
      return word && span && { text: word.text, span }
    }
    const [service, port] = [piece('serviceName'), piece('servicePort')]
    return service && isName(service.text) && (!port || isPortText(port.text)) ? [{ service, port }] : []
  })
}
