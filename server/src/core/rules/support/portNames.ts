import { type Known, valueOf } from '../../base/known.ts'
import type { ContainerPort } from '../../k8s/facts/container.ts'
import { dnsLabelProblem, portNameProblem } from '../../k8s/facts/port.ts'
import { protocolOf, type ServicePort } from '../../k8s/facts/service.ts'
import { nameProtocol, wordsOf } from '../../k8s/knowledge/portWords.ts'

/**
 * The same name in an allowed form: lower case, "-" for what is not allowed, without the last words where it is too long.
 * `undefined` when nothing sensible is left.
 *
 * @param longest 15 for container ports, 63 for Service ports
 * @example validName('HTTP_Metrics-Endpoint', 15) // 'http-metrics'
 */
export function validName(name: string, longest: 15 | 63): string | undefined {
  const words = name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(word => word !== '')
  while (words.join('-').length > longest) words.pop()
  const joined = words.join('-')
  const valid = longest === 15 && /^\d+$/.test(joined) ? `port-${joined}` : joined
  const problem = longest === 15 ? portNameProblem(valid) : dnsLabelProblem(valid)
  return problem === undefined && valid !== name ? valid : undefined
}

/**
 * False where the names of two ports tell that they are different ones: by their protocols, by what only one of them is for,
 * or since neither says anything that the other says.
 *
 * @example areOfOnePort('http', 'web') // true
 * @example areOfOnePort('metrics', 'http') // false
 */
export function areOfOnePort(one: string, other: string): boolean {
  const [words, others] = [one, other].map(name => wordsOf(name).filter(word => !sayingNothing.has(word)))
  if (!words || !others || words.length === 0 || others.length === 0) return true
  if (words.some(word => asides.has(word)) !== others.some(word => asides.has(word))) return false
  const [protocol, otherProtocol] = [nameProtocol(one), nameProtocol(other)]
  if (protocol === undefined && otherProtocol === undefined) return words.some(word => others.includes(word))
  return protocol === otherProtocol
}

/** Words that any port may have in its name. */
const sayingNothing = new Set(
  'port ports service svc server main default app api web public private external internal backend frontend tcp'.split(
    ' ',
  ),
)

/** What a port beside the main one is for. */
const asides = new Set(
  'metrics monitoring prometheus telemetry stats health healthz healthcheck probe admin management debug profiling pprof webhook'.split(
    ' ',
  ),
)

/**
 * A name for a Service port that has none: that of its targetPort, the usual one of its number, else `port-` and the
 * number. Never one that another port of the Service has.
 */
export function suggestServicePortName(port: ServicePort, taken: readonly Known<string>[]): string | undefined {
  const number = valueOf(port.port)
  const target = valueOf(port.targetPort)
  const protocol = (protocolOf(port) ?? 'TCP').toLowerCase()
  const plain = typeof number === 'number' ? `port-${number}` : undefined
  // Digits in quotes would be a legal name, and one that everybody takes for a number.
  const named = typeof target === 'string' && portNameProblem(target) === undefined ? target : undefined
  const base = named ?? (typeof number === 'number' ? usual.get(number) : undefined) ?? plain
  if (base === undefined) return undefined
  const names = new Set(taken.map(valueOf))
  const choices = [base, `${base}-${protocol}`, ...(plain ? [plain, `${plain}-${protocol}`] : [])]
  return choices.find(name => !names.has(name) && dnsLabelProblem(name) === undefined)
}

/**
 * A name for a container port that has none: the usual one of its number, else `port-` and the number. Never one that another
 * port of the pod has.
 */
export function suggestContainerPortName(port: ContainerPort, taken: readonly Known<string>[]): string | undefined {
  const number = valueOf(port.containerPort)
  if (typeof number !== 'number') return undefined
  const names = new Set(taken.map(valueOf))
  const protocol = (protocolOf(port) ?? 'TCP').toLowerCase()
  const known = usual.get(number)
  return [
    known,
    known && protocol !== 'tcp' ? `${known}-${protocol}` : undefined,
    `port-${number}`,
    `${protocol}-${number}`,
  ].find(name => name !== undefined && !names.has(name) && portNameProblem(name) === undefined)
}

/** What most people call a port of this number. */
export function usualPortName(number: number): string | undefined {
  return usual.get(number)
}

const usual: ReadonlyMap<number, string> = new Map([
  [22, 'ssh'],
  [53, 'dns'],
  [80, 'http'],
  [443, 'https'],
  [8080, 'http'],
  [8443, 'https'],
  [3306, 'mysql'],
  [5432, 'postgres'],
  [6379, 'redis'],
])

/**
 * True for what the API server takes as a qualified name: `http`, or with a domain of one's own `kubernetes.io/h2c`.
 *
 * @see k8s.io/apimachinery/pkg/util/validation IsQualifiedName
 */
export function isQualifiedName(value: string): boolean {
  const [name, prefix, ...more] = value.split('/').reverse()
  if (more.length > 0 || name === undefined || !/^(?=.{1,63}$)[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(name))
    return false
  return (
    prefix === undefined ||
    (prefix.length <= 253 && prefix.split('.').every(label => /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(label)))
  )
}
