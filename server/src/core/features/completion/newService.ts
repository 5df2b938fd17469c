import { distinctBy } from '../../base/distinct.ts'
import type { Uri } from '../../base/place.ts'
import { type Span, shift, touches } from '../../base/span.ts'
import { fileNameOf } from '../../base/uri.ts'
import { isKustomizationFile } from '../../deploy/kustomization.ts'
import type { Graph } from '../../graph/graph.ts'
import { linesOf } from '../../rules/support/blockEdits.ts'
import { resourceText } from '../../rules/support/text.ts'
import { lineBreakOf, nextLine } from '../../yaml/edit/lines.ts'
import { parseDocument } from '../../yaml/parse.ts'
import { splitDocuments } from '../../yaml/segments.ts'
import { serviceFor } from './forWorkload.ts'
import type { Item } from './item.ts'

/**
 * In a document that says nothing yet: a Service for each workload around, those first that no Service selects.
 *
 * @param text the whole file
 * @returns items whose spans are absolute in the file
 */
export function newServices(uri: Uri, text: string, offset: number, graph: Graph): readonly Item[] {
  if (isKustomizationFile(fileNameOf(uri)) || hidden.test(uri)) return []
  const segment = splitDocuments(text).findLast(({ start }) => start <= offset) ?? { start: 0, text }
  const span = begunAt(segment.text, offset - segment.start)
  if (!span) return []
  const home = { uri, unit: undefined }
  const workloads = graph.candidates('workload', home)
  const services = graph.candidates('service', home)
  const served = workloads.filter(workload => workload.pods.some(pod => graph.servicesOf(pod).length > 0))
  const found = [...workloads.filter(workload => !served.includes(workload)), ...served].flatMap(workload => {
    const [pod] = workload.pods
    const service = pod && serviceFor(workload, pod, services)
    if (!service) return []
    const lines = Object.entries(service).flatMap(([key, value]) => linesOf({ key, value }, empty))
    const ends = /^\r?\n/.test(text.slice(segment.start + span.end))
    const newText = [...lines, ...(ends ? [] : [''])].join(lineBreakOf(text))
    const label = `Service for ${resourceText(workload)}`
    return [
      {
        label,
        kind: 'block' as const,
        detail: served.includes(workload) ? 'has a Service already' : 'with its labels and ports',
        filter: label,
        change: { span: shift(span, segment.start), newText, at: 0, length: lines[0]?.length ?? 0 },
      },
    ]
  })
  // Variants in folders beside each other have one name: the first is the nearest.
  return distinctBy(found, ({ label }) => label)
}

/** Workflows and settings of tools: nothing in there is deployed. */
const hidden = /\/\.[^/]+\//

const empty = parseDocument('')

/** The one word of a document, where it says nothing else but markers and comments, and the cursor is at it; or the empty line. */
function begunAt(text: string, at: number): Span | undefined {
  const [head = ''] = /^(?:---[ \t]*(?:#[^\n]*)?\r?\n)?(?:[ \t]*(?:#[^\n]*)?\r?\n)*/.exec(text) ?? []
  const [word = ''] = /^[A-Za-z]*/.exec(text.slice(head.length)) ?? []
  if (text.slice(head.length + word.length).trim() !== '') return undefined
  const first = text.startsWith('---') ? nextLine(text, 0) : 0
  if (word === '') return at >= first ? { start: at, end: at } : undefined
  const span = { start: head.length, end: head.length + word.length }
  return touches(span, at) ? span : undefined
}
