import type { Uri } from '../../base/place.ts'
import type { GoFunction } from '../../template/function.ts'
import { type ParsedTemplate, parseTemplate, type TemplateSource } from '../../template/parse.ts'
import type { MapValue } from '../../template/value.ts'
import { type ArchivedFile, unpack } from '../files/archive.ts'
import { readValues, type ValuesFacts } from '../values/read.ts'
import { type Metadata, readMetadata } from './metadata.ts'

interface Remembered<T> {
  readonly from: readonly unknown[]
  readonly made: T
}

/** What was read of files, kept for as long as they say the same. One for all charts of a workspace. */
export class ChartMemory {
  readonly #values = new Map<Uri, Remembered<MapValue>>()
  readonly #metadata = new Map<Uri, Remembered<Metadata>>()
  readonly #templates = new Map<string, Remembered<ParsedTemplate>>()
  readonly #archives = new Map<Uri, Remembered<readonly ArchivedFile[]>>()

  values(uri: Uri, text: string, facts: ValuesFacts): MapValue {
    return remember(this.#values, uri, [text, facts.mergesValueDocuments], () => readValues(uri, text, facts))
  }

  metadata(chart: { uri: Uri; text: string }, requirements: { uri: Uri; text: string } | undefined): Metadata {
    return remember(this.#metadata, chart.uri, [chart.text, requirements?.text], () =>
      readMetadata(chart, requirements),
    )
  }

  template(source: TemplateSource, functions: ReadonlyMap<string, GoFunction>): ParsedTemplate {
    return remember(this.#templates, `${source.uri} ${source.name}`, [source.text], () =>
      parseTemplate(source, name => functions.has(name)),
    )
  }

  archive(uri: Uri, bytes: Uint8Array): readonly ArchivedFile[] {
    return remember(this.#archives, uri, [bytes], () => unpack(bytes))
  }
}

function remember<K, T>(memory: Map<K, Remembered<T>>, key: K, from: readonly unknown[], make: () => T): T {
  const before = memory.get(key)
  if (before?.from.every((part, index) => part === from[index])) return before.made
  const made = make()
  memory.set(key, { from, made })
  return made
}
