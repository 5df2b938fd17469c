import { type Known, valueOf } from '../../base/known.ts'
import type { Location, Uri } from '../../base/place.ts'
import { touches } from '../../base/span.ts'
import { isPortNumber } from '../../k8s/facts/port.ts'
import type { Resource } from '../../k8s/facts/resource.ts'
import type { FileEdit } from '../../workspace/types.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import { changesOf, type Renaming } from '../rename/change.ts'
import { renamingOf } from '../rename/subject.ts'
import { symbolAt } from '../symbol/at.ts'
import type { PortSymbol } from '../symbol/symbol.ts'

/** Another number for a port, for whoever means it, too. */
export interface Renumbering {
  /** With a number that is free: `Change container port 8080 to 8081, with the 3 places that mean it`. */
  readonly title: string
  readonly edits: readonly FileEdit[]
  /** Without: `Use another number for container port 8080…`. */
  readonly question: string
  /** The number where it is declared: an editor that renames what stands here asks for the new one. */
  readonly at: Location
}

type Port = Extract<PortSymbol, { is: 'container-port' | 'service-port' }>

/**
 * Offered on a container port, on a Service port, and on whatever means one of them. Nothing where it would be refused: an
 * unknown use, a patch, several numbers.
 *
 * @param offset absolute in the file
 */
export function renumber(workspace: Workspace, uri: Uri, offset: number): Renumbering | undefined {
  const port = portAt(workspace, uri, offset)
  const declared = port && numberOf(port)
  if (!port || declared === undefined) return undefined
  const { number, at } = declared
  const there = symbolAt(workspace, at.uri, at.span.start)
  const renaming = there && renamingOf(workspace, there)
  if (!renaming || 'refused' in renaming) return undefined
  const free = freeNumber(renaming, number)
  const changes = free === undefined ? undefined : changesOf(workspace, renaming.places(String(free)))
  if (free === undefined || !changes || 'refused' in changes) return undefined
  const what = `${port.is === 'container-port' ? 'container port' : 'Service port'} ${number}`
  const others = changes.length - 1
  const places = others === 1 ? 'the place that means' : `the ${others} places that mean`
  return {
    title: `Change ${what} to ${free}${others > 0 ? `, with ${places} it` : ''}`,
    edits: changes.map(({ edit }) => edit),
    question: `Use another number for ${what}…`,
    at,
  }

  function numberOf(symbol: Port): { readonly number: number; readonly at: Location } | undefined {
    const field = numberField(symbol)
    const value = valueOf(field)
    if (field.kind !== 'known' || field.via || !isPortNumber(value)) return undefined
    const { document } = symbol.is === 'container-port' ? symbol.pod : symbol.service
    return { number: value, at: workspace.locate({ document, span: field.span }) }
  }
}

/** The port that is declared around the cursor, or the one that a value there means. */
function portAt(workspace: Workspace, uri: Uri, offset: number): Port | undefined {
  const at = symbolAt(workspace, uri, offset)
  if (at) {
    const ports = at.symbols.filter(
      (symbol): symbol is Port => symbol.is === 'container-port' || symbol.is === 'service-port',
    )
    const isNodePort = ports.some(({ is, port }) => is === 'service-port' && port.nodePort === at.value)
    const [first] = ports
    const numbers = new Set(ports.map(port => valueOf(numberField(port))))
    return ports.length === at.symbols.length && numbers.size === 1 && !isNodePort ? first : undefined
  }
  return declaredBehind(workspace, uri, offset)
}

/** The port whose number follows on the key under the cursor. */
function declaredBehind(workspace: Workspace, uri: Uri, offset: number): Port | undefined {
  const [here] = workspace.at(uri, offset)
  if (!here || workspace.statusOf(uri)?.kind !== 'analysed') return undefined
  const { document, offset: at } = here
  return document.facts.resources
    .filter(({ span }) => touches(span, at))
    .flatMap(portsOf)
    .find(port => {
      const field = numberField(port)
      return (
        field.kind === 'known' && at < field.span.start && /^\w*:\s+$/.test(document.text.slice(at, field.span.start))
      )
    })
}

function portsOf(resource: Resource): readonly Port[] {
  if (resource.is === 'service')
    return resource.ports.items.map(port => ({ is: 'service-port', service: resource, port }))
  if (resource.is !== 'workload') return []
  return resource.pods.flatMap(pod =>
    pod.containers.flatMap(container =>
      container.ports.items.map(port => ({ is: 'container-port' as const, workload: resource, pod, container, port })),
    ),
  )
}

function numberField(port: Port): Known<unknown> {
  return port.is === 'container-port' ? port.port.containerPort : port.port.port
}

/** The next number that nothing else has: a proposal, to be typed over. */
function freeNumber(renaming: Renaming, number: number): number | undefined {
  for (let next = number + 1; next <= number + most; next++) {
    if (renaming.problemWith(String(next)) === undefined) return next
  }
  return undefined
}

/** So many numbers are tried. */
const most = 100
