/** A sysctl that a pod may set without asking the administrators of the nodes. */
export interface SafeSysctl {
  readonly name: string
  /** The Kubernetes version since which it is safe, `undefined` for always. */
  readonly since: string | undefined
}

/**
 * The sysctls that every kubelet allows. All others are accepted by the API server and refused on the node, unless the kubelet
 * was started with `--allowed-unsafe-sysctls`.
 *
 * @see kubernetes pkg/kubelet/sysctl/safe_sysctls.go
 */
export const safeSysctls: readonly SafeSysctl[] = [
  { name: 'kernel.shm_rmid_forced', since: undefined },
  { name: 'net.ipv4.ip_local_port_range', since: undefined },
  { name: 'net.ipv4.tcp_syncookies', since: undefined },
  { name: 'net.ipv4.ping_group_range', since: '1.18' },
  { name: 'net.ipv4.ip_unprivileged_port_start', since: '1.22' },
  { name: 'net.ipv4.ip_local_reserved_ports', since: '1.27' },
  { name: 'net.ipv4.tcp_keepalive_time', since: '1.29' },
  { name: 'net.ipv4.tcp_keepalive_intvl', since: '1.29' },
  { name: 'net.ipv4.tcp_keepalive_probes', since: '1.29' },
  { name: 'net.ipv4.tcp_fin_timeout', since: '1.29' },
  { name: 'net.ipv4.tcp_rmem', since: '1.32' },
  { name: 'net.ipv4.tcp_wmem', since: '1.32' },
]

/** Both separators are allowed. @example plainSysctl('net/ipv4/tcp_syncookies') // 'net.ipv4.tcp_syncookies' */
export function plainSysctl(name: string): string {
  return name.replaceAll('/', '.')
}

/** @see kubernetes pkg/apis/core/validation/validation.go: SysctlFmt, SysctlMaxLength */
export function isSysctlName(name: string): boolean {
  const segment = '[a-z0-9]([-_a-z0-9]*[a-z0-9])?'
  return name.length <= 253 && new RegExp(`^(${segment}[./])*${segment}$`).test(name)
}

export function safeSysctl(name: string): SafeSysctl | undefined {
  return safeSysctls.find(each => each.name === plainSysctl(name))
}

/** The first and the last port of `ip_local_port_range`. @example portRange('32768 60999') // [32768, 60999] */
export function portRange(value: string): readonly [low: number, high: number] | undefined {
  const [low, high, more] = value.trim().split(/\s+/).map(Number)
  if (
    low === undefined ||
    high === undefined ||
    more !== undefined ||
    !Number.isInteger(low) ||
    !Number.isInteger(high)
  )
    return undefined
  return low >= 1 && high <= 65535 && low <= high ? [low, high] : undefined
}

/** Whether `ip_local_reserved_ports` keeps a port. @example reserves('8080,9000-9100', 9050) // true */
export function reserves(value: string, port: number): boolean {
  return value.split(',').some(part => {
    const [from, to = from] = part.trim().split('-').map(Number)
    return from !== undefined && to !== undefined && from <= port && port <= to
  })
}

/** How many ports of a range are left beside the reserved ones. @example freePorts([32768, 60999], '') // 28232 */
export function freePorts([low, high]: readonly [low: number, high: number], reserved: string): number {
  const taken = new Set<number>()
  for (const part of reserved.split(',')) {
    const [from, to = from] = part.trim() === '' ? [] : part.trim().split('-').map(Number)
    if (from === undefined || to === undefined) continue
    for (let port = Math.max(low, from); port <= Math.min(high, to); port++) taken.add(port)
  }
  return high - low + 1 - taken.size
}

/**
 * What a sysctl about ports takes, if this value is not that; `undefined` for good values and for sysctls that we know less of.
 *
 * @example sysctlValueProblem('net.ipv4.ip_unprivileged_port_start', '70000') // 'a number from 0 to 65535'
 * @see Linux Documentation/networking/ip-sysctl.rst
 */
export function sysctlValueProblem(name: string, value: string): string | undefined {
  switch (name) {
    case 'net.ipv4.ip_local_port_range':
      return portRange(value) ? undefined : 'the first and the last port of a range'
    case 'net.ipv4.ip_unprivileged_port_start':
      return /^\s*\d+\s*$/.test(value) && Number(value) <= 65535 ? undefined : 'a number from 0 to 65535'
    case 'net.ipv4.ip_local_reserved_ports':
      return value.trim().split(',').every(isPortOrRange) ? undefined : 'ports and ranges such as "8080,9000-9100"'
    default:
      return undefined
  }
}

/** An empty list reserves nothing. */
function isPortOrRange(part: string): boolean {
  const match = /^\s*(?:(\d+)(?:-(\d+))?)?\s*$/.exec(part)
  const [low, high] = [Number(match?.[1] ?? 0), Number(match?.[2] ?? match?.[1] ?? 0)]
  return match !== null && low <= high && high <= 65535
}
