import { type Known, valueOf } from '../../base/known.ts'
import { type Container, type ContainerPort, isLongLived } from '../../k8s/facts/container.ts'
import { isPortNumber } from '../../k8s/facts/port.ts'
import type { PodTemplate } from '../../k8s/facts/workload.ts'
import {
  freePorts,
  isSysctlName,
  plainSysctl,
  portRange,
  reserves,
  safeSysctl,
  sysctlValueProblem,
} from '../../k8s/knowledge/sysctls.ts'
import { sysctlCommand, timeWaitCommand } from './commands.ts'
import { grouped, spoken } from './numbers.ts'
import { type Body, code, listed } from './render.ts'
import { say } from './sentence.ts'
import { sysctlFacts as facts } from './sentences/sysctl.ts'
import type { SysctlTarget } from './target.ts'
import { called, shown, type View } from './view.ts'

/** Hover of a sysctl in a pod's securityContext. */
export function sysctlBody(view: View, target: SysctlTarget): Body {
  const { pod, sysctl, workload } = target
  const written = valueOf(sysctl.name)
  const value = shown(view, pod.document, sysctl.value)
  if (written === undefined)
    return {
      lead: [say(facts.other, { name: shown(view, pod.document, sysctl.name), value, workload: called(workload) })],
    }
  const name = plainSysctl(written)
  if (name.startsWith('net.') && valueOf(pod.hostNetwork) === true)
    return { lead: [say(facts.refused, { name: code(written) })] }
  const text = valueOf(sysctl.value)
  const problem = text === undefined ? undefined : sysctlValueProblem(name, text)
  if (problem) return { lead: [say(facts.invalid, { wanted: problem, value })] }
  const body = (bodies.get(name) ?? otherBody)(view, target, value)
  return {
    ...body,
    notes: [...(body.notes ?? []), ...(isSysctlName(name) ? [safety(name)] : [])],
    verify: [sysctlCommand(workload, pod, name), ...(body.verify ?? [])],
  }
}

type Write = (view: View, target: SysctlTarget, value: string) => Body

const rangeName = 'net.ipv4.ip_local_port_range'
const reservedName = 'net.ipv4.ip_local_reserved_ports'

const bodies: ReadonlyMap<string, Write> = new Map<string, Write>([
  [rangeName, rangeBody],
  [reservedName, reservedBody],
  ['net.ipv4.ip_unprivileged_port_start', startBody],
  ['net.ipv4.tcp_tw_reuse', reuseBody],
  ['net.ipv4.tcp_tw_recycle', () => ({ lead: [say(facts.recycle)], notes: [say(facts.reuse)] })],
  [
    'net.ipv4.tcp_fin_timeout',
    (_, { workload, sysctl }, value) => ({
      lead: [say(facts.finTimeout, { workload: called(workload), value: seconds(valueOf(sysctl.value), value) })],
      notes: [say(facts.finTimeoutNot), say(facts.reuse)],
    }),
  ],
  ['net.ipv4.tcp_syncookies', (_view, _target, value) => ({ lead: [say(facts.synCookies, { value })] })],
  ['net.core.somaxconn', (_view, _target, value) => ({ lead: [say(facts.backlog, { value })] })],
  ['net.ipv4.tcp_max_tw_buckets', (_view, _target, value) => ({ lead: [say(facts.waitBuckets, { value })] })],
  ...[
    ['net.ipv4.tcp_keepalive_time', facts.keepaliveTime] as const,
    ['net.ipv4.tcp_keepalive_intvl', facts.keepaliveInterval] as const,
    ['net.ipv4.tcp_keepalive_probes', facts.keepaliveProbes] as const,
  ].map(([name, fact]): [string, Write] => [
    name,
    (_, { pod, sysctl }, value) => ({
      lead: [say(fact, { value: name.endsWith('probes') ? value : seconds(valueOf(sysctl.value), value) })],
      notes: [...keepaliveSum(pod), say(facts.keepaliveAsked)],
    }),
  ]),
])

