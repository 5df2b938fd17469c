import { valueOf } from '../base/known.ts'
import type { Resource } from '../k8s/facts/resource.ts'
import { type GraphContext, maySharePodNamespace } from './context.ts'
import { lookUp } from './lookup.ts'
import type { NamedEntry } from './resourceIndex.ts'

/**
 * True where one of two resources was made for the other, or both for a third: a DaemonSet and its Pods, the ReplicaSets of a
 * Deployment. What is read out of a cluster lists them all.
 */
export function areKin(a: NamedEntry, b: NamedEntry, context: GraphContext): boolean {
  if (a.resource.owners.length === 0 && b.resource.owners.length === 0) return false
  if (!maySharePodNamespace(a.resource, a, b.resource, b, context)) return false
  const line = lineOf(a, context)
  return [...lineOf(b, context)].some(each => line.has(each))
}

/** True where it was made for one of the others, which are in its namespace. */
export function isMadeForOneOf(own: NamedEntry, others: readonly Resource[], context: GraphContext): boolean {
  if (own.resource.owners.length === 0) return false
  const line = lineOf(own, context)
  return others.some(({ id, kind, name }) => id !== own.resource.id && line.has(keyOf(kind, valueOf(name))))
}

/** A resource and those that it was made for, from a Pod over its ReplicaSet to the Deployment, as `kind/name`. */
function lineOf(home: NamedEntry, context: GraphContext): ReadonlySet<string> {
  const { resource } = home
  const line = new Set([keyOf(resource.kind, valueOf(resource.name))])
  const pending = [...resource.owners]
  for (let owner = pending.pop(); owner; owner = pending.pop()) {
    const key = keyOf(owner.kind, owner.name)
    if (line.has(key)) continue
    line.add(key)
    const lookup = lookUp(owner.kind, owner.name, { resource, home, namespace: undefined }, context)
    const [found] = lookup.status === 'found' ? lookup.found : []
    if (found) pending.push(...found.owners)
    else for (const kind of makersOf[owner.kind] ?? []) line.add(keyOf(kind, withoutEnd(owner.name)))
  }
  return line
}

/** The kinds that make a kind, and name what they make by their own name, a dash, and a hash, a number or a time. */
const makersOf: Readonly<Record<string, readonly string[]>> = {
  ReplicaSet: ['Deployment', 'Rollout'],
  ReplicationController: ['DeploymentConfig'],
  Job: ['CronJob'],
}

/** @example withoutEnd('web-6c9fd49f75') // 'web' */
function withoutEnd(name: string): string {
  return name.slice(0, Math.max(name.lastIndexOf('-'), 0))
}

function keyOf(kind: string, name: string | undefined): string {
  return `${kind}/${name ?? ''}`
}
