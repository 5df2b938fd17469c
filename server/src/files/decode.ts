/** The text of a file, or why there is none. `nothing`: readable, and no manifest for sure. */
export type Decoded =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'problem'; readonly message: string }

/** All hosts have it; only their libraries, which this code may not use, declare it. */
declare const TextDecoder: new (
  encoding: string,
  options: { readonly fatal: true },
) => { decode(bytes: Uint8Array): string }

/**
 * The text of a file as Kubernetes' tools read it: UTF-8, or UTF-16 with a byte order mark, which is not part of the text:
 * editors leave it out, too. JSON without the words of a manifest is no manifest. Never throws.
 */
export function decode(bytes: Uint8Array, name: string): Decoded {
  if (bytes.length > maxFileBytes) return tooLarge(bytes.length)
  const encoding = encodingOf(bytes)
  if (encoding === 'utf-8' && bytes.includes(0)) return { kind: 'problem', message: 'this is a binary file' }
  const text = textOf(bytes, encoding)
  if (text === undefined)
    return { kind: 'problem', message: 'the text is neither UTF-8 nor UTF-16 with a byte order mark' }
  return isJson.test(name) && !looksLikeManifest(text) ? { kind: 'nothing' } : { kind: 'text', text }
}

/** Manifests are small; a file above this is a dump or a mistake, and reading it would cost more than it can tell. */
export const maxFileBytes = 16 * 1024 * 1024

export const isJson = /\.json$/i

/** What is said of a file that is too large to be read. */
export function tooLarge(bytes: number): Decoded {
  const megabytes = (count: number) => Math.ceil(count / (1024 * 1024))
  return {
    kind: 'problem',
    message: `${megabytes(bytes)} MB is more than the limit of ${megabytes(maxFileBytes)} MB for one file`,
  }
}

export type Encoding = keyof typeof decoders

/** By the byte order mark; without one it can only be UTF-8. */
export function encodingOf([first, second]: Uint8Array): Encoding {
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
}

const decoders = {
  'utf-8': new TextDecoder('utf-8', { fatal: true }),
  'utf-16le': new TextDecoder('utf-16le', { fatal: true }),
  'utf-16be': new TextDecoder('utf-16be', { fatal: true }),
}

function textOf(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    return decoders[encoding].decode(bytes)
  } catch {
    return undefined
  }
}

/** The `package.json`s of this world are many. */
function looksLikeManifest(json: string): boolean {
  return json.includes('"apiVersion"') && json.includes('"kind"')
}
