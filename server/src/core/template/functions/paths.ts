import { fail, type GoFunction, mapArg, strict, textArg } from '../function.ts'
import { bool, map, string, type Value } from '../value.ts'
import { escapeQuery } from './builtin.ts'

/** Paths and URLs, as Go's `path` and `net/url` see them. */
export const pathFunctions: ReadonlyMap<string, GoFunction> = new Map([
  ...['base', 'osBase'].map(
    name => [name, strict('string', 'string', args => string(base(textArg(args, 0).text)))] as const,
  ),
  ...['dir', 'osDir'].map(
    name => [name, strict('string', 'string', args => string(dir(textArg(args, 0).text)))] as const,
  ),
  ...['clean', 'osClean'].map(
    name => [name, strict('string', 'string', args => string(clean(textArg(args, 0).text)))] as const,
  ),
  ...['ext', 'osExt'].map(
    name => [name, strict('string', 'string', args => string(ext(textArg(args, 0).text)))] as const,
  ),
  ...['isAbs', 'osIsAbs'].map(
    name => [name, strict('string', 'bool', args => bool(textArg(args, 0).text.startsWith('/')))] as const,
  ),
  ['urlParse', strict('string', 'map', args => parseUrl(textArg(args, 0).text))],
  ['urlJoin', strict('map', 'string', args => string(joinUrl(mapArg(args, 0))))],
])

function base(path: string): string {
  if (path === '') return '.'
  const name = path.replace(/(?<!\/)\/+$/, '')
  if (/^\/*$/.test(name)) return '/'
  return name.slice(name.lastIndexOf('/') + 1)
}

function dir(path: string): string {
  return clean(path.slice(0, path.lastIndexOf('/') + 1))
}

function clean(path: string): string {
  if (path === '') return '.'
  const isAbsolute = path.startsWith('/')
  const parts: string[] = []
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else if (!isAbsolute) parts.push('..')
  }
  const joined = parts.join('/')
  return isAbsolute ? `/${joined}` : joined || '.'
}

function ext(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return name.includes('.') ? name.slice(name.lastIndexOf('.')) : ''
}

const URL_PARTS = /^(?:([A-Za-z][A-Za-z\d+.-]*):)?(?:\/\/(?:([^@/?#]*)@)?([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s

function parseUrl(text: string): Value {
  const match = URL_PARTS.exec(text)
  if (!match || /[\0-\x1f\x7f]/.test(text))
    return fail(`unable to parse url: parse ${JSON.stringify(text)}: invalid url`)
  const [, scheme = '', user = '', host = '', path = '', query = '', fragment = ''] = match
  const isOpaque = scheme !== '' && path !== '' && !path.startsWith('/') && host === ''
  return map([
    ['scheme', string(scheme.toLowerCase())],
    ['host', string(host)],
    ['hostname', string(hostname(host))],
    ['path', string(isOpaque ? '' : unescape(path))],
    ['query', string(query)],
    ['opaque', string(isOpaque ? path : '')],
    ['fragment', string(unescape(fragment))],
    ['userinfo', string(user)],
  ])
}

function hostname(host: string): string {
  const bracket = /^\[([^\]]*)\]/.exec(host)
  return bracket ? (bracket[1] ?? '') : host.replace(/:\d*$/, '')
}

function unescape(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function joinUrl(parts: ReturnType<typeof mapArg>): string {
  const part = (key: string): string => {
    const value = parts.entries.get(key)?.value
    return value?.kind === 'string' ? value.text : ''
  }
  const scheme = part('scheme')
  const opaque = part('opaque')
  const host = part('host')
  const user = part('userinfo')
  const path = part('path').split('/').map(escapePath).join('/')
  const start = scheme === '' ? '' : `${scheme}:`
  const query = part('query') && `?${part('query')}`
  const fragment = part('fragment') && `#${escapePath(part('fragment'))}`
  if (opaque !== '') return start + opaque + query + fragment
  const authority = scheme !== '' || host !== '' || user !== '' ? `//${user && `${user}@`}${host}` : ''
  const slash = path !== '' && !path.startsWith('/') && host !== '' ? '/' : ''
  return start + (host === '' && user === '' && path === '' ? '' : authority) + slash + path + query + fragment
}

function escapePath(text: string): string {
  return escapeQuery(text)
    .replaceAll('+', '%20')
    .replace(/%(?:24|26|2B|3A|3D|40|3B|2C)/g, decodeURIComponent)
}
