import { valueOf } from '../../base/known.ts'
import { type Span, shift } from '../../base/span.ts'
import type { ListenAddress } from '../facts/listenAddress.ts'
import { parseImage } from '../knowledge/images.ts'
import { field, itemsOf, readString, type Slot } from '../read/slot.ts'
import { addressIn, isEverywhere, isLoopback } from './address.ts'
import { loopbackByDefault } from './defaults.ts'
import { isAddressName, isHostName, purposeOf } from './names.ts'
import { type Word, wordsOf } from './words.ts'

/**
 * What a container's command, args and env say that it listens on: `--port=8080`, `--listen :8080`, `PORT: "8080"`,
 * `-Dserver.port=8080`. Texts are read as they are written, so that spans are exact.
 */
export function listensIn(container: Slot, text: string): readonly ListenAddress[] {
  const items = ['command', 'args'].flatMap(key => itemsOf(field(container, key)))
  const words = wordsOf(items.flatMap(item => writtenText(item, text) ?? []))
  const variables = itemsOf(field(container, 'env')).flatMap((variable): readonly Setting[] => {
    const name = valueOf(readString(field(variable, 'name')))
    const value = writtenText(field(variable, 'value'), text)
    return name === undefined || !value ? [] : [{ name, by: name, value }]
  })
  if (words.length === 0 && variables.length === 0) return []
  const own = namesOf(container)
  const options = variables.filter(({ name }) => /(^|_)(OPTS|OPTIONS|ARGS|FLAGS)$/.test(name))
  const told = [...addressesIn([...settingsIn(words)], own), ...bareAddresses(words)]
  return [
    ...withDefaultHost(told, words, container),
    ...addressesIn(variables, own),
    ...options.flatMap(({ value }) => addressesIn([...settingsIn(wordsOf([value]))], own)),
  ]
}

/** Servers for development that are told a port and no address listen where only they themselves can be reached. */
function withDefaultHost(
  told: readonly ListenAddress[],
  words: readonly Word[],
  container: Slot,
): readonly ListenAddress[] {
  // Variables from elsewhere may tell the address.
  if (told.length === 0 || field(container, 'envFrom').is !== 'absent') return told
  const names = itemsOf(field(container, 'env')).flatMap(item => valueOf(readString(field(item, 'name'))) ?? [])
  const by = loopbackByDefault(words, names)
  if (by === undefined) return told
  return told.map(each =>
    each.host === undefined && each.purpose === 'main'
      ? { ...each, host: '127.0.0.1', by: `${each.by} of ${by}` }
      : each,
  )
}

interface Written {
  readonly text: string
  readonly span: Span
}

/** A name with its value: a flag or a variable. */
interface Setting {
  readonly name: string
  /** As messages call it. */
  readonly by: string
  readonly value: Written
}

/** What the program is called: the container, and the last part of its image. */
function namesOf(container: Slot): readonly string[] {
  const image = parseImage(valueOf(readString(field(container, 'image'))) ?? '').repository.split('/')
  return [valueOf(readString(field(container, 'name'))), image.at(-1)].flatMap(name => (name ? [name] : []))
}

function writtenText(slot: Slot, text: string): Written | undefined {
  const span = slot.is === 'value' && slot.node.kind === 'scalar' && !slot.via ? slot.node.span : undefined
  return span && { text: text.slice(span.start, span.end), span }
}

/** The flags of a command line with their values, which stand after `=` or in the next word. */
function* settingsIn(words: readonly Word[]): Generator<Setting> {
  for (const [index, word] of words.entries()) {
    const [, dashes, name, joined] = flag.exec(word.text) ?? []
    if (name === undefined) continue
    const next = words[index + 1]
    const value =
      joined === undefined ? (next && !next.text.startsWith('-') ? next : undefined) : lastOf(word, joined.length)
    if (!value || (name === 'p' && !isServersOwn(words.slice(0, index), word, joined))) continue
    yield { name: name === 'p' ? 'port' : name, by: `${dashes}${name}`, value }
  }
}

const flag = /^(-D(?=[a-z][\w-]*\.)|--?)([A-Za-z][\w.-]*)(?:=(.+))?$/

function lastOf({ text, span: { end } }: Word, length: number): Written {
  return { text: text.slice(-length), span: { start: end - length, end } }
}

/** `-p 8080` means the port of a server, but not after the name of a client, and in a shell it may belong to anything. */
function isServersOwn(before: readonly Word[], { whole }: Word, joined: string | undefined): boolean {
  return whole && joined === undefined && !before.some(({ text, whole: one }) => !one || clients.test(text))
}

const clients =
  /(^|\/)(ssh|scp|sftp|mkdir|cp|redis-cli|valkey-cli|psql|pg_\w+|mysql\w*|mariadb\w*|mongo\w*|docker|kubectl|nc|curl|sh|bash|ash)$/

function addressesIn(settings: readonly Setting[], own: readonly string[]): readonly ListenAddress[] {
  const hosts = settings.filter(
    ({ name, value }) => isHostName(name) && /^["']?[\w.:[\]*-]+["']?$/.test(value.text) && !addressIn(value.text),
  )
  const [host] = hosts.map(({ value }) => unquoted(value))
  const onlyHere = host && hosts.every(({ value }) => isLoopback(unquoted(value).text)) ? host : undefined
  return settings.flatMap(({ name, by, value }): readonly ListenAddress[] => {
    const address = addressIn(value.text)
    if (!address) return []
    const purpose = purposeOf(name, own) ?? (isAddressName(name) && value.text.includes(':') ? 'main' : undefined)
    const dialled = isAddressName(name) && !isEverywhere(address.host) && !isLoopback(address.host)
    if (!purpose || dialled) return []
    const place = {
      port: address.port,
      protocol: 'TCP',
      purpose,
      by,
      span: shift(address.at, value.span.start),
    } as const
    return address.host === undefined && onlyHere && purpose === 'main'
      ? [{ ...place, host: onlyHere.text, hostSpan: onlyHere.span }]
      : [{ ...place, host: address.host, hostSpan: address.hostAt && shift(address.hostAt, value.span.start) }]
  })
}

function unquoted({ text, span }: Written): Written {
  const from = /^["']/.test(text) ? 1 : 0
  const inner = text.replaceAll(/^["']|["']$/g, '')
  return { text: inner, span: shift({ start: from, end: from + inner.length }, span.start) }
}

/** Addresses without a flag: `serve :8080`, `runserver 0.0.0.0:8000`, `python -m http.server 8000`. */
function bareAddresses(words: readonly Word[]): readonly ListenAddress[] {
  return words.flatMap((word, index): readonly ListenAddress[] => {
    const before = words[index - 1]
    const address = addressIn(word.text)
    if (!address || before?.text.startsWith('-')) return []
    const server = before !== undefined && /^(runserver|http\.server)$/.test(before.text)
    const plain = /^(\*|0\.0\.0\.0|\[::\]):\d+$/.test(word.text) || (word.whole && /^:\d+$/.test(word.text))
    if (!server && !plain) return []
    const by = before && server ? before.text : `argument ${word.text}`
    const { host, hostAt, port, at } = address
    const hostSpan = hostAt && shift(hostAt, word.span.start)
    return [{ port, protocol: 'TCP', host, hostSpan, purpose: 'main', by, span: shift(at, word.span.start) }]
  })
}
