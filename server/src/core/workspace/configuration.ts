import type { Location, Uri } from '../base/place.ts'
import { type ConfigFile, configFileName, readConfigFile } from '../config/file.ts'
import type { Level, Settings } from '../config/settings.ts'
import { fileNameOf, folderOf } from '../graph/paths.ts'
import type { FileChange } from './types.ts'

/** The `.portolan.yaml` files in view. Each counts for its folder and all below; the nearest one wins, rule by rule. */
export class Configuration {
  readonly #knownRules: readonly string[]
  readonly #files = new Map<Uri, ConfigFile & { readonly text: string }>()

  constructor(knownRules: readonly string[]) {
    this.#knownRules = knownRules
  }

  /** @returns true when the change was about a configuration file, so that all findings may be shown differently */
  apply({ uri, text }: FileChange): boolean {
    if (fileNameOf(uri) !== configFileName) return false
    if (text === undefined) return this.#files.delete(uri)
    if (this.#files.get(uri)?.text === text) return false
    this.#files.set(uri, { ...readConfigFile(text, this.#knownRules), text })
    return true
  }

  levelsFor(uri: Uri, settings: Settings): Readonly<Record<string, Level>> {
    const near = [...this.#files]
      .filter(([file]) => uri.startsWith(`${folderOf(file)}/`))
      .sort(([a], [b]) => a.length - b.length)
    return Object.assign({}, settings.rules, ...near.map(([, file]) => file.settings.rules))
  }

  problems(): readonly { readonly at: Location; readonly message: string }[] {
    return [...this.#files].flatMap(([uri, file]) =>
      file.problems.map(({ span, message }) => ({ at: { uri, span }, message })),
    )
  }

  textOf(uri: Uri): string | undefined {
    return this.#files.get(uri)?.text
  }
}
