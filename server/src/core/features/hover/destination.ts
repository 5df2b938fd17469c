import { assertNever } from '../../base/assert.ts'
import { valueOf } from '../../base/known.ts'
import type { DeclaredPort, PortResolution, SelectedPod } from '../../graph/graph.ts'
import { isPortNumber, portNameProblem } from '../../k8s/facts/port.ts'
import { protocolOf, type Service, type ServicePort, targetOf } from '../../k8s/facts/service.ts'
import { exposureOf, isSelectorless } from './exposure.ts'
import { code, listed } from './render.ts'
import { called, shown, type View } from './view.ts'
import { wrongSelectorOf } from './wrongSelector.ts'

/** Where one Service port leads, for all pods that the Service selects. */
export interface Destination {
  /** For a sentence: ``to port 8080 (`http`) of the pods of Deployment `api` ([line 30](…))``, or ``nowhere: …``. */
  readonly phrase: string
  /** For a picture: `pod:8080`. */
  readonly hop: string
  /** For a picture: `http of container api`. */
  readonly remark: string
  readonly ends: readonly End[]
}

/** One selected pod, and what it makes of the targetPort. */
export interface End {
  readonly selected: SelectedPod
  readonly resolution: PortResolution
}

/** Has ends only where a selector picks pods in view. */
export function destinationOf(view: View, service: Service, port: ServicePort): Destination {
  if (service.fragment && port.targetPort.kind === 'absent') {
    return {
      phrase: 'to its targetPort, which is not in this part',
      hop: 'pod:<targetPort>',
      remark: '? not in this part',
      ends: [],
    }
  }
  const fixed = unselected(view, service, port)
  if (fixed) return { ...fixed, ends: [] }
  const refused = refusedTarget(port)
  if (refused !== undefined) {
    return {
      phrase: `nowhere: the API server refuses targetPort ${code(refused)}`,
      hop: 'nowhere',
      remark: `✗ the API server refuses targetPort ${refused}`,
      ends: [],
    }
  }
  const wanted = wantedBy(view, service, port)
  const selection = view.graph.selection(service)
  switch (selection.status) {
    case 'selected': {
      const ends = selection.pods.map(selected => ({ selected, resolution: view.graph.resolve(port, selected) }))
      return { ...resolved(view, port, wanted, ends), ends }
    }
    case 'nothing': {
      const mistake = wrongSelectorOf(view, service)
      if (mistake) {
        const { wrong, instead } = mistake
        return {
          phrase: `nowhere: no pod has ${code(wrong)} (${instead})`,
          hop: 'nowhere',
          remark: `✗ selector matches no pod; ${instead}`,
          ends: [],
        }
      }
      return {
        phrase: `to ${wanted} of the pods that ${selectorText(service)} selects; none is in view`,
        ...picture(port, '? the selected pods are not in view'),
        ends: [],
      }
    }
    case 'unknown':
    case 'unasked':
      return {
        phrase: `to ${wanted} of the pods that it selects`,
        ...picture(port, '? the selected pods are not known here'),
        ends: [],
      }
    default:
      return assertNever(selection)
  }
}

/** Where Services without a selector lead: to another host, or to what somebody wrote into EndpointSlices. */
function unselected(view: View, service: Service, port: ServicePort): Words | undefined {
  if (exposureOf(service) === 'external-name') {
    const host = shown(view, service.document, service.externalName)
    return {
      phrase: `to ${host}, of which the Service is an alias in DNS`,
      hop: valueOf(service.externalName) ?? '<external host>',
      remark: 'alias in DNS (CNAME)',
    }
  }
  if (!isSelectorless(service)) return undefined
  return {
    phrase: 'to endpoints that are written by hand or by another controller',
    hop: 'address:port',
    remark: `from EndpointSlices: ${valueOf(port.name) ?? 'unnamed'}/${protocolWord(port)}`,
  }
}

/** A targetPort that is neither a port number nor a port name, as it is written; `undefined` for all others. */
export function refusedTarget({ targetPort }: ServicePort): string | undefined {
  const value = valueOf(targetPort)
  if (typeof value === 'number') return isPortNumber(value) ? undefined : String(value)
  return value !== undefined && portNameProblem(value) !== undefined ? `"${value}"` : undefined
}

/** The pods of these workloads: `the pods of Deployment api and Deployment worker`. */
export function podsOf(pods: readonly SelectedPod[]): string {
  const only = pods.length === 1 ? pods[0]?.workload : undefined
  if (only?.kind === 'Pod') return called(only)
  return `the pods of ${workloadsOf(pods)}`
}

