import { resolve } from 'node:path'
import { fileUri } from '../../core/base/uri.ts'
import { loadChart } from '../../core/helm/chart/load.ts'
import { ChartMemory } from '../../core/helm/chart/memory.ts'
import { flavourFacts } from '../../core/helm/flavour.ts'
import { printManifests } from '../../core/helm/manifests.ts'
import { problemMessage } from '../../core/helm/messages.ts'
import { defaultProfile, type RenderProfile } from '../../core/helm/profile.ts'
import { ChartRefusal } from '../../core/helm/refusal.ts'
import { renderChart } from '../../core/helm/render.ts'
import { functions } from '../../core/template/functions/all.ts'
import type { RenderLine } from '../args.ts'
import { chartsOnDisk } from '../files/charts.ts'

/** What a command line says of the rendering of a chart. */
export function profileOf(line: RenderLine, cwd: string): RenderProfile {
  const { release, namespace, flavour, values, set, setString, kubeVersion, apiVersions } = line
  return {
    ...defaultProfile,
    release,
    namespace,
    flavour,
    valueFiles: values.map(file => fileUri(resolve(cwd, file))),
    set,
    setString,
    ...(kubeVersion === undefined ? {} : { kubeVersion }),
    apiVersions,
  }
}

type Printed = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly why: string }

/** What `helm template` prints of a chart, or why it refuses. */
export function helmTemplate(path: string, profile: RenderProfile): Printed {
  const memory = new ChartMemory()
  try {
    const chart = loadChart(chartsOnDisk, fileUri(path), {
      facts: flavourFacts[profile.flavour],
      mode: 'exact',
      memory,
    })
    const { documents, problems } = renderChart(chart, profile, {
      mode: 'exact',
      source: chartsOnDisk,
      functions,
      memory,
    })
    const [problem] = problems
    if (problem) return { ok: false, why: problemMessage(problem, profile.flavour) }
    return { ok: true, text: printManifests(documents) }
  } catch (error) {
    if (error instanceof ChartRefusal) return { ok: false, why: error.message }
    throw error
  }
}
