import type { Uri } from '../base/place.ts'
import { fileNameOf, folderOf } from '../base/uri.ts'
import { chartOf, isChartFile, looksLikeHelmTemplate } from '../deploy/chartFiles.ts'
import { ChartFolders } from '../deploy/charts.ts'
import type { FileState } from './document.ts'
import type { FileChange, FileStatus } from './types.ts'

/** What is said of a template, whoever has recognized it: this engine, or the editor by its language. */
export const helmTemplateMessage =
  'Helm template: not checked. Render the chart (`helm template`) to have its manifests checked.'

const helmTemplate: FileStatus = { kind: 'helm-template', message: helmTemplateMessage }
const rendered: FileStatus = { kind: 'analysed', rendered: true }

/** Which folders are Helm charts, and so which files are templates and values. */
export class Charts {
  readonly #folders = new ChartFolders()

  /** Takes note of a `Chart.yaml` that comes or goes. @returns the files to read again because of it */
  apply({ uri, text }: FileChange, files: { allFiles(): Iterable<FileState> }): readonly FileChange[] {
    if (!isChartFile(fileNameOf(uri))) return []
    const folder = folderOf(uri)
    if (this.#folders.has(folder) === (text !== undefined)) return []
    this.#folders.update(folder, text !== undefined)
    const again: FileChange[] = []
    for (const file of files.allFiles()) {
      if (file.text !== undefined && file.uri.startsWith(`${folder}/`) && this.decidedOtherwise(file))
        again.push({ uri: file.uri, text: file.text })
    }
    return again
  }

  /**
   * The status of a file that is no manifest itself: a template or the values of a chart, which is rendered, or a template whose
   * chart is not in view. `undefined` for one to be read.
   */
  statusOf(uri: Uri, text: string): FileStatus | undefined {
    if (chartOf(uri, this.#folders.all) !== undefined || this.#folders.withValues(uri) !== undefined) return rendered
    return looksLikeHelmTemplate(uri, text) ? helmTemplate : undefined
  }

  /** True when the file was read as something else than it would be now. */
  decidedOtherwise({ uri, text, status }: FileState): boolean {
    const now = this.statusOf(uri, text ?? '')
    return (now === helmTemplate) !== (status.kind === 'helm-template') || (now === rendered) !== isRendered(status)
  }
}

function isRendered(status: FileStatus): boolean {
  return status.kind === 'analysed' && status.rendered === true
}
