import type { Uri } from '../core/base/place.ts'
import { type HintKind, hintKinds } from '../core/features/inlayHints/hint.ts'
import type { Session } from './session.ts'

/** What is shown between the lines of a document: settings that may differ from folder to folder. */
export interface Display {
  readonly hints: ReadonlySet<HintKind>
  readonly lenses: boolean
}

/** @param data the `portolan` section. What is not understood counts as not said. */
export function displayFrom(data: unknown): Display {
  const hints = field(data, 'inlayHints')
  return {
    hints: new Set(hintKinds.filter(kind => field(hints, kind) !== false)),
    lenses: field(field(data, 'codeLens'), 'enabled') !== false,
  }
}

/** The settings by document, asked for once: each is one question to the client. */
export class Displays {
  readonly #session: Session
  #byUri = new Map<Uri, Promise<Display>>()

  constructor(session: Session) {
    this.#session = session
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
    const { client, connection, documents, log, settings } = this.#session
    if (!client.configuration) return settings.display
    const scope = { scopeUri: documents.clientUri(uri), section: 'portolan' }
    return displayFrom(await connection.workspace.getConfiguration(scope).catch(log.failure))
  }
}

function field(data: unknown, name: string): unknown {
  if (typeof data !== 'object' || data === null) return undefined
  return Object.entries(data).find(([key]) => key === name)?.[1]
}
