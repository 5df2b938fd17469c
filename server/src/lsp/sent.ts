/** A field of what a client sent, which may be anything. */
export function fieldOf(data: unknown, name: string): unknown {
  if (typeof data !== 'object' || data === null) return undefined
  return Object.entries(data).find(([key]) => key === name)?.[1]
}
