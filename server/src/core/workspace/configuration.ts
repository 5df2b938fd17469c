import type { Location, Uri } from '../base/place.ts'
import { fileNameOf, folderOf, joinPath, pathIn } from '../base/uri.ts'
import { type Externals, externals } from '../config/external.ts'
import { type ConfigFile, readConfigFile } from '../config/file.ts'
import { configFileNames, isConfigFile } from '../config/fileNames.ts'
import { mentions } from '../config/ignore.ts'
import { combine, type EffectiveLevels } from '../config/levels.ts'
import { type Levels, nothingExternal, type Settings } from '../config/settings.ts'
import type { FileChange } from './types.ts'

/** The configuration files in view. Each counts for its folder and all below; the nearest one wins, rule by rule. */
export class Configuration {
  readonly #knownRules: readonly string[]
  readonly #files = new Map<Uri, ConfigFile & { readonly text: string }>()

  constructor(knownRules: readonly string[]) {
    this.#knownRules = knownRules
  }

  /** @returns true when the change was about a configuration file, so that all findings may be shown differently */
  apply({ uri, text }: FileChange): boolean {
    if (!isConfigFile(fileNameOf(uri))) return false
    if (text === undefined) return this.#files.delete(uri)
    if (this.#files.get(uri)?.text === text) return false
    this.#files.set(uri, { ...readConfigFile(text, this.#knownRules), text })
    return true
  }

  /** @param host what the editor or the command line says: the farthest configuration of all */
  levelsFor(uri: Uri, host: Settings): EffectiveLevels {
    const layers: Levels[] = [host]
    for (const [file, { settings }] of this.#around(uri)) {
      const path = pathIn(folderOf(file), uri) ?? ''
      layers.push(settings, ...settings.overrides.filter(each => mentions(each.paths)(path)))
    }
    return combine(layers)
  }

  externalsFor(uri: Uri, host: Settings): Externals {
    if (this.#files.size === 0 && host.external === nothingExternal) return nowhere
    return externals([host.external, ...this.#around(uri).map(([, { settings }]) => settings.external)])
  }

  problems(): readonly { readonly at: Location; readonly message: string }[] {
    return [...this.#files].flatMap(([uri, file]) => {
      const first = this.#firstBeside(uri)
      if (first !== undefined) {
        const message = `This file is not read, because there is a ${fileNameOf(first)} beside it. Keep one of the two.`
        return [{ at: { uri, span: { start: 0, end: 0 } }, message }]
      }
      return [...file.problems]
        .sort((a, b) => a.span.start - b.span.start)
        .map(({ span, message }) => ({ at: { uri, span }, message }))
    })
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
      .filter(([file]) => uri.startsWith(`${folderOf(file)}/`) && this.#firstBeside(file) === undefined)
      .sort(([a], [b]) => a.length - b.length)
  }

  /** The configuration file of the same folder that counts instead of this one. */
  #firstBeside(uri: Uri): Uri | undefined {
    const names = configFileNames.slice(
      0,
      configFileNames.findIndex(name => name === fileNameOf(uri)),
    )
    return names.map(name => joinPath(folderOf(uri), name)).find(each => this.#files.has(each))
  }
}

/** Asked for often, and nearly always the answer. */
const nowhere = externals([])
