import type { Uri } from '../base/place.ts'
import type { Service, ServicePort } from '../k8s/facts/service.ts'
import type { LocatedFinding } from '../workspace/types.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { plainPort } from './hover/commands.ts'
import { render } from './hover/render.ts'
import type { ServiceUser } from './hover/users.ts'
import { called, type View, viewFrom } from './hover/view.ts'
import { wholeBody } from './hover/whole.ts'
import { bodyAt } from './hover.ts'
import { type Chain, chainAt } from './path/chain.ts'
import { asScript, kubectlCommands } from './path/kubectl.ts'

/** A page about the port at a place. */
export interface Explanation {
  /** Plain text: `Service api, port 80`. */
  readonly title: string
  readonly markdown: string
}

/** So many Services are explained on one page. */
const most = 4

/**
 * All that is known of the traffic at an offset: the field there, the whole way, the findings on it, and how to check it in a
 * cluster. `undefined` where nothing is about ports.
 *
 * @param offset absolute in the file
 */
export function explainPort(workspace: Workspace, uri: Uri, offset: number): Explanation | undefined {
  const found = chainIn(workspace, uri, offset)
  if (!found) return undefined
  const { chain, view } = found
  const field = bodyAt(workspace, uri, offset, view)
  const title = titleOf(chain)
  const findings = findingsOn(workspace, view, chain)
  const parts = [
    `# ${plain(title)}`,
    // The way and the commands come below, for every Service on it.
    ...(field && !field.whole ? [render({ ...field.body, picture: [], verify: [] })] : []),
    ...byService(chain.legs).flatMap(({ service, ports }) => [
      `## The way through ${called(service)}`,
      render({ ...wholeBody(view, service, ports), verify: [] }),
    ]),
    ...(findings.length > 0
      ? ['## Findings on the way', findings.map(each => findingLine(view, each)).join('\n')]
      : []),
    '## Check it in a cluster',
    `\`\`\`sh\n${asScript(kubectlCommands(view, chain))}\`\`\``,
  ]
  return { title, markdown: `${parts.join('\n\n')}\n` }
}

/** Lines for a shell, filled in with the names, the namespace and the ports at an offset; `undefined` where there are none. */
export function kubectlScript(workspace: Workspace, uri: Uri, offset: number): string | undefined {
  const found = chainIn(workspace, uri, offset)
  const commands = found ? kubectlCommands(found.view, found.chain) : []
  return commands.length > 0 ? asScript(commands) : undefined
}

function chainIn(
  workspace: Workspace,
  uri: Uri,
  offset: number,
): { readonly chain: Chain; readonly view: View } | undefined {
  if (workspace.statusOf(uri)?.kind !== 'analysed') return undefined
  const [here] = workspace.at(uri, offset)
  const view = viewFrom(workspace)
  const chain = here && chainAt(view, here.document.facts, here.offset)
  return chain && (chain.legs.length > 0 || chain.inside?.port) ? { chain, view } : undefined
}

function titleOf({ resource, legs, inside }: Chain): string {
  const [leg, another] = legs
  const name = called(resource).replaceAll('`', '')
  if (inside?.port) return `${name}, container port ${plainPort(inside.port.containerPort, 'containerPort')}`
  if (leg && !another && leg.service.id === resource.id) return `${name}, Service port ${plainPort(leg.port.port)}`
  return name
}

/** The Service ports of the chain, Service by Service. */
function byService(legs: readonly ServiceUser[]): readonly { service: Service; ports: readonly ServicePort[] }[] {
  const services = [...new Map(legs.map(({ service }) => [service.id, service])).values()]
  return services.slice(0, most).map(service => ({
    service,
    ports: legs.filter(leg => leg.service.id === service.id).map(({ port }) => port),
  }))
}

/** Findings at the Services of the chain, at the pods behind them, and at the resource itself. */
function findingsOn(workspace: Workspace, { graph }: View, { resource, legs }: Chain): readonly LocatedFinding[] {
  const resources = legs.flatMap(({ service }) => {
    const selection = graph.selection(service)
    return [service, ...(selection.status === 'selected' ? selection.pods.map(({ workload }) => workload) : [])]
  })
  const distinct = new Map([resource, ...resources].map(each => [each.id, each]))
  return [...distinct.values()].flatMap(each => workspace.findingsIn(each)).filter(each => each.severity !== 'hint')
}

function findingLine(view: View, { severity, message, origin }: LocatedFinding): string {
  return `- ${severity}, ${view.link(origin.at.document, origin.at.span)}: ${plain(message)}`
}

/** A message as Markdown that shows its every character. */
function plain(message: string): string {
  return message.replace(/[\\`*_[\]<>|#]/g, '\\$&')
}
