import { child, type YamlNode } from '../../yaml/node.ts'

/** Values of a dependency that its parent takes over as its own defaults. Paths are steps joined by dots, `.` is all. */
export interface ImportValues {
  readonly child: string
  readonly parent: string
}

/**
 * The two forms of `import-values`: `- data` stands for `exports.data` at the root, `- {child: a, parent: b}` names both.
 * Anything else says nothing.
 */
export function importValuesOf(items: readonly YamlNode[]): readonly ImportValues[] {
  return items.flatMap(item => {
    if (item.kind === 'map') return { child: textIn(item, 'child'), parent: textIn(item, 'parent') }
    return item.kind === 'scalar' && typeof item.value === 'string'
      ? { child: `exports.${item.value}`, parent: '.' }
      : []
  })
}

/** What Go prints for it; a missing one is `<nil>`, which no map is called. */
function textIn(map: YamlNode, key: string): string {
  const node = child(map, key)
  return node?.kind === 'scalar' && node.value !== null ? String(node.value) : '<nil>'
}
