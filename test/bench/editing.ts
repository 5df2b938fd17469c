import { LspClient } from '../support/lspClient.ts'
import { firstApp, generateWorkspace } from './generate.ts'
import { type Request, requests } from './requests.ts'
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
  /** What an editor asks, in the order of the table of requests. */
  readonly requests: readonly (Pick<Request, 'title' | 'goalMs' | 'flat'> & { readonly took: Spread })[]
}

export interface Spread {
  readonly median: number
  readonly p95: number
}

/** Edits and requests over real stdio against the built server, one after the other. */
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
  const measure = async (round: (index: number) => Promise<void>): Promise<Spread> => {
    await timed(warmUp, round)
    return spreadOf(await timed(edits, round))
  }
  const ownFile = await measure(changeTarget)
  const otherFile = await measure(changeContainer)
  const answered = []
  for (const { title, goalMs, flat, ask } of requests())
    answered.push({ title, goalMs, flat, took: await measure(index => ask(client, index)) })
  await client.stop()
  return { resources, readyMs, ownFile, otherFile, requests: answered }
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
