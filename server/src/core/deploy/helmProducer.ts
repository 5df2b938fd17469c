import { OriginMap } from '../base/origin.ts'
import type { Location, Uri } from '../base/place.ts'
import { decodePath, fileNameOf } from '../base/uri.ts'
import { loadChart } from '../helm/chart/load.ts'
import type { ChartMemory } from '../helm/chart/memory.ts'
import type { ChartSource, FolderEntry } from '../helm/files/source.ts'
import { flavourFacts } from '../helm/flavour.ts'
import { problemMessage } from '../helm/messages.ts'
import type { RenderProfile } from '../helm/profile.ts'
import { ChartRefusal } from '../helm/refusal.ts'
import { renderChart } from '../helm/render.ts'
import type { ChartProblem, ChartRendering, Rendering } from '../helm/rendering.ts'
import { functions } from '../template/functions/all.ts'
import type { Draft, Inputs, Producer, Product, ProductProblem } from './producer.ts'
import type { KustomizePatch } from './transformations.ts'
import { unitIdOf } from './unit.ts'

/** The rendering of a chart in one profile, kept from one time to the next: what did not change is taken from it. */
interface Last {
  rendering: ChartRendering | undefined
}

/**
 * Renders a chart in a profile. What cannot be known (a dependency that is not vendored, random values, the cluster) is unknown.
 *
 * @param memory shared by the profiles of a chart: texts are parsed once
 */
export function helmProducer(folder: Uri, profile: RenderProfile, memory: ChartMemory): Producer {
  const last: Last = { rendering: undefined }
  return {
    unit: { id: unitIdOf('helm', folder, profile.name), folder, profile: profile.name },
    produce: inputs => produced(folder, profile, inputs, memory, last),
  }
}

function produced(folder: Uri, profile: RenderProfile, inputs: Inputs, memory: ChartMemory, last: Last): Product {
  const source = sourceFrom(inputs)
  try {
    const chart = loadChart(source, folder, { facts: flavourFacts[profile.flavour], mode: 'judged', memory })
    const rendering = renderChart(chart, profile, {
      mode: 'judged',
      source,
      functions,
      memory,
      ...(last.rendering ? { previous: last.rendering } : {}),
    })
    last.rendering = rendering
    return productOf(rendering, folder)
  } catch (error) {
    if (!(error instanceof ChartRefusal)) throw error
    last.rendering = undefined
    const at = error.at ?? { uri: folder, span: { start: 0, end: 0 } }
    const problem: ProductProblem = { at, message: error.message, kind: 'refused' }
    return { drafts: [], consumed: new Set(), problems: [problem], open: true, changes: [] }
  }
}

/** Library charts are there for others; nothing is deployed of one. */
const nothing: Product = { drafts: [], consumed: new Set(), problems: [], open: false, changes: [] }

function productOf(rendering: ChartRendering, folder: Uri): Product {
  if (rendering.chart.metadata.type.text === 'library') return nothing
  const { documents, templates, problems, missing, profile } = rendering
  const drafts = documents.map(
    ({ template, span, text }, index): Draft => ({
      key: `${template.name} ${index}`,
      text,
      origin: OriginMap.later(template.origins.uris, () => template.origins.slice(span).pieces),
      anchor: template.uri,
    }),
  )
  const consumed = new Set(templates.map(({ uri }) => uri))
  const unsure = documents.filter(({ template, span }) =>
    guardsOf(template, templates).some(guard => guard.span.start < span.end && span.start < guard.span.end),
  )
  return {
    drafts,
    consumed,
    problems: [
      ...problems.map(
        (problem): ProductProblem => ({
          at: placeOf(problem, folder),
          message: problemMessage(problem, profile.flavour),
          kind: 'refused',
        }),
      ),
      ...missing.map(
        ({ dependency, from }): ProductProblem => ({
          at: dependency.name.runs?.[0]?.from ?? { uri: from, span: { start: 0, end: 0 } },
          message: `Dependency ${dependency.name.text} is not in charts/: run \`helm dependency build\`.`,
          kind: 'open',
        }),
      ),
    ],
    open: missing.length > 0 || templates.some(isUnsure),
    changes: unsure.map(({ kind }) => changeOf(kind)),
  }
}

/** True where something in the text is not known that could be a whole resource. */
function isUnsure({ guards, unknowns }: Rendering): boolean {
  return guards.length > 0 || unknowns.some(({ why }) => why === 'template-missing' || why === 'chart-missing')
}

function guardsOf(template: { readonly name: string }, templates: readonly Rendering[]): Rendering['guards'] {
  return templates.find(({ name }) => name === template.name)?.guards ?? []
}

/** What stands under a condition that nobody knows may look otherwise, or not be there at all. */
function changeOf(kind: string): KustomizePatch {
  return { kind: kind === '' ? undefined : kind, name: undefined, touchesPorts: true, touchesType: true }
}

function placeOf(problem: ChartProblem, folder: Uri): Location {
  switch (problem.kind) {
    case 'parse':
      return problem.problem.at
    case 'execution':
      return problem.problem.at
    case 'manifest':
      return problem.problem.template.origins.up(problem.problem.span).at
    default:
      return problem.at ?? { uri: folder, span: { start: 0, end: 0 } }
  }
}

function sourceFrom(inputs: Inputs): ChartSource {
  return {
    read: uri => inputs.text(uri),
    list: folder => [
      ...inputs.list(folder).map((uri): FolderEntry => ({ name: plainName(uri), kind: 'file' })),
      ...inputs.folders(folder).map((uri): FolderEntry => ({ name: plainName(uri), kind: 'folder' })),
    ],
  }
}

function plainName(uri: string): string {
  return decodePath(fileNameOf(uri))
}
