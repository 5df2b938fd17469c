import { contains, type Span } from '../../base/span.ts'
import type { YamlDocument, YamlNode, YamlScalar } from '../../yaml/node.ts'

/**
 * The values of a label in the selectors that a pod template has for its own neighbours: `topologySpreadConstraints`, affinity and
 * anti-affinity. They are in no facts, since they say nothing about ports.
 *
 * @param template the span of the pod template
 */
export function templateSelectorValues(
  { root }: YamlDocument,
  template: Span,
  label: { readonly key: string; readonly value: string },
): readonly YamlScalar[] {
  return [...selectorsIn(root)].flatMap(selector => valuesIn(selector, label))

  function* selectorsIn(node: YamlNode | undefined): Generator<YamlNode> {
    if (!node || !(contains(template, node.span) || contains(node.span, template))) return
    if (node.kind === 'seq') for (const item of node.items) yield* selectorsIn(item.value)
    if (node.kind !== 'map') return
    for (const { key, value, via } of node.entries) {
      if (via || !value) continue
      if (key.value === 'labelSelector' && contains(template, value.span)) yield value
      else yield* selectorsIn(value)
    }
  }
}

function valuesIn(selector: YamlNode, { key, value }: { readonly key: string; readonly value: string }): YamlScalar[] {
  const pairs = entriesOf(valueAt(selector, 'matchLabels')).filter(entry => entry.key.value === key)
  const expressions = itemsOf(valueAt(selector, 'matchExpressions')).filter(each => {
    const named = valueAt(each, 'key')
    return named?.kind === 'scalar' && named.value === key
  })
  return [...pairs.map(entry => entry.value), ...expressions.flatMap(each => itemsOf(valueAt(each, 'values')))].filter(
    (node): node is YamlScalar => node?.kind === 'scalar' && node.value === value && !node.placeholder,
  )
}

function valueAt(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return entriesOf(node).find(entry => entry.key.value === key)?.value
}

function entriesOf(node: YamlNode | undefined) {
  return node?.kind === 'map' ? node.entries : []
}

function itemsOf(node: YamlNode | undefined): readonly (YamlNode | undefined)[] {
  return node?.kind === 'seq' ? node.items.map(item => item.value) : []
}
