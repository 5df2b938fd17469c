/*
 * What a client sent may be anything, whatever its type says: settings, options, and `data` that comes back. It is looked at
 * before it is believed; a field of another kind than expected is `undefined`, like one that is not there.
 */

export function fieldOf(sent: unknown, name: string): unknown {
  if (typeof sent !== 'object' || sent === null) return undefined
  return Object.entries(sent).find(([key]) => key === name)?.[1]
}

export function textIn(sent: unknown, name: string): string | undefined {
  const field = fieldOf(sent, name)
  return typeof field === 'string' ? field : undefined
}

export function numberIn(sent: unknown, name: string): number | undefined {
  const field = fieldOf(sent, name)
  return typeof field === 'number' ? field : undefined
}
