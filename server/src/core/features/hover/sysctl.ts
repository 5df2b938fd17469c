import { valueOf } from '../../base/known.ts'
import { isLongLived } from '../../k8s/container.ts'
import {
  isSysctlName,
  plainSysctl,
  portRange,
  reserves,
  safeSysctl,
  sysctlValueProblem,
} from '../../k8s/knowledge/sysctls.ts'
import { isPortNumber } from '../../k8s/port.ts'
import type { PodTemplate, Sysctl } from '../../k8s/resource.ts'
import { type Body, code, listed } from './render.ts'
import { say } from './sentence.ts'
import { sysctlFacts as facts } from './sentences/sysctl.ts'

/** Hover of one of `securityContext.sysctls`: what it does, with the arithmetic, and whether a pod may set it. */
export function sysctlBody(pod: PodTemplate, { name, value }: Sysctl): Body {
  const plain = plainSysctl(valueOf(name) ?? '')
  return {
    ...meaning(plain, valueOf(value), pod),
    notes: [...detailsOf(plain, valueOf(value), pod), ...permission(plain, pod)],
  }
}

/** Seconds of TIME_WAIT: a constant of the kernel. */
const timeWait = 60

function meaning(name: string, value: string | undefined, pod: PodTemplate): Pick<Body, 'lead'> {
  const range = name === rangeName && value !== undefined ? portRange(value) : undefined
  if (range) {
    const [low, high] = range
    const taken = portsIn(pod, low, high)
    return {
      lead: [
        say(facts.range, { low: code(low), high: code(high), count: count(high - low + 1) }),
        ...(taken.length > 0 ? [say(facts.taken, { ports: listed(taken.map(code)) })] : []),
      ],
    }
  }
  if (value !== undefined && sysctlValueProblem(name, value) === undefined) {
    if (name === reservedName) return { lead: [say(facts.reserved, { ports: code(value) })] }
    if (name === 'net.ipv4.ip_unprivileged_port_start')
      return { lead: [say(facts.unprivileged, { start: code(value) })] }
  }
  return { lead: [plainMeanings.get(name) ?? say(facts.other)] }
}

const rangeName = 'net.ipv4.ip_local_port_range'
const reservedName = 'net.ipv4.ip_local_reserved_ports'

/** What does not depend on the value. */
const plainMeanings: ReadonlyMap<string, string> = new Map([
  ['net.ipv4.tcp_fin_timeout', say(facts.finTimeout)],
  ['net.ipv4.tcp_tw_reuse', say(facts.timeWaitReuse)],
  ['net.ipv4.tcp_keepalive_time', say(facts.keepAliveTime)],
  ['net.ipv4.tcp_keepalive_intvl', say(facts.keepAliveInterval)],
  ['net.ipv4.tcp_keepalive_probes', say(facts.keepAliveProbes)],
  ['net.ipv4.tcp_syncookies', say(facts.synCookies)],
  ['net.core.somaxconn', say(facts.backlog)],
])

function detailsOf(name: string, value: string | undefined, pod: PodTemplate): readonly string[] {
  const range = name === rangeName && value !== undefined ? portRange(value) : undefined
  if (!range || valueOf(pod.hostNetwork) === true) return []
  const numbers = range[1] - range[0] + 1
  return [
    say(facts.rate, { count: count(numbers), rate: count(Math.floor(numbers / timeWait)) }),
    say(facts.exhausted),
    say(facts.remedy),
  ]
}

function permission(name: string, pod: PodTemplate): readonly string[] {
  if (name.startsWith('net.') && valueOf(pod.hostNetwork) === true) return [say(facts.onHost)]
  if (!isSysctlName(name)) return []
  const safe = safeSysctl(name)
  if (!safe) return [say(facts.unsafe)]
  return [safe.since === undefined ? say(facts.alwaysSafe) : say(facts.safeSince, { version: safe.since })]
}

/** The numbers of a range that containers of the pod declare, and no reservation keeps, in order. */
function portsIn(pod: PodTemplate, low: number, high: number): readonly number[] {
  const reserved = pod.sysctls.find(({ name }) => plainSysctl(valueOf(name) ?? '') === reservedName)
  const declared = pod.containers
    .filter(isLongLived)
    .flatMap(({ ports }) => ports.items.map(port => valueOf(port.containerPort)))
    .filter(isPortNumber)
  const inRange = declared.filter(
    port => low <= port && port <= high && !reserves((reserved && valueOf(reserved.value)) ?? '', port),
  )
  return [...new Set(inRange)].sort((a, b) => a - b)
}

/** @example count(28232) // '28,232' */
function count(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',')
}
