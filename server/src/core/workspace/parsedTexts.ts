import { LineIndex } from '../base/lines.ts'
import type { DocumentId, Uri } from '../base/place.ts'
import type { YamlDocument } from '../yaml/node.ts'
import { parseDocument } from '../yaml/parse.ts'

/** How many trees, and lines of how many files, are kept for hovers and fixes; facts are kept for all. */
const most = 32

/** What is read out of texts when somebody looks at them: kept for a while, since they look again. */
export class ParsedTexts {
  readonly #trees = new Map<DocumentId, YamlDocument>()
  readonly #lines = new Map<Uri, { readonly text: string; readonly index: LineIndex }>()

  /** @param text asked for when the tree is not there any more */
  treeOf(id: DocumentId, text: () => string): YamlDocument {
    const kept = this.#trees.get(id)
    if (kept) return kept
    const tree = parseDocument(text())
    this.keep(id, tree)
    return tree
  }

  linesOf(uri: Uri, text: string): LineIndex {
    const kept = this.#lines.get(uri)
    if (kept?.text === text) return kept.index
    if (this.#lines.size >= most) this.#lines.clear()
    const index = new LineIndex(text)
    this.#lines.set(uri, { text, index })
    return index
  }

  keep(id: DocumentId, tree: YamlDocument): void {
    this.#trees.set(id, tree)
    const [oldest] = this.#trees.keys()
    if (this.#trees.size > most && oldest !== undefined) this.#trees.delete(oldest)
  }
}
