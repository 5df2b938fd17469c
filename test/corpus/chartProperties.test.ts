import { join } from 'node:path'
import { expect, test } from 'vitest'
import { chartsOnDisk } from '../../server/src/cli/files/charts.ts'
import type { Uri } from '../../server/src/core/base/place.ts'
import { fileUri } from '../../server/src/core/base/uri.ts'
import { loadChart } from '../../server/src/core/helm/chart/load.ts'
import { ChartMemory } from '../../server/src/core/helm/chart/memory.ts'
import type { ChartSource } from '../../server/src/core/helm/files/source.ts'
import { flavourFacts } from '../../server/src/core/helm/flavour.ts'
import { defaultProfile } from '../../server/src/core/helm/profile.ts'
import { renderChart } from '../../server/src/core/helm/render.ts'
import type { ChartRendering } from '../../server/src/core/helm/rendering.ts'
import { functions } from '../../server/src/core/template/functions/all.ts'
import { chartsFolder, readRuns, sampleOf } from '../render/runs.ts'
import { describeWith } from './describeWith.ts'

/** Files of the disk, some of them edited. */
class Edited implements ChartSource {
  readonly edits = new Map<Uri, string>()

  read(file: Uri): string | Uint8Array | undefined {
    return this.edits.get(file) ?? chartsOnDisk.read(file)
  }

  list = chartsOnDisk.list
}

interface State {
  readonly source: ChartSource
  readonly uri: Uri
  readonly memory: ChartMemory
  readonly previous?: ChartRendering
}

function judged({ source, uri, memory, previous }: State): ChartRendering {
  const mode = 'judged'
  const chart = loadChart(source, uri, { facts: flavourFacts.helm4, mode, memory })
  return renderChart(chart, defaultProfile, { mode, source, functions, memory, ...(previous ? { previous } : {}) })
}

/** All that a reader of a rendering could tell apart. */
function outline({ templates, documents, problems }: ChartRendering) {
  return {
    templates: templates.map(({ name, text, origins, guards }) => ({ name, text, guards, pieces: origins.pieces })),
    documents: documents.map(({ text, kind, isHook, template }) => [template.name, kind, isHook, text]),
    problems: problems.map(({ kind }) => kind),
  }
}

describeWith('charts', 'renderings of public charts', () => {
  const folder = chartsFolder() ?? ''
  const charts = sampleOf(
    readRuns(folder).filter(({ kind, code }) => kind === 'default' && code === 0),
    25,
  ).map(({ chart }) => [chart, fileUri(join(folder, 'charts', chart))] as const)

  test.each(charts)('%s: each character is led back to where it was written', (_, uri) => {
    const texts = new Map<Uri, string>()
    const textOf = (file: Uri) => {
      const text = texts.get(file) ?? String(chartsOnDisk.read(file) ?? '')
      texts.set(file, text)
      return text
    }
    for (const { text, origins } of judged({ source: chartsOnDisk, uri, memory: new ChartMemory() }).templates) {
      expect(origins.length).toBe(text.length)
      let start = 0
      for (const { end, copied, from } of origins.pieces) {
        expect(end).toBeGreaterThan(start)
        if (copied && !from.uri.includes('.tgz!/'))
          expect(textOf(from.uri).slice(from.span.start, from.span.end)).toBe(text.slice(start, end))
        start = end
      }
    }
  })

  test.each(charts)('%s: after edits it is rendered as if it were new', (_, uri) => {
    const source = new Edited()
    const memory = new ChartMemory()
    let previous = judged({ source, uri, memory })
    const edited = [...previous.chart.templates.slice(0, 12), { uri: `${uri}/values.yaml` as Uri }]
    for (const { uri: file } of edited) {
      for (const edit of edits) {
        const text = source.read(file)
        if (typeof text !== 'string' || text === '') continue
        source.edits.set(file, edit(text))
        previous = judged({ source, uri, memory, previous })
        expect(outline(previous)).toEqual(outline(judged({ source, uri, memory: new ChartMemory() })))
      }
    }
  })
})

/** What somebody types: a comment, another number, half an action, a line less. */
const edits: readonly ((text: string) => string)[] = [
  text => `# typed\n${text}`,
  text => text.replace(/\d+(?=\n)/, '8099'),
  text => text.replace('{{', '{{ if '),
  text => text.replace('{{ if ', '{{'),
  text => text.split('\n').toSpliced(3, 1).join('\n'),
]
