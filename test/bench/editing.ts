import type { CodeLens } from 'vscode-languageserver-protocol'
import { LspClient } from '../support/lspClient.ts'
import { firstApp, generateWorkspace } from './generate.ts'
import { percentile, timed } from './statistics.ts'

/** How long an editor waits, in milliseconds, from sending something to having the answer. */
export interface Editing {
  readonly resources: number
  /** From starting the server to the first diagnostics, with all files read. */
  readonly readyMs: number
  /** A targetPort is changed; the diagnostics of its file are asked for. */
  readonly ownFile: Spread
  /** A container port is changed; the diagnostics of the Service's file are asked for. */
  readonly otherFile: Spread
  readonly hover: Spread
  /** All hints of a file of one screen. */
  readonly inlayHints: Spread
  /** The words of one code lens. */
  readonly codeLens: Spread
}

export interface Spread {
  readonly median: number
  readonly p95: number
}

/** Edits, hovers, hints and lenses over real stdio against the built server, one after the other. */
export async function measureEditing(resources: number, edits: number): Promise<Editing> {
  const files = generateWorkspace(resources)
  const client = await LspClient.start({ files, options: { peekCommand: 'peek', explainCommand: 'explain' } })
  const { service, deployment } = firstApp
  const started = performance.now()
  await client.open(service, files[service] ?? '')
  await client.open(deployment, files[deployment] ?? '')
  await expectFindings(client, 0)
  const readyMs = performance.now() - started

  const changeTarget = async (index: number) => {
    const [before, after] =
      index % 2 === 0 ? ['targetPort: 8080', 'targetPort: 8181'] : ['targetPort: 8181', 'targetPort: 8080']
    await client.edit(service, before, after)
    await expectFindings(client, index % 2 === 0 ? 1 : 0)
  }
  const changeContainer = async (index: number) => {
    const [before, after] =
      index % 2 === 0 ? ['containerPort: 8080', 'containerPort: 8282'] : ['containerPort: 8282', 'containerPort: 8080']
    await client.edit(deployment, before, after)
    await expectFindings(client, index % 2 === 0 ? 1 : 0)
  }
  const hovered = ['port: 80\n', 'targetPort: 8080', 'targetPort: metrics', 'name: http']
  const look = async (index: number) => {
    const hover = await client.hover(service, hovered[index % hovered.length] ?? '')
    if (!hover) throw new Error('no hover')
  }

  const hint = async (index: number) => {
    const [path, count] = index % 2 === 0 ? [service, 2] : [deployment, 4]
    const hints = await client.inlayHints(path)
    if (hints.length !== count) throw new Error(`${count} hints expected, got ${JSON.stringify(hints)}`)
  }
  let lenses: readonly CodeLens[] = []
  const resolve = async (index: number) => {
    // An edit makes lenses void, so they are asked for after the last one.
    if (lenses.length === 0) lenses = [...(await client.codeLenses(service)), ...(await client.codeLenses(deployment))]
    const lens = lenses[index % lenses.length]
    if (!lens || !(await client.resolveCodeLens(lens)).command?.title) throw new Error('no words')
  }

  const rounds = [changeTarget, changeContainer, look, hint, resolve]
  const spreads: Spread[] = []
  for (const round of rounds) {
    await timed(warmUp, round)
    spreads.push(spreadOf(await timed(edits, round)))
  }
  await client.stop()
  const [ownFile, otherFile, hover, inlayHints, codeLens] = spreads
  if (!ownFile || !otherFile || !hover || !inlayHints || !codeLens) throw new Error('a round is missing')
  return { resources, readyMs, ownFile, otherFile, hover, inlayHints, codeLens }
}

/** An even number: each round ends as it began. */
const warmUp = 200

/** What is measured is worth nothing when it is wrong: an edit must bring its finding and take it away again. */
async function expectFindings(client: LspClient, count: number): Promise<void> {
  const found = await client.diagnostics(firstApp.service)
  if (found.length !== count) throw new Error(`${count} findings expected, got ${JSON.stringify(found)}`)
}

function spreadOf(took: readonly number[]): Spread {
  return { median: percentile(took, 50), p95: percentile(took, 95) }
}
