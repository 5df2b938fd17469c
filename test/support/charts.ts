import type { Uri } from '../../server/src/core/base/place.ts'
import { type LoadOptions, loadChart } from '../../server/src/core/helm/chart/load.ts'
import { ChartMemory } from '../../server/src/core/helm/chart/memory.ts'
import type { ChartSource, FolderEntry } from '../../server/src/core/helm/files/source.ts'
import { flavourFacts } from '../../server/src/core/helm/flavour.ts'
import { printManifests } from '../../server/src/core/helm/manifests.ts'
import { problemMessage } from '../../server/src/core/helm/messages.ts'
import { defaultProfile, type RenderProfile } from '../../server/src/core/helm/profile.ts'
import { ChartRefusal } from '../../server/src/core/helm/refusal.ts'
import { type RenderOptions, renderChart } from '../../server/src/core/helm/render.ts'
import type { ChartRendering } from '../../server/src/core/helm/rendering.ts'
import { functions } from '../../server/src/core/template/functions/all.ts'

export type Files = Readonly<Record<string, string | Uint8Array>>

/** Files by their paths, below `file:///w`. What is read of them is noted. */
export class MemorySource implements ChartSource {
  readonly reads: string[] = []
  readonly #files: Files

  constructor(files: Files) {
    this.#files = files
  }

  read(file: Uri): string | Uint8Array | undefined {
    const path = file.slice(uriOf('').length)
    this.reads.push(path)
    return this.#files[path]
  }

  list(folder: Uri): readonly FolderEntry[] {
    const prefix = `${folder.slice(uriOf('').length)}/`
    const found = new Map<string, FolderEntry>()
    for (const path of Object.keys(this.#files)) {
      if (!path.startsWith(prefix)) continue
      const [name = '', ...rest] = path.slice(prefix.length).split('/')
      found.set(name, { name, kind: rest.length > 0 ? 'folder' : 'file' })
    }
    return [...found.values()]
  }
}

export function uriOf(path: string): Uri {
  return `file:///w/${path}` as Uri
}

/** The least Chart.yaml that Helm takes. */
export const chartYaml = 'apiVersion: v2\nname: web\nversion: 1.0.0\n'

export interface Rendered extends ChartRendering {
  readonly memory: ChartMemory
}

/** Renders the chart in the folder `web` of these files. */
export function rendered(
  files: Files,
  profile: Partial<RenderProfile> = {},
  options: Partial<RenderOptions & LoadOptions> = {},
): Rendered {
  const { memory = new ChartMemory(), mode = 'exact' } = options
  const whole = { ...defaultProfile, release: 'rel', ...profile }
  const source = new MemorySource({ 'web/Chart.yaml': chartYaml, ...files })
  const chart = loadChart(source, uriOf('web'), { facts: flavourFacts[whole.flavour], ...options, mode, memory })
  return { ...renderChart(chart, whole, { source, functions, ...options, mode, memory }), memory }
}

/** What `helm template` would print of them, or the reason why it would refuse. */
export function template(files: Files, profile: Partial<RenderProfile> = {}): string {
  try {
    const { documents, problems, profile: used } = rendered(files, profile)
    const [problem] = problems
    return problem ? `Error: ${problemMessage(problem, used.flavour)}` : printManifests(documents)
  } catch (error) {
    if (error instanceof ChartRefusal) return `Error: ${error.message}`
    throw error
  }
}

/** What a template prints that is the only one of its chart: without the lines that Helm puts around. */
export function printed(files: Files, profile: Partial<RenderProfile> = {}): string {
  return template(files, profile).replace(/^---\n# Source: .*\n/, '')
}
