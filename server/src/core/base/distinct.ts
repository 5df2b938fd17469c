/**
 * The first of all items with the same key, in their order.
 *
 * @example distinctBy(['a', 'b', 'A'], text => text.toLowerCase()) // ['a', 'b']
 */
export function distinctBy<T>(items: readonly T[], keyOf: (item: T) => string | number): readonly T[] {
  const seen = new Set<string | number>()
  return items.filter(item => {
    const key = keyOf(item)
    return !seen.has(key) && seen.add(key)
  })
}
