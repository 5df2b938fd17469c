import type { ListenAddress } from '../facts/listenAddress.ts'
import { addressIn, type FoundAddress } from './address.ts'

/** An address in a configuration file. Offsets are those of the text. */
export interface FoundListen {
  readonly by: string
  /** Left out for what the server is there for. */
  readonly purpose?: ListenAddress['purpose']
  readonly address: FoundAddress
}

interface Line {
  readonly text: string
  /** Without the indentation of the whole text: what is written in YAML has one. */
  readonly indent: number
  readonly start: number
}

/** The lines that say something: neither empty, nor a comment, nor the header of a YAML block. */
function linesOf(text: string): readonly Line[] {
  const lines: Line[] = []
  for (const match of text.matchAll(/^([ \t]*)([^\s#][^\n]*?)[ \t\r]*$/gm)) {
    const [, indent = '', content = ''] = match
    if (/^[|>][-+\d]*(\s+#.*)?$/.test(content)) continue
    lines.push({ text: content, indent: indent.length, start: match.index + indent.length })
  }
  const least = Math.min(...lines.map(line => line.indent))
  return lines.map(line => ({ ...line, indent: line.indent - least }))
}

/**
 * The sites of a Caddyfile: `:8080 {`, `http://:80 {`. The name in front of the port is the one that clients ask for, not an
 * address to listen on. A site without a port listens on 80 and 443, or on what the global options say: then nothing is said.
 */
export function listensOfCaddy(text: string): readonly FoundListen[] {
  const lines = linesOf(text).filter(({ indent, text: line }) => indent === 0 && !/^[{}(]/.test(line))
  // What it imports may have sites of its own.
  if (lines.some(line => /^import\s/.test(line.text))) return []
  const sites = lines.length === 1 ? lines : lines.filter(line => line.text.endsWith('{'))
  const found = sites.flatMap(site =>
    [...site.text.matchAll(/[^\s,{]+/g)].map(match => siteAddress(match[0], site.start + match.index)),
  )
  return found.every(each => each !== undefined) ? found : []
}

function siteAddress(site: string, start: number): FoundListen | undefined {
  const match = /^(?:https?:\/\/)?(?:\[[^\]]*\]|[\w.*-]*):(\d{1,5})(?:\/.*)?$/d.exec(site)
  const at = match?.indices?.[1]
  const port = Number(match?.[1])
  if (!at || port < 1 || port > 65535) return undefined
  const address = { host: undefined, hostAt: undefined, port, at: { start: start + at[0], end: start + at[1] } }
  return { by: 'a Caddy site', address }
}

/** The listeners of Envoy and its admin address. Addresses below `clusters` are those that it dials. */
export function listensOfEnvoy(text: string): readonly FoundListen[] {
  const found: FoundListen[] = []
  let section = ''
  let host: { readonly text: string; readonly start: number } | undefined
  for (const match of text.matchAll(
    /["']?\b(listeners|clusters|admin|address|port_value)["']?[ \t]*:[ \t]*(["']?)([\w.:]*)\2/dg,
  )) {
    const [, key = '', , value = ''] = match
    const start = match.indices?.[3]?.[0] ?? 0
    if (key === 'address') host = value === '' ? host : { text: value, start }
    else if (key !== 'port_value') section = key
    else if (section === 'listeners' || section === 'admin') {
      const address = addressIn(value)
      const hostAt = host && { start: host.start, end: host.start + host.text.length }
      const at = { start, end: start + value.length }
      const main = section === 'listeners'
      if (address)
        found.push({
          by: main ? 'an Envoy listener' : 'the Envoy admin address',
          ...(main ? {} : { purpose: 'admin' as const }),
          address: { host: host?.text, hostAt, port: address.port, at },
        })
      host = undefined
    }
  }
  return found
}

/** `server.port` of Spring Boot in YAML: `port` right below `server`. */
export function listensOfSpring(text: string): readonly FoundListen[] {
  let below: number | undefined
  let inServer = false
  for (const line of linesOf(text)) {
    if (line.indent === 0) {
      inServer = /^server:$/.test(line.text)
      below = undefined
    } else if (inServer) {
      below ??= line.indent
      const match = line.indent === below ? /^port:[ \t]*(\d{1,5})$/d.exec(line.text) : undefined
      const at = match?.indices?.[1]
      const address = match && addressIn(match[1] ?? '')
      if (at && address)
        return [
          { by: 'server.port', address: { ...address, at: { start: line.start + at[0], end: line.start + at[1] } } },
        ]
    }
  }
  return []
}
