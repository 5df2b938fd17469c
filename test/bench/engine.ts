import type { Uri } from '../../server/src/core/base/place.ts'
import { hover } from '../../server/src/core/features/hover.ts'
import { Workspace } from '../../server/src/core/workspace/workspace.ts'
import type { Spread } from './editing.ts'
import { firstApp, generateWorkspace } from './generate.ts'
import { percentile, timed } from './statistics.ts'

/** The same edits and hovers as in `editing.ts`, without protocol and process around them: what the server itself works. */
export interface Engine {
  readonly ownFile: Spread
  readonly hover: Spread
}

export async function measureEngine(resources: number, edits: number): Promise<Engine> {
  const files = generateWorkspace(resources)
  const workspace = new Workspace()
  workspace.apply(Object.entries(files).map(([path, text]) => ({ uri: uriOf(path), text })))
  const uri = uriOf(firstApp.service)
  const text = files[firstApp.service] ?? ''
  const changed = text.replace('targetPort: 8080', 'targetPort: 8181')
  const edit = (index: number) => {
    workspace.apply([{ uri, text: index % 2 === 0 ? changed : text }])
    for (const finding of workspace.findings(uri)) workspace.locate(finding.origin.at)
  }
  const offset = text.indexOf('8080')
  const look = () => hover(workspace, uri, offset)
  await timed(200, edit)
  const ownFile = spreadOf(await timed(edits, edit))
  await timed(200, look)
  return { ownFile, hover: spreadOf(await timed(edits, look)) }
}

function uriOf(path: string): Uri {
  return `file:///bench/${path}` as Uri
}

function spreadOf(took: readonly number[]): Spread {
  return { median: percentile(took, 50), p95: percentile(took, 95) }
}
