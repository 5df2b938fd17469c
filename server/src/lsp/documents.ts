import { type Connection, TextDocuments } from 'vscode-languageserver'
import { TextDocument } from 'vscode-languageserver-textdocument'
import type { Uri } from '../core/base/place.ts'
import { canonicalUri } from '../core/base/uri.ts'

/** What happens to documents in the editor. */
export interface DocumentEvents {
  /** A document was opened or edited; `undefined` when its text is not to be read as YAML. */
  changed(uri: Uri, text: string | undefined): void
  closed(uri: Uri): void
}

/** The documents that are open in the editor: their text counts, whatever the disk says. */
export class Documents {
  readonly #open = new Map<Uri, TextDocument>()

  listen(connection: Connection, events: DocumentEvents): void {
    const documents = new TextDocuments(TextDocument)
    documents.onDidChangeContent(({ document }) => {
      const uri = canonicalUri(document.uri)
      this.#open.set(uri, document)
      events.changed(uri, isTemplate(document) ? undefined : document.getText())
    })
    documents.onDidClose(({ document }) => {
      const uri = canonicalUri(document.uri)
      this.#open.delete(uri)
      events.closed(uri)
    })
    documents.listen(connection)
  }

  uris(): readonly Uri[] {
    return [...this.#open.keys()]
  }

  has(uri: Uri): boolean {
    return this.#open.has(uri)
  }

  version(uri: Uri): number | undefined {
    return this.#open.get(uri)?.version
  }

  /** The text that is open, unless the editor takes it for a template. */
  textOf(uri: Uri): string | undefined {
    const document = this.#open.get(uri)
    return document && !isTemplate(document) ? document.getText() : undefined
  }

  /** As the editor spells it. */
  clientUri(uri: Uri): string {
    return this.#open.get(uri)?.uri ?? uri
  }

  /** Open documents that the editor itself takes for templates, not for YAML. */
  templates(): readonly Uri[] {
    return [...this.#open].filter(([, document]) => isTemplate(document)).map(([uri]) => uri)
  }
}

/** `helm`, `helm-template`, `yaml.helm`: the names that editors and their extensions use. */
function isTemplate(document: TextDocument): boolean {
  return /(?:^|\.)helm(?:-template)?$/.test(document.languageId)
}
