import { valueOf } from '../../base/known.ts'
import { folderOf } from '../../base/uri.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import type { PointedAt } from '../symbol/at.ts'
import { occurrencesOf } from '../symbol/occurrences.ts'
import type { PortSymbol } from '../symbol/symbol.ts'
import type { Refused, Renaming } from './change.ts'
import { doubtAboutOwner, portClosure } from './closure.ts'
import { groupOf } from './groups.ts'
import { labelRenaming } from './labels.ts'
import {
  called,
  containerNumberProblem,
  containerPortNameProblem,
  portNumber,
  serviceNameProblem,
  serviceNumberProblem,
  servicePortNameProblem,
} from './names.ts'
import { containerNumberPlaces, serviceNumberPlaces } from './numbers.ts'

/** `undefined` for what has no name of its own here. */
export function renamingOf(workspace: Workspace, at: PointedAt): Renaming | Refused | undefined {
  const { graph } = workspace
  if (at.how === 'labels')
    return labelRenaming(at, {
      graph,
      treeOf: id => workspace.treeOf(id),
      folderOf: document => folderOf(workspace.locate({ document, span: { start: 0, end: 0 } }).uri),
    })
  if (at.symbols.length === 0)
    return { refused: 'Nothing in view has this name, so nobody knows what else would change.' }
  const containerPorts = only(at.symbols, 'container-port')
  const servicePorts = only(at.symbols, 'service-port')
  const services = only(at.symbols, 'service')
  if (at.how === 'name' && containerPorts) return portName(containerPorts)
  if (at.how === 'name' && servicePorts) return portName(servicePorts)
  if (at.how === 'name' && services) return serviceName(services)
  if (at.how === 'number' && containerPorts) return containerNumber(containerPorts)
  if (at.how === 'number' && servicePorts) return isNodePort(at) ? undefined : serviceNumber(servicePorts)
  return undefined

  function portName<S extends Of<'container-port'> | Of<'service-port'>>(start: readonly S[]): Renaming | Refused {
    const closure = portClosure(start, 'name', graph)
    if ('refused' in closure) return closure
    const { symbols, occurrences } = closure
    return {
      problemWith: name =>
        symbols[0]?.is === 'container-port'
          ? containerPortNameProblem(only(symbols, 'container-port') ?? [], name)
          : servicePortNameProblem(only(symbols, 'service-port') ?? [], occurrences, name),
      places: name =>
        occurrences
          .filter(({ how }) => how === 'name')
          .map(each => ({ group: groupOf(each), document: each.place.document, value: each.value, to: name })),
    }
  }

  function serviceName(start: readonly Of<'service'>[]): Renaming | Refused {
    const unsure = start.flatMap(({ service }) => doubtAboutOwner(service, graph) ?? [])[0]
    if (unsure !== undefined) return { refused: unsure }
    const occurrences = start.flatMap(symbol => occurrencesOf(symbol, graph))
    const patched = occurrences.find(each => graph.mayBePatched(each.in))
    if (patched) return { refused: `${called(patched.in)} may be changed by a Kustomize patch, which is not followed.` }
    return {
      problemWith: name => serviceNameProblem(start, name, graph),
      places: name =>
        occurrences
          .filter(({ how }) => how === 'name')
          .map(each => {
            const value = each.value
            const old = valueOf(value)
            const service = each.symbol.is === 'service' ? valueOf(each.symbol.service.name) : undefined
            // A host is the name of the Service with its namespace and zone behind it.
            const to =
              typeof old === 'string' && service !== undefined && old.startsWith(`${service}.`)
                ? name + old.slice(service.length)
                : name
            return { group: groupOf(each), document: each.place.document, value, to }
          }),
    }
  }

  function containerNumber(start: readonly Of<'container-port'>[]): Renaming | Refused {
    const closure = portClosure(start, 'number', graph)
    if ('refused' in closure) return closure
    return {
      problemWith: text => containerNumberProblem(closure.symbols, text),
      places: text => containerNumberPlaces(closure, portNumber(text) ?? 0, graph),
    }
  }

  function serviceNumber(start: readonly Of<'service-port'>[]): Renaming | Refused {
    const closure = portClosure(start, 'number', graph)
    if ('refused' in closure) return closure
    return {
      problemWith: text => serviceNumberProblem(closure.symbols, text),
      places: text => serviceNumberPlaces(closure, portNumber(text) ?? 0),
    }
  }
}

type Of<K extends PortSymbol['is']> = Extract<PortSymbol, { is: K }>

/** The symbols, if all of them are of one kind. */
function only<K extends PortSymbol['is']>(symbols: readonly PortSymbol[], kind: K): readonly Of<K>[] | undefined {
  const found = symbols.filter((symbol): symbol is Of<K> => symbol.is === kind)
  return found.length === symbols.length && found.length > 0 ? found : undefined
}

/** A nodePort is a number of the Service port that nobody else in a manifest means. */
function isNodePort({ symbols, value }: PointedAt): boolean {
  const [symbol] = symbols
  return symbol?.is === 'service-port' && value.kind === 'known' && value === symbol.port.nodePort
}
