import type { Location, Uri } from '../base/place.ts'
import { type Externals, externals } from '../config/external.ts'
import { type ConfigFile, configFileName, readConfigFile } from '../config/file.ts'
import { mentions } from '../config/ignore.ts'
import { combine, type EffectiveLevels } from '../config/levels.ts'
import { type Levels, nothingExternal, type Settings } from '../config/settings.ts'
import { decodePath, fileNameOf, folderOf } from '../graph/paths.ts'
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

  /** @param host what the editor or the command line says: the farthest configuration of all */
  levelsFor(uri: Uri, host: Settings): EffectiveLevels {
    const layers: Levels[] = [host]
    for (const [file, { settings }] of this.#around(uri)) {
      const path = decodePath(uri.slice(folderOf(file).length + 1))
      layers.push(settings, ...settings.overrides.filter(each => mentions(each.paths)(path)))
    }
    return combine(layers)
  }

  externalsFor(uri: Uri, host: Settings): Externals {
    if (this.#files.size === 0 && host.external === nothingExternal) return nowhere
    return externals([host.external, ...this.#around(uri).map(([, { settings }]) => settings.external)])
  }

  problems(): readonly { readonly at: Location; readonly message: string }[] {
    return [...this.#files].flatMap(([uri, file]) =>
      [...file.problems]
        .sort((a, b) => a.span.start - b.span.start)
        .map(({ span, message }) => ({ at: { uri, span }, message })),
    )
  }

  /** The nearest configuration file that counts for a file. */
  nearestTo(uri: Uri): { readonly uri: Uri; readonly text: string } | undefined {
    const file = this.#around(uri).at(-1)?.[0]
    const text = file && this.textOf(file)
    return file !== undefined && text !== undefined ? { uri: file, text } : undefined
  }

  textOf(uri: Uri): string | undefined {
    return this.#files.get(uri)?.text
  }

  /** The configuration files that count for a file, from far to near. */
  #around(uri: Uri): readonly (readonly [Uri, ConfigFile])[] {
    return [...this.#files]
      .filter(([file]) => uri.startsWith(`${folderOf(file)}/`))
      .sort(([a], [b]) => a.length - b.length)
  }
}

/** Asked for often, and nearly always the answer. */
const nowhere = externals([])
