import { valueOf } from '../../base/known.ts'
import type { Graph, SelectedPod } from '../../graph/graph.ts'
import type { ContainerPort } from '../../k8s/facts/container.ts'
import { protocolOf, type Service, type ServicePort, targetOf } from '../../k8s/facts/service.ts'
import { nameProtocol } from '../../k8s/knowledge/portWords.ts'
import type { Fix, FixContext } from '../run/rule.ts'
import { fixWith, removeItem } from './edits.ts'
import { allServedPorts, ofProtocol, type ServedPort } from './selection.ts'
import { portsCalled, servicePortText } from './servicePorts.ts'
import { resourceText } from './text.ts'

/**
 * The container ports that a Service port which leads nowhere may have meant: of its protocol, reached by no other port of the
 * Service, and not such as would get TLS where they speak plain HTTP. First the one that has the name of the Service port.
 */
export function targetChoices(
  service: Service,
  entry: ServicePort,
  pods: readonly SelectedPod[],
  graph: Graph,
): readonly ServedPort[] {
  const taken = takenByOthers(service, entry, pods, graph)
  const free = ofProtocol(allServedPorts(pods), protocolOf(entry)).filter(
    ({ port }) => !taken.has(port) && !(speaksTls(entry) && speaksPlainHttp(port)),
  )
  return free.toSorted((a, b) => Number(hasNameOf(entry, b.port)) - Number(hasNameOf(entry, a.port)))
}

/** Whether a container port has the name that its Service port has. */
export function hasNameOf({ name }: ServicePort, port: ContainerPort): boolean {
  return valueOf(name) !== undefined && valueOf(name) === valueOf(port.name)
}

/**
 * Offered where the Service has other ports, which reach all that the pods declare, and nothing in view points at this one: it
 * has nothing to lead to.
 */
export function removeServicePort(
  context: FixContext,
  service: Service,
  entry: ServicePort,
  pods: readonly SelectedPod[],
  graph: Graph,
): readonly Fix[] {
  const { span } = service.ports
  const declared = ofProtocol(allServedPorts(pods), protocolOf(entry))
  const taken = takenByOthers(service, entry, pods, graph)
  if (!span || declared.length === 0 || !declared.every(({ port }) => taken.has(port))) return []
  if (isPointedAt(service, entry, graph)) return []
  return fixWith(
    { title: `Remove Service port ${servicePortText(entry)} of ${resourceText(service)}`, applicability: 'unsafe' },
    removeItem(context, service.document, span, entry.span),
  )
}

/** Whether something in view names this very port of the Service. */
export function isPointedAt(service: Service, entry: ServicePort, graph: Graph): boolean {
  return graph.referencesTo(service).some(({ reference }) => {
    const port = reference.port.kind === 'absent' ? reference.defaultPort : valueOf(reference.port)
    return port !== undefined && portsCalled(service, port).includes(entry)
  })
}

function takenByOthers(
  service: Service,
  entry: ServicePort,
  pods: readonly SelectedPod[],
  graph: Graph,
): ReadonlySet<ContainerPort> {
  const others = service.ports.items.filter(each => each !== entry)
  return new Set(
    others.flatMap(other =>
      pods.flatMap(pod => {
        const resolution = graph.resolve(other, pod)
        return resolution.status === 'named' || resolution.status === 'number' ? (resolution.declared?.port ?? []) : []
      }),
    ),
  )
}

/** By its name, its targetPort's or its appProtocol. */
function speaksTls(entry: ServicePort): boolean {
  const target = valueOf(targetOf(entry))
  const words = [valueOf(entry.name), valueOf(entry.appProtocol), typeof target === 'string' ? target : undefined]
  return words.some(word => word !== undefined && tls.has(nameProtocol(word) ?? ''))
}

function speaksPlainHttp({ name }: ContainerPort): boolean {
  const word = valueOf(name)
  return word !== undefined && plain.has(nameProtocol(word) ?? '')
}

const tls = new Set(['HTTPS', 'TLS'])
const plain = new Set(['HTTP', 'HTTP/2 without TLS'])
