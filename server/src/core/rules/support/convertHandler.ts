import type { TextEdit } from '../../base/edit.ts'
import type { Span } from '../../base/span.ts'
import { entryWithKeyAt } from '../../yaml/edit/find.ts'
import {
  appendEntry,
  insertBefore,
  ownValueSpan,
  removeEntries,
  renameKey,
  replaceScalar,
} from '../../yaml/edit/mapEdits.ts'
import { entryOf, type YamlDocument, type YamlEntry, type YamlMap } from '../../yaml/node.ts'

/** An edit in one document; `select` marks the part of `newText` that the user types over. */
export interface HandlerEdit extends TextEdit {
  readonly select?: Span
}

/** Rewrites a probe's handler in place: comments, indentation, quoting, line ends and the port stay as they are. */
export interface HandlerConversion {
  readonly edits: readonly HandlerEdit[]
  /** Written fields that the new handler does not know and that go: `httpHeaders`. */
  readonly dropped: readonly string[]
}

export interface HttpGetOptions {
  readonly path: string
  /** True when the path is a guess that the user completes. */
  readonly selectPath: boolean
  readonly scheme: 'HTTP' | 'HTTPS'
}

/**
 * `tcpSocket: {port: http}` to `httpGet: {path: /healthz, port: http}`.
 *
 * All conversions give `undefined` where the text cannot be changed in place: a handler that comes by alias or merge key, or
 * that lacks its port.
 *
 * @param key the span of the handler's key, as facts have it
 */
export function tcpSocketToHttpGet(
  document: YamlDocument,
  key: Span,
  options: HttpGetOptions,
): HandlerConversion | undefined {
  const handler = readHandler(document, key)
  const first = handler?.map.entries[0]
  if (!handler || !first || entryOf(handler.map, 'path') || entryOf(handler.map, 'scheme')) return undefined
  const path = insertBefore(document, handler.map, first, 'path', options.path)
  const scheme = options.scheme === 'HTTPS' ? appendEntry(document, handler.map, handler.port, 'scheme', 'HTTPS') : []
  if (!path || !scheme) return undefined
  const { value, ...pathEdit } = path
  const edits = [
    renameKey(document, handler.entry, 'httpGet'),
    options.selectPath ? { ...pathEdit, select: value } : pathEdit,
    ...scheme,
  ]
  return { edits, dropped: [] }
}

/** `httpGet: {path: /healthz, port: http}` to `tcpSocket: {port: http}`. A `host` stays: both know it. */
export function httpGetToTcpSocket(document: YamlDocument, key: Span): HandlerConversion | undefined {
  return convert(document, key, 'tcpSocket', ['path', 'scheme', 'httpHeaders', 'protocol'])
}

/**
 * `tcpSocket` or `httpGet` to `grpc`, whose port is an integer: a name is replaced by the number it stands for.
 *
 * @see k8s.io/api/core/v1 GRPCAction
 */
export function toGrpc(document: YamlDocument, key: Span, port: number): HandlerConversion | undefined {
  const conversion = convert(document, key, 'grpc', ['path', 'scheme', 'httpHeaders', 'protocol', 'host'])
  const written = readHandler(document, key)?.port.value
  if (!conversion || written?.kind !== 'scalar') return undefined
  if (written.value === port) return conversion
  return { ...conversion, edits: [...conversion.edits, replaceScalar(written, String(port))] }
}

function convert(
  document: YamlDocument,
  key: Span,
  to: string,
  unknown: readonly string[],
): HandlerConversion | undefined {
  const handler = readHandler(document, key)
  if (!handler) return undefined
  const gone = handler.map.entries.filter(entry => unknown.includes(String(entry.key.value)))
  const removals = removeEntries(document, handler.map, gone)
  if (!removals) return undefined
  return {
    edits: [renameKey(document, handler.entry, to), ...removals],
    dropped: gone.map(entry => String(entry.key.value)),
  }
}

interface WrittenHandler {
  readonly entry: YamlEntry
  readonly map: YamlMap
  readonly port: YamlEntry
}

function readHandler(document: YamlDocument, key: Span): WrittenHandler | undefined {
  const entry = entryWithKeyAt(document.root, key)?.entry
  const map = entry?.value
  if (!entry || map?.kind !== 'map' || map.via || map.entries.some(inner => inner.via)) return undefined
  // `<<` with an alias that brings nothing leaves no entry behind, so the text is asked as well.
  if (/<<\s*:/.test(document.text.slice(map.span.start, map.span.end))) return undefined
  const port = entryOf(map, 'port')
  return port && ownValueSpan(port) ? { entry, map, port } : undefined
}