/** `Deployment api and Deployment worker`. */
export function workloadsOf(pods: readonly SelectedPod[]): string {
  return listed(pods.map(({ workload }) => called(workload)))
}

/** `app=api,tier=web` as code, the way kubectl writes selectors. */
export function selectorText(service: Service): string {
  return code(service.selector.pairs.map(pair => `${pair.key}=${valueOf(pair.value) ?? '…'}`).join(','))
}

/** The number that traffic arrives at in this pod, where it is known. */
export function numberOf(resolution: PortResolution): number | undefined {
  return resolution.status === 'number' || resolution.status === 'named' ? resolution.number : undefined
}

export function declaredOf(resolution: PortResolution): DeclaredPort | undefined {
  return resolution.status === 'number' || resolution.status === 'named' ? resolution.declared : undefined
}

/** Where a declared port stands, as a link. */
export function linkTo(view: View, { pod }: SelectedPod, declared: DeclaredPort | undefined): string {
  return view.link(pod.document, declared ? declared.port.span : pod.span)
}

/** The pods with links to where they declare the port, or to themselves. */
function linkedPods(view: View, ends: readonly End[]): string {
  const isPod = ends.length === 1 && ends[0]?.selected.workload.kind === 'Pod'
  return `${isPod ? '' : 'the pods of '}${listed(ends.map(end => linkedWorkload(view, end)))}`
}

function linkedWorkload(view: View, { selected, resolution }: End): string {
  return `${called(selected.workload)} (${linkTo(view, selected, declaredOf(resolution))})`
}

type Words = Pick<Destination, 'phrase' | 'hop' | 'remark'>

function resolved(view: View, port: ServicePort, wanted: string, ends: readonly End[]): Words {
  const working = ends.filter(end => end.resolution.status !== 'missing')
  const [first] = working
  if (!first) return nowhere(view, port, ends)
  const whose = linkedPods(view, working)
  const declared = declaredOf(first.resolution)
  const numbers = [...new Set(working.map(end => numberOf(end.resolution) ?? numberWanted(port)))]
  const [number] = numbers
  if (numbers.length > 1) {
    const each = working.map(end => `${numberOf(end.resolution) ?? 'unknown'} in ${linkedWorkload(view, end)}`)
    return {
      phrase: `to ${wanted} (${listed(each)})`,
      hop: `pod:${numbers.map(each => each ?? '<port>').join('|')}`,
      remark: 'the number differs between the pods',
    }
  }
  if (number === undefined) {
    return { phrase: `to ${wanted} of ${whose}`, hop: 'pod:<port>', remark: '? the number is not known here' }
  }
  const name = declared && valueOf(declared.port.name)
  return {
    phrase: `to port ${code(number)}${name ? ` (${code(name)})` : ''} of ${whose}`,
    hop: `pod:${number}`,
    remark: declared ? remarkOn(declared) : 'declared by no container',
  }
}

function nowhere(view: View, port: ServicePort, ends: readonly End[]): Words {
  const workloads = listed(ends.map(end => linkedWorkload(view, end)))
  const name = code(valueOf(port.targetPort) ?? '')
  return {
    phrase: `nowhere: no container of ${workloads} declares a ${protocolWord(port)} port named ${name}`,
    hop: 'nowhere',
    remark: '✗ no pod has such a port',
  }
}

/** The targetPort as a number, whatever the rest of the port says. */
function numberWanted(port: ServicePort): number | undefined {
  const target = valueOf(targetOf(port))
  return isPortNumber(target) ? target : undefined
}

function remarkOn({ container, port }: DeclaredPort): string {
  const name = valueOf(port.name)
  return `${name ? `${name} of ` : ''}container ${valueOf(container.name) ?? '<name>'}`
}

/** The targetPort in words: `port 8080`, ``targetPort `http` ``. */
function wantedBy(view: View, service: Service, port: ServicePort): string {
  if (port.targetPort.kind === 'absent' && numberWanted(port) === undefined) return 'the same port'
  const target = shown(view, service.document, targetOf(port))
  return numberWanted(port) === undefined ? `targetPort ${target}` : `port ${target}`
}

function picture(port: ServicePort, remark: string): Pick<Destination, 'hop' | 'remark'> {
  const name = valueOf(port.targetPort)
  return { hop: `pod:${numberWanted(port) ?? (typeof name === 'string' ? `<${name}>` : '<port>')}`, remark }
}

/** The protocol as a word for sentences. */
export function protocolWord(port: ServicePort): string {
  return protocolOf(port) ?? valueOf(port.protocol) ?? 'unknown'
}
