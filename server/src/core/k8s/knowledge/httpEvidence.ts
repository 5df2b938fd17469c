import { valueOf } from '../../base/known.ts'
import { type Container, type ContainerPort, isLongLived, type Probe } from '../facts/container.ts'
import { labelValue } from '../facts/labels.ts'
import { isPortNumber, type PortNumberOrName } from '../facts/port.ts'
import { protocolOf, type Service, type ServicePort, targetOf } from '../facts/service.ts'
import type { PodTemplate } from '../facts/workload.ts'
import { lookupImage, parseImage } from './images.ts'
import { nameProtocol, numberProtocol, storeWord, webNumber, webWord } from './portWords.ts'

/** What a container port speaks, as far as the manifest and well-known facts tell. `because` completes "speaks HTTP (…)". */
export type PortSpeech = SpeaksHttp | SpeaksOther

export interface SpeaksHttp {
  readonly http: true
  readonly scheme: 'HTTP' | 'HTTPS'
  /** `likely`: somebody said so. `possible`: the number alone suggests it, and many programs use that number. */
  readonly certainty: 'likely' | 'possible'
  readonly because: string
}

export interface SpeaksOther {
  readonly http: false
  /** `gRPC`, `Redis`, `a database` … */
  readonly speaks: string
  readonly because: string
}

/**
 * Whether a port of a container speaks HTTP, with the evidence; `undefined` when nothing tells.
 *
 * Databases, caches and brokers come first: theirs never count as HTTP, not even the consoles that some of them serve. Then
 * what the author wrote about this very port (another probe, its name, Services, annotations), then what is known of
 * the image, and last the number and the container's name.
 *
 * @param port as a probe names it: a number, or the name of a port of this container
 * @param services the Services that select the pod
 * @param asking a probe that is no evidence, because the question is about it
 */
export function speaksHttp(
  container: Container,
  port: PortNumberOrName,
  pod: PodTemplate,
  services: readonly Service[],
  asking?: Probe,
): PortSpeech | undefined {
  const asked = askedPort(container, port, asking)
  const steps = [
    fromStore,
    fromOtherProbes,
    fromPortName,
    fromServices,
    fromAnnotations,
    fromImage,
    fromNumber,
    fromContainerName,
  ]
  for (const step of steps) {
    const speech = step(asked, container, pod, services)
    if (speech) return speech
  }
  return undefined
}

/** The number of a container port that a probe names, or the number itself. */
export function portNumberOf(container: Container, port: PortNumberOrName): number | undefined {
  return askedPort(container, port).number
}

interface AskedPort {
  readonly number: number | undefined
  readonly name: string | undefined
  readonly declared: ContainerPort | undefined
  readonly asking: Probe | undefined
}

function askedPort(container: Container, port: PortNumberOrName, asking?: Probe): AskedPort {
  const declared = container.ports.items.find(
    item => (typeof port === 'number' ? valueOf(item.containerPort) : valueOf(item.name)) === port,
  )
  const number = typeof port === 'number' ? port : declared && valueOf(declared.containerPort)
  return {
    number: isPortNumber(number) ? number : undefined,
    name: typeof port === 'string' ? port : declared && valueOf(declared.name),
    declared,
    asking,
  }
}

type Step = (
  asked: AskedPort,
  container: Container,
  pod: PodTemplate,
  services: readonly Service[],
) => PortSpeech | undefined

const fromStore: Step = (asked, container) => {
  const image = valueOf(container.image)
  const match = image === undefined ? undefined : lookupImage(image)
  if (match && (match.image.role === 'database' || match.image.role === 'cache' || match.image.role === 'broker')) {
    return other(match.image.name, `image ${match.image.name}`)
  }
  const protocol = asked.declared && protocolOf(asked.declared)
  if (protocol !== undefined && protocol !== 'TCP') return other(protocol, 'its protocol')
  if (match) return undefined
  return fromStoreWords(image === undefined ? '' : parseImage(image).repository, valueOf(container.name) ?? '')
}

/** A companion word in one name holds for the other: `mt-broker-controller` runs `mtchannel_broker`. */
function fromStoreWords(repository: string, name: string): SpeaksOther | undefined {
  const last = repository.slice(repository.lastIndexOf('/') + 1)
  const word = storeWord(`${last} ${name}`)
  if (word === undefined) return undefined
  return other(word, storeWord(name) === word ? `container ${name}` : `image ${repository}`)
}

const fromOtherProbes: Step = (asked, container) => {
  for (const { probe, handler } of handlersOf(container.probes.filter(each => each !== asked.asking))) {
    const port = valueOf(handler.port)
    if (port === undefined || handler.host.kind !== 'absent' || !samePort(asked, port, container)) continue
    if (handler.type === 'grpc') return other('gRPC', `its ${probe.of}`)
    if (handler.type === 'httpGet') {
      return {
        http: true,
        scheme: valueOf(handler.scheme) === 'HTTPS' ? 'HTTPS' : 'HTTP',
        certainty: 'likely',
        because: `its ${probe.of}`,
      }
    }
  }
  return undefined
}

