import type { Written } from '../base/origin.ts'
import type { DocumentId, Location, Place, Uri } from '../base/place.ts'
import { contains, shift } from '../base/span.ts'
import type { BuildSetting } from '../graph/graph.ts'
import type { YamlDocument } from '../yaml/node.ts'
import { type DocumentState, startOf } from './document.ts'
import { originKey, type State, textKey } from './state.ts'

export interface BuildSettingsOptions {
  readonly state: State
  isPatchFile(uri: Uri): boolean
  textOf(uri: Uri): string | undefined
  treeOf(id: DocumentId): YamlDocument
  /** @throws when the document is gone */
  written(place: Place): Written
}

/** Which parts of kustomizations and patches wrote what a build made. */
export class BuildSettings {
  readonly #options: BuildSettingsOptions

  constructor(options: BuildSettingsOptions) {
    this.#options = options
  }

  at(place: Place): readonly BuildSetting[] {
    const written = this.#written(place)
    return written ? [written.at, ...written.inputs].flatMap(location => this.#settingAt(location) ?? []) : []
  }

  textAt(place: Place): string | undefined {
    const written = this.#written(place)
    if (!written) return undefined
    const { uri, span } = written.at
    this.#options.state.dependencies.onRead(textKey(uri))
    return this.#options
      .textOf(uri)
      ?.slice(span.start, span.end)
      .replace(/^(["'])(.*)\1$/, '$2')
  }

  /** `undefined` for what stands in a file as it is deployed. */
  #written(place: Place): Written | undefined {
    const { state, written } = this.#options
    if (state.document(place.document)?.home.unit === undefined) return undefined
    state.dependencies.onRead(originKey(place.document))
    return written(place)
  }

  #settingAt({ uri, span }: Location): BuildSetting | undefined {
    const { state, isPatchFile, treeOf } = this.#options
    const documents = state.file(uri)?.documents ?? []
    const kustomization = documents.find(({ facts }) => facts.kustomization)
    if (!kustomization && !isPatchFile(uri)) return undefined
    state.dependencies.onRead(textKey(uri))
    const document = kustomization ?? documents.find(each => holds(each, { uri, span }))
    if (!document) return undefined
    const at: Place = { document: document.id, span: shift(span, -startOf(document)) }
    if (!kustomization) return { field: 'patches', at }
    const { root } = treeOf(document.id)
    const entry = root?.kind === 'map' ? root.entries.find(each => contains(each.span, at.span)) : undefined
    if (!entry) return undefined
    const field = String(entry.key.value)
    return { field: field.startsWith('patches') ? 'patches' : field, at }
  }
}

function holds(document: DocumentState, { span }: Location): boolean {
  const start = startOf(document)
  return contains({ start, end: start + document.text.length }, span)
}
