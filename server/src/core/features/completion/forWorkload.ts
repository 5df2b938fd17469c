import { valueOf } from '../../base/known.ts'
import { isLongLived } from '../../k8s/facts/container.ts'
import { isPortNumber, portNameProblem } from '../../k8s/facts/port.ts'
import { protocolOf, type Service, type ServicePort } from '../../k8s/facts/service.ts'
import type { PodTemplate, Workload } from '../../k8s/facts/workload.ts'
import type { Data } from '../../rules/support/blockEdits.ts'

/** What a Service for a workload says: its selector, and an entry for each port that its pods declare. */

/** The pairs by which the workload knows its own pods, else all labels of the template. `undefined` where they are not known. */
export function labelsOf(workload: Workload, pod: PodTemplate): Readonly<Record<string, string>> | undefined {
  const own = workload.selector?.matchLabels.pairs ?? []
  const pairs = (own.length > 0 ? own : pod.labels.pairs).map(({ key, value }) => [key, valueOf(value)] as const)
  if (pairs.length === 0 || pairs.some(([, value]) => value === undefined)) return undefined
  return Object.fromEntries(pairs.map(([key, value]) => [key, value ?? '']))
}

/** One entry of `spec.ports`. */
export type ServicePortEntry = {
  readonly name?: string
  readonly port: number
  readonly targetPort?: string | number
  readonly protocol?: string
}

/**
 * With names where there are several, and the numbers that clients expect: 80 for `http`, 443 for `https`.
 *
 * @param others the entries that are there already
 */
export function portsOf(
  pod: PodTemplate,
  headless: boolean,
  others: readonly ServicePort[] = [],
): readonly ServicePortEntry[] {
  const taken = new Set(others.map(each => `${valueOf(each.port)}/${protocolOf(each)}`))
  const entries = pod.containers.filter(isLongLived).flatMap(container =>
    container.ports.items.flatMap((port): ServicePortEntry[] => {
      const number = valueOf(port.containerPort)
      if (!isPortNumber(number)) return []
      const name = valueOf(port.name)
      const protocol = protocolOf(port)
      const usual = headless ? number : usualPort(name, number)
      const free = taken.has(`${usual}/${protocol}`) ? number : usual
      if (taken.has(`${free}/${protocol}`)) return []
      taken.add(`${free}/${protocol}`)
      const isName = name !== undefined && portNameProblem(name) === undefined
      return [
        {
          ...(isName && { name }),
          port: free,
          ...(isName ? { targetPort: name } : free === number ? {} : { targetPort: number }),
          ...(protocol && protocol !== 'TCP' && { protocol }),
        },
      ]
    }),
  )
  if (entries.length + others.length < 2) return entries
  const names = new Set(others.map(each => valueOf(each.name)))
  return entries.map(({ name, ...entry }) => {
    const own = name === undefined || names.has(name) ? `port-${entry.port}` : name
    names.add(own)
    return { name: own, ...entry }
  })
}

function usualPort(name: string | undefined, number: number): number {
  if (name === 'http' || name === 'web') return 80
  return name === 'https' ? 443 : number
}

/**
 * A whole Service. That of a StatefulSet is headless and has the name that `serviceName` says; where that one is there already, it
 * is an ordinary one. Never one of a name that another has: `web-2` beside `web`.
 *
 * @param services those around it
 */
export function serviceFor(
  workload: Workload,
  pod: PodTemplate,
  services: readonly Service[],
): Readonly<Record<string, Data>> | undefined {
  const taken = namesTaken(services, valueOf(workload.namespace))
  const wanted = valueOf(workload.serviceName)
  const governing = wanted !== undefined && !taken.has(wanted) ? wanted : undefined
  const own = governing ?? valueOf(workload.name)
  const name = own === undefined ? undefined : freeName(own, taken)
  const namespace = valueOf(workload.namespace)
  const selector = labelsOf(workload, pod)
  const ports = portsOf(pod, governing !== undefined)
  if (name === undefined || selector === undefined || ports.length === 0) return undefined
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, ...(namespace !== undefined && { namespace }) },
    spec: { ...(governing !== undefined && { clusterIP: 'None' }), selector, ports },
  }
}

/** A Service that does not say its namespace may be in any. */
function namesTaken(services: readonly Service[], namespace: string | undefined): ReadonlySet<string> {
  const near = services.filter(service => {
    const own = valueOf(service.namespace)
    return own === undefined || namespace === undefined || own === namespace
  })
  return new Set(near.flatMap(({ name }) => valueOf(name) ?? []))
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted
  // 63 characters are the most that a name may have.
  for (let count = 2; taken.has(name); count++) name = `${wanted.slice(0, 60)}-${count}`
  return name
}
