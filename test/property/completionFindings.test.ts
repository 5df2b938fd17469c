import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { applyEdits } from '../../server/src/core/base/edit.ts'
import { completions } from '../../server/src/core/features/completion.ts'
import type { YamlNode } from '../../server/src/core/yaml/node.ts'
import { parseDocument } from '../../server/src/core/yaml/parse.ts'
import { splitDocuments } from '../../server/src/core/yaml/segments.ts'
import { parseSpec, withoutCursors } from '../support/cursorSpec.ts'
import { inView, uriOf } from '../support/view.ts'

/**
 * The manifests of the specifications of completion and hovers. Lists are asked for where a specification has a cursor, and at
 * the end of every value: what is there gives way to each choice.
 */
const specs = [...specsOf('completion', 'complete'), ...specsOf('hover', 'hover')]

/** What is still to be written beside: a list offers one field at a time. */
const unfinished = new Set(['port-required', 'port-name-required', 'backend-port-required', 'external-name-invalid'])

test.for(specs)('%s: no choice is refused where it is put', ([, { files, cursors }]) => {
  const texts = Object.fromEntries([...files].map(([path, text]) => [path, withoutCursors(text)]))
  const { workspace } = inView(texts)
  const errorsIn = (path: string): ReturnType<typeof workspace.findings> =>
    workspace.findings(uriOf(path)).filter(({ severity, rule }) => severity === 'error' && !unfinished.has(rule))
  for (const [path, text] of Object.entries(texts)) {
    const uri = uriOf(path)
    const said = new Set(errorsIn(path).map(({ message }) => message))
    const offsets = [...cursors.filter(each => each.path === path).map(({ offset }) => offset), ...valuesOf(text)]
    for (const { span, newText, label } of offsets.flatMap(offset => completions(workspace, uri, offset, text))) {
      const after = applyEdits(text, [{ span, newText }])
      if (after === text) continue
      workspace.apply([{ uri, text: after }])
      const end = span.start + newText.length
      const refused = errorsIn(path)
        .filter(({ at, message }) => at.span.start < end && at.span.end > span.start && !said.has(message))
        .map(({ message }) => message)
      expect(refused, `${path}: ${label}\n${after}`).toEqual([])
    }
    workspace.apply([{ uri, text }])
  }
})

function specsOf(folder: string, kind: string): readonly (readonly [string, ReturnType<typeof parseSpec>])[] {
  const path = join(import.meta.dirname, '../spec', folder)
  return readdirSync(path)
    .filter(name => name.endsWith('.txt'))
    .map(name => [`${folder}/${name}`, parseSpec(readFileSync(join(path, name), 'utf8'), kind)])
}

/** Where the values of the readable documents end. */
function valuesOf(text: string): readonly number[] {
  return splitDocuments(text).flatMap(({ start, text: own }) => {
    const { status, root } = parseDocument(own)
    return status === 'ok' && root ? endsOf(root).map(end => start + end) : []
  })
}

function endsOf(node: YamlNode): readonly number[] {
  if (node.kind === 'map') return node.entries.flatMap(({ value }) => (value && !value.via ? endsOf(value) : []))
  if (node.kind === 'seq') return node.items.flatMap(({ value }) => (value && !value.via ? endsOf(value) : []))
  if (node.kind !== 'scalar') return []
  const isQuoted = node.style === 'single' || node.style === 'double'
  return [node.span.end - (isQuoted ? 1 : 0)]
}