const fromPortName: Step = asked => {
  const protocol = asked.name === undefined ? undefined : nameProtocol(asked.name)
  if (protocol === undefined) return undefined
  if (protocol === 'HTTP' || protocol === 'HTTPS') return yes(protocol, asked, 'its name')
  return other(protocol, `port name ${asked.name}`)
}

const fromServices: Step = (asked, container, pod, services) => {
  const ports = services.flatMap(service =>
    service.ports.items.filter(port => leadsTo(port, asked, container, pod)).map(port => ({ service, port })),
  )
  for (const { service, port } of ports) {
    const appProtocol = valueOf(port.appProtocol)
    const spoken = appProtocol === undefined ? undefined : nameProtocol(appProtocol.slice(appProtocol.indexOf('/') + 1))
    if (spoken === 'HTTP' || spoken === 'HTTPS')
      return yes(spoken, asked, `appProtocol ${appProtocol} of Service ${nameOf(service)}`)
    if (spoken) return other(spoken, `appProtocol ${appProtocol} of Service ${nameOf(service)}`)
  }
  for (const { service, port } of ports) {
    const name = valueOf(port.name)
    const spoken = name === undefined ? undefined : nameProtocol(name)
    // A Service port called https may end TLS elsewhere, so it says HTTP and not how the pod speaks it.
    if (spoken === 'HTTP' || spoken === 'HTTPS') return yes('HTTP', asked, `port ${name} of Service ${nameOf(service)}`)
    if (spoken) return other(spoken, `port ${name} of Service ${nameOf(service)}`)
  }
  return undefined
}

/** `prometheus.io/port`: Prometheus scrapes over HTTP. */
const fromAnnotations: Step = (asked, container, pod) => {
  const scraped = labelValue(pod.annotations, 'prometheus.io/port')
  const value = scraped && valueOf(scraped.value)
  if (value === undefined || Number(value) !== asked.number) return undefined
  const holders = pod.containers.filter(isLongLived)
  return holders.length === 1 || asked.declared || holders[0] === container
    ? yes('HTTP', asked, 'annotation prometheus.io/port')
    : undefined
}

const fromImage: Step = (asked, container) => {
  const image = valueOf(container.image)
  const match = image === undefined ? undefined : lookupImage(image)
  const port = match?.image.ports.find(candidate => candidate.protocol === 'TCP' && candidate.number === asked.number)
  if (!match || !port) return undefined
  const because = `image ${match.image.name}`
  if (port.speaks !== 'HTTP' && port.speaks !== 'HTTPS')
    return match.by === 'repository' ? other(port.speaks, because) : undefined
  return { http: true, scheme: port.speaks, certainty: 'likely', because }
}

const fromNumber: Step = (asked, container) => {
  if (asked.number === undefined) return undefined
  const protocol = numberProtocol(asked.number)
  if (protocol) return other(protocol, `port ${asked.number}`)
  const grpcName = /(^|-)grpc(-|$)/.exec(valueOf(container.name) ?? '')
  if (grpcName) return other('gRPC', `container ${valueOf(container.name)}`)
  const web = webNumber(asked.number)
  if (web === undefined) return undefined
  const named = webWord(valueOf(container.name) ?? '')
  return yes('HTTP', asked, `port ${asked.number}`, web === 'usual' || named ? 'likely' : 'possible')
}

/** A container called `frontend` serves HTTP on its only port; with several ports its name tells nothing about one. */
const fromContainerName: Step = (asked, container) => {
  const name = valueOf(container.name)
  if (name === undefined || !webWord(name) || !container.ports.complete) return undefined
  const only = container.ports.items.length === 1 && container.ports.items[0] === asked.declared
  return only ? yes('HTTP', asked, `container ${name}`) : undefined
}

function yes(
  scheme: 'HTTP' | 'HTTPS',
  asked: AskedPort,
  because: string,
  certainty: 'likely' | 'possible' = 'likely',
): SpeaksHttp {
  const secure = scheme === 'HTTPS' || asked.number === 443 || asked.number === 8443
  return { http: true, scheme: secure ? 'HTTPS' : 'HTTP', certainty, because }
}

function other(speaks: string, because: string): SpeaksOther {
  return { http: false, speaks, because }
}

function handlersOf(probes: readonly Probe[]): readonly { probe: Probe; handler: Probe['handlers'][number] }[] {
  return probes.flatMap(probe => probe.handlers.map(handler => ({ probe, handler })))
}

function samePort(asked: AskedPort, port: PortNumberOrName, container: Container): boolean {
  const theirs = askedPort(container, port)
  return theirs.number !== undefined
    ? theirs.number === asked.number
    : theirs.name !== undefined && theirs.name === asked.name
}

/** FindPort for one container: a number leads to it as it is, a name where this container is the first to have it. */
function leadsTo(port: ServicePort, asked: AskedPort, container: Container, pod: PodTemplate): boolean {
  const target = valueOf(targetOf(port))
  if (typeof target === 'number') return target === asked.number
  if (target === undefined || target !== asked.name) return false
  const owner = pod.containers.find(
    candidate => isLongLived(candidate) && candidate.ports.items.some(item => valueOf(item.name) === target),
  )
  return owner === undefined || owner === container
}

function nameOf(service: Service): string {
  return valueOf(service.name) ?? '?'
}
