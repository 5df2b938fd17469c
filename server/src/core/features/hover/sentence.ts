/**
 * One thing that a hover says about Kubernetes, with where Kubernetes says so. `{holes}` are filled with the names of the
 * manifest in hand. Sentences are data, so that docs/hovers.md can list every one of them next to its source.
 */
export interface Sentence<T extends string = string> {
  readonly text: T
  readonly source: string
}

/** The names between braces. @example Holes<'{a} goes to {b}'> // 'a' | 'b' */
export type Holes<T extends string> = T extends `${string}{${infer Hole}}${infer Rest}` ? Hole | Holes<Rest> : never

export function sentence<const T extends string>(text: T, source: string): Sentence<T> {
  return { text, source }
}

/** Fills every hole. The compiler asks for exactly the values that the sentence needs; they are Markdown already. */
export function say<T extends string>(
  { text }: Sentence<T>,
  ...[values]: [Holes<T>] extends [never] ? [] : [Readonly<Record<Holes<T>, string>>]
): string {
  const byName = new Map<string, string>(Object.entries(values ?? {}))
  return text.replace(/\{(\w+)\}/g, (hole, name: string) => byName.get(name) ?? hole)
}
