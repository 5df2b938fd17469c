import type { Span } from '../base/span.ts'
import type { YamlDocument, YamlNode } from '../yaml/node.ts'
import { typePlain } from '../yaml/scalar.ts'

export interface YamlRefusal {
  /** As go-yaml says it, as far as that can be known. */
  readonly why: string
  readonly at: Span | undefined
}

/**
 * Why sigs.k8s.io/yaml would not turn a document into JSON, or `undefined` when it would. Besides what is no YAML at all, that
 * is a key that JSON cannot have: a map, as `{{ x }}` makes one, or null.
 */
export function yamlRefusal({ root, text, status, message }: YamlDocument): YamlRefusal | undefined {
  if (status === 'limit') return { why: message ?? 'yaml: too large', at: undefined }
  if (status === 'broken') return { why: 'yaml: this is not YAML', at: undefined }
  if (/^%(?!YAML 1\.1\s|TAG\s)/.test(text))
    return { why: 'yaml: found unknown directive name', at: { start: 0, end: 1 } }
  return refusalIn(root, text)
}

function refusalIn(node: YamlNode | undefined, text: string): YamlRefusal | undefined {
  switch (node?.kind) {
    case 'map':
      for (const { key, value } of node.entries) {
        const refusal = refusalOfKey(key.span, text) ?? refusalIn(value, text)
        if (refusal) return refusal
      }
      return undefined
    case 'seq':
      for (const { value } of node.items) {
        const refusal = refusalIn(value, text)
        if (refusal) return refusal
      }
      return undefined
    case 'unknown':
      return node.why === 'placeholder' && text.startsWith('{{', node.span.start)
        ? { why: 'yaml: invalid map key: map[interface {}]interface {}', at: node.span }
        : undefined
    case 'scalar':
      if (typeof node.value !== 'number' || Number.isFinite(node.value)) return undefined
      return { why: 'json: unsupported value: not a finite number', at: node.span }
    default:
      return undefined
  }
}

function refusalOfKey({ start, end }: Span, text: string): YamlRefusal | undefined {
  const written = text.slice(start, end)
  if (written.startsWith('{{'))
    return { why: 'yaml: invalid map key: map[interface {}]interface {}', at: { start, end } }
  const isNull = end - start <= longestNull && typePlain(written) === null
  return isNull ? { why: 'unsupported map key of type: %!s(<nil>), key: <nil>', at: { start, end } } : undefined
}

const longestNull = 4

/** What encoding/json calls it. */
export function jsonKind(node: YamlNode): string {
  switch (node.kind) {
    case 'map':
      return 'object'
    case 'seq':
      return 'array'
    case 'unknown':
      return 'string'
    case 'scalar':
      return typeof node.value === 'number' ? 'number' : typeof node.value === 'boolean' ? 'bool' : 'string'
  }
}
