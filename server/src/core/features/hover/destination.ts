import { assertNever } from '../../base/assert.ts'
import { valueOf } from '../../base/known.ts'
import type { DeclaredPort, PortResolution, SelectedPod } from '../../graph/graph.ts'
import { protocolOf, type Service, type ServicePort, targetOf } from '../../k8s/service.ts'
import { code, listed } from './render.ts'
import { called, shown, type View } from './view.ts'

/** Where one Service port leads, for all pods that the Service selects. */
export interface Destination {
  /** For a sentence: ``port 8080 (`http`) of the pods of Deployment `api` ([line 30](…))``. */
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

/** For Services whose selector picks the pods; the others have no destination in the manifest. */
export function destinationOf(view: View, service: Service, port: ServicePort): Destination {
  const target = shown(view, service.document, targetOf(port))
  const wanted = `${typeof valueOf(targetOf(port)) === 'number' ? 'port' : 'targetPort'} ${target}`
  const selection = view.graph.selection(service)
  switch (selection.status) {
    case 'selected': {
      const ends = selection.pods.map(selected => ({ selected, resolution: view.graph.resolve(port, selected) }))
      return { ...resolved(view, wanted, ends), ends }
    }
    case 'nothing':
      return {
        phrase: `${wanted} of the pods that ${selectorText(service)} selects (none is in view)`,
        ...picture(port, 'the selected pods are not in view'),
        ends: [],
      }
    case 'unknown':
    case 'unasked':
      return {
        phrase: `${wanted} of the pods that it selects`,
        ...picture(port, 'the selected pods are not known here'),
        ends: [],
      }
    default:
      return assertNever(selection)
  }
}

/** The pods of these workloads: `the pods of Deployment api and Deployment worker`. */
export function podsOf(pods: readonly SelectedPod[]): string {
  const only = pods.length === 1 ? pods[0]?.workload : undefined
  if (only?.kind === 'Pod') return called(only)
  return `the pods of ${listed(pods.map(({ workload }) => called(workload)))}`
}

/** `port.app=api,tier=web` as code, the way kubectl writes selectors. */
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

function resolved(view: View, wanted: string, ends: readonly End[]): Pick<Destination, 'phrase' | 'hop' | 'remark'> {
  const pods = ends.map(end => end.selected)
  const working = ends.filter(end => end.resolution.status !== 'missing')
  const first = working[0]
  if (!first)
    return {
      phrase: `${wanted}, which ${noneOf(pods)} declares`,
      hop: 'nowhere',
      remark: 'no pod has such a port',
    }
  const numbers = new Set(working.map(end => numberOf(end.resolution)))
  const [number] = numbers
  const declared = declaredOf(first.resolution)
  const link = linkTo(view, first.selected, declared)
  const whose = podsOf(working.map(end => end.selected))
  if (numbers.size > 1) {
    const each = working.map(
      end => `${numberOf(end.resolution) ?? 'an unknown number'} in ${called(end.selected.workload)}`,
    )
    return {
      phrase: `${wanted} (${listed(each)}; ${link})`,
      hop: 'pod:<by pod>',
      remark: 'the number differs between the pods',
    }
  }
  if (number === undefined) {
    return { phrase: `${wanted} of ${whose} (${link})`, hop: 'pod:<port>', remark: 'the number is not known here' }
  }
  const name = declared && valueOf(declared.port.name)
  return {
    phrase: `port ${code(number)}${name ? ` (${code(name)})` : ''} of ${whose} (${link})`,
    hop: `pod:${number}`,
    remark: declared ? remarkOn(declared) : 'declared by no container',
  }
}

function remarkOn({ container, port }: DeclaredPort): string {
  const name = valueOf(port.name)
  return `${name ? `${name} of ` : ''}container ${valueOf(container.name) ?? '<name>'}`
}

function noneOf(pods: readonly SelectedPod[]): string {
  return pods.length === 1 ? `no container of ${podsOf(pods)}` : `none of ${podsOf(pods)}`
}

function picture(port: ServicePort, remark: string): Pick<Destination, 'hop' | 'remark'> {
  const target = valueOf(targetOf(port))
  return { hop: `pod:${typeof target === 'number' ? target : target === undefined ? '<port>' : `<${target}>`}`, remark }
}

/** The protocol as a word for sentences. */
export function protocolWord(port: ServicePort): string {
  return protocolOf(port) ?? valueOf(port.protocol) ?? 'unknown'
}