function rangeBody(view: View, { pod, sysctl, workload }: SysctlTarget, value: string): Body {
  const limits = portRange(valueOf(sysctl.value) ?? '')
  const reserved = settingOf(pod, reservedName)
  if (!limits || reserved?.kind === 'unknown') return otherBody(view, { pod, sysctl, workload }, value)
  const [low, high] = limits
  const left = reserved ? (valueOf(reserved) ?? '') : ''
  const count = freePorts(limits, left)
  const inside = declared(pod).filter(({ number }) => number >= low && number <= high && !reserves(left, number))
  return {
    lead: [
      say(facts.range, { workload: called(workload), range: code(`${low}-${high}`), count: grouped(count) }),
      say(facts.rangeRate, { count: grouped(count), rate: grouped(Math.floor(count / 60)) }),
    ],
    notes: [
      say(facts.reuse),
      ...inside.slice(0, 2).map(({ container, number, port }) =>
        say(facts.rangeHolds, {
          port: code(number),
          container: code(valueOf(container.name) ?? '<name>'),
          link: view.link(pod.document, port.span),
        }),
      ),
      say(facts.uncounted),
      say(facts.rangeUsual),
      say(facts.rangeStart),
    ],
    verify: [timeWaitCommand(workload, pod)],
  }
}

function reservedBody(_: View, { pod, sysctl, workload }: SysctlTarget, value: string): Body {
  const text = valueOf(sysctl.value)
  const kept = text === undefined ? [] : declared(pod).filter(({ number }) => reserves(text, number))
  const numbers = [...new Set(kept.map(({ number }) => number))].map(number => code(number))
  return {
    lead: [say(facts.reserved, { workload: called(workload), value })],
    notes: [
      ...(numbers.length > 0 ? [say(facts.reservedKeeps, { ports: listed(numbers) })] : []),
      say(facts.reservedUse),
    ],
  }
}

function startBody(_: View, { sysctl, workload }: SysctlTarget, value: string): Body {
  const isAll = Number(valueOf(sysctl.value)) === 0
  const said = { workload: called(workload) }
  return {
    lead: [isAll ? say(facts.startAll, said) : say(facts.start, { ...said, value })],
    notes: [say(facts.startUsual), ...(isAll ? [] : [say(facts.startCapability)])],
  }
}

const reuseMeanings: ReadonlyMap<string, string> = new Map([
  ['0', 'never'],
  ['1', 'for every destination'],
  ['2', 'on the loopback only'],
])

function reuseBody(view: View, target: SysctlTarget, value: string): Body {
  const meaning = reuseMeanings.get(valueOf(target.sysctl.value)?.trim() ?? '')
  const lead = meaning === undefined ? otherBody(view, target, value).lead : [say(facts.reuseWait, { value, meaning })]
  return { lead, notes: [say(facts.reuseWaitUsual), say(facts.reuse)] }
}

function otherBody(view: View, { pod, sysctl, workload }: SysctlTarget, value: string): Body {
  return {
    lead: [say(facts.other, { name: shown(view, pod.document, sysctl.name), value, workload: called(workload) })],
  }
}

function safety(name: string): string {
  const safe = safeSysctl(name)
  if (!safe) return say(facts.unsafe)
  return safe.since === undefined ? say(facts.safe) : say(facts.safeSince, { since: safe.since })
}

function keepaliveSum(pod: PodTemplate): readonly string[] {
  const [time, interval, probes] = (
    [
      ['time', 7200],
      ['intvl', 75],
      ['probes', 9],
    ] as const
  ).map(([part, usual]) => {
    const set = settingOf(pod, `net.ipv4.tcp_keepalive_${part}`)
    return Number(set ? valueOf(set) : usual)
  })
  const sum = (time ?? Number.NaN) + (interval ?? Number.NaN) * (probes ?? Number.NaN)
  if (!Number.isSafeInteger(sum) || sum <= 0) return []
  return [
    say(facts.keepaliveSum, {
      time: `${time} s`,
      probes: String(probes),
      interval: `${interval} s`,
      sum: spoken(sum),
    }),
  ]
}

/** A whole number of seconds in words, anything else as it is written. */
function seconds(text: string | undefined, written: string): string {
  return text !== undefined && /^\d+$/.test(text) ? spoken(Number(text)) : written
}

/** What another sysctl of the pod is set to. */
function settingOf(pod: PodTemplate, wanted: string): Known<string> | undefined {
  const found = pod.sysctls.findLast(({ name }) => plainSysctl(valueOf(name) ?? '') === wanted)
  return found?.value
}

interface Declared {
  readonly container: Container
  readonly port: ContainerPort
  readonly number: number
}

function declared(pod: PodTemplate): readonly Declared[] {
  return pod.containers.filter(isLongLived).flatMap(container =>
    container.ports.items.flatMap(port => {
      const number = valueOf(port.containerPort)
      return isPortNumber(number) ? [{ container, port, number }] : []
    }),
  )
}
