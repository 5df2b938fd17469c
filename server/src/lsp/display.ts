import type { Connection } from 'vscode-languageserver'
import type { Uri } from '../core/base/place.ts'
import { type HintKind, hintKinds } from '../core/features/inlayHints/hint.ts'
import type { ClientFacts } from './client.ts'
import type { Documents } from './documents.ts'
import type { Log } from './log.ts'
import { isOn } from './settingValues.ts'

/** What is shown between the lines of a document: settings that may differ from folder to folder. */
export interface Display {
  readonly hints: ReadonlySet<HintKind>
  readonly lenses: boolean
}

/** @param data the `portolan` section. Unknown values are ignored. */
export function displayFrom(data: unknown): Display {
  return {
    hints: new Set(hintKinds.filter(kind => isOn(data, `inlayHints.${kind}`))),
    lenses: isOn(data, 'codeLens.enabled'),
  }
}

/** Who asks, and what counts where the client cannot be asked. */
interface Asking {
  readonly client: ClientFacts
  readonly connection: Connection
  readonly documents: Documents
  readonly log: Log
  readonly settings: { readonly display: Display }
}

/** The settings by document, asked for once: each is one question to the client. */
export class Displays {
  readonly #asking: Asking
  #byUri = new Map<Uri, Promise<Display>>()

  constructor(asking: Asking) {
    this.#asking = asking
  }

  of(uri: Uri): Promise<Display> {
    const known = this.#byUri.get(uri)
    if (known) return known
    const asked = this.#ask(uri)
    this.#byUri.set(uri, asked)
    return asked
  }

  /** To be called when settings changed. */
  forget(): void {
    this.#byUri = new Map()
  }

  async #ask(uri: Uri): Promise<Display> {
    const { client, connection, documents, log, settings } = this.#asking
    if (!client.configuration) return settings.display
    const scope = { scopeUri: documents.clientUri(uri), section: 'portolan' }
    return displayFrom(await connection.workspace.getConfiguration(scope).catch(log.failure))
  }
}
