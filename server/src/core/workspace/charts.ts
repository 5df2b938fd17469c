import type { Uri } from '../base/place.ts'
import { fileNameOf, folderOf } from '../base/uri.ts'
import { chartOf, isChartFile, looksLikeHelmTemplate } from '../deploy/chartFiles.ts'
import type { FileState } from './document.ts'
import type { FileChange, FileStatus } from './types.ts'

/** What is said of a template, whoever has recognized it: this engine, or the editor by its language. */
export const helmTemplateMessage =
  'Helm template: not checked. Render the chart (`helm template`) to have its manifests checked.'

const helmTemplate: FileStatus = { kind: 'helm-template', message: helmTemplateMessage }

/** Which folders are Helm charts, and so which files are templates. */
export class Charts {
  readonly #folders = new Set<string>()

  /** Takes note of a `Chart.yaml` that comes or goes. @returns the files to read again because of it */
  apply({ uri, text }: FileChange, files: { allFiles(): Iterable<FileState> }): readonly FileChange[] {
    if (!isChartFile(fileNameOf(uri))) return []
    const folder = folderOf(uri)
    if (this.#folders.has(folder) === (text !== undefined)) return []
    if (text === undefined) this.#folders.delete(folder)
    else this.#folders.add(folder)
    const again: FileChange[] = []
    for (const file of files.allFiles()) {
      if (file.text !== undefined && file.uri.startsWith(`${folder}/`) && this.decidedOtherwise(file))
        again.push({ uri: file.uri, text: file.text })
    }
    return again
  }

  /** The status of a file that is left alone, or `undefined` for one to be read. */
  statusOf(uri: Uri, text: string): FileStatus | undefined {
    return this.#isTemplate(uri, text) ? helmTemplate : undefined
  }

  /** True when the file was taken for a template and is none any more, or the other way round. */
  decidedOtherwise(file: FileState): boolean {
    return (file.status.kind === 'helm-template') !== this.#isTemplate(file.uri, file.text ?? '')
  }

  #isTemplate(uri: Uri, text: string): boolean {
    return chartOf(uri, this.#folders) !== undefined || looksLikeHelmTemplate(uri, text)
  }
}
