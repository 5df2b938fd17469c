/** The keys of a record that has no others than its type says: a table written in the source. In the order in which they stand there. */
export function keysOf<K extends string>(record: Readonly<Record<K, unknown>>): readonly K[] {
  return Object.keys(record).filter((key): key is K => key in record)
}
