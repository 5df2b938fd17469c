import type { YamlNode } from '../../yaml/node.ts'
import { hasPlaceholder } from '../../yaml/placeholder.ts'
import { field, itemsOf, type Slot } from './slot.ts'

/** What the text of a pod says about ports that it does not declare. */
export interface Mentions {
  /** Whole numbers from 1 to 65535. */
  readonly numbers: ReadonlySet<number>
  /** The same without what only probes and hooks mention: a probe is no reason to believe itself. */
  readonly beside: ReadonlySet<number>
  /** True when command, args or env hold text that cannot be known. */
  readonly unknown: boolean
  /** True when ConfigMaps or Secrets are read or mounted, where more may be said. */
  readonly elsewhere: boolean
}

/**
 * Looks through command, args, env, probes and hooks of containers and through annotations: the places that explain most
 * of the ports that released manifests use and never declare.
 *
 * @param containers the items of initContainers, containers and ephemeralContainers
 * @param text the document, for values that are template text and may hold numbers all the same
 */
export function collectMentions(
  podSpec: Slot,
  containers: readonly Slot[],
  annotations: readonly Slot[],
  text: string,
): Mentions {
  const numbers = new Set<number>()
  let unknown = false
  let elsewhere = mountsConfiguration(podSpec)
  for (const slot of annotations) addNumbers(slot, numbers, text)
  for (const container of containers) {
    const env = field(container, 'env')
    const variables = itemsOf(env)
    const names = new Set(variables.map(variable => textOf(field(variable, 'name'))))
    for (const slot of [
      field(container, 'command'),
      field(container, 'args'),
      ...variables.map(v => field(v, 'value')),
    ]) {
      addNumbers(slot, numbers, text)
      unknown ||= holdsUnknown(slot, names, text)
    }
    unknown ||= env.is === 'unknown'
    elsewhere ||= readsConfiguration(field(container, 'envFrom')) || variables.some(readsVariable)
  }
  const beside = new Set(numbers)
  for (const container of containers) for (const key of handlers) addNumbers(field(container, key), numbers, text)
  return { numbers, beside, unknown, elsewhere }
}

const handlers = ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'] as const

/**
 * The whole numbers from 1 to 65535 in a text: not parts of a longer number, of an address or version (`10.0.0.1`,
 * `1.27`) or of a quantity or duration (`512Mi`, `30s`).
 *
 * @example [...portsIn('--listen=127.0.0.1:8080')] // [8080]
 */
export function* portsIn(text: string): Iterable<number> {
  for (const [digits] of text.matchAll(/(?<!\d|\d\.)\d{1,5}(?![\dA-Za-z]|\.\d)/g)) {
    const number = Number(digits)
    if (number >= 1 && number <= 65535) yield number
  }
}

function addNumbers(slot: Slot, numbers: Set<number>, text: string): void {
  if (slot.is === 'value') addFromNode(slot.node, numbers, 0)
  else if (slot.is === 'unknown')
    for (const number of portsIn(text.slice(slot.span.start, slot.span.end))) numbers.add(number)
}

function addFromNode(node: YamlNode | undefined, numbers: Set<number>, depth: number): void {
  if (!node || depth > deepest || node.kind === 'unknown') return
  if (node.kind === 'map') for (const entry of node.entries) addFromNode(entry.value, numbers, depth + 1)
  else if (node.kind === 'seq') for (const item of node.items) addFromNode(item.value, numbers, depth + 1)
  else if (node.value !== null) for (const number of portsIn(String(node.value))) numbers.add(number)
}

/** Probes, hooks and annotations are no deeper than this. */
const deepest = 8

/** `$(NAME)` of a variable of the same container is not unknown: what it says stands in `env`, or comes from elsewhere. */
function holdsUnknown(slot: Slot, variables: ReadonlySet<string | undefined>, text: string): boolean {
  if (slot.is === 'value' && slot.node.kind === 'seq') {
    return itemsOf(slot).some(item => holdsUnknown(item, variables, text))
  }
  if (slot.is !== 'unknown') return false
  if (slot.why !== 'placeholder') return slot.why === 'alias'
  const written = text.slice(slot.span.start, slot.span.end)
  const rest = written.replace(/\$\(([\w.-]+)\)/g, (all, name) => (variables.has(name) ? '' : all))
  return hasPlaceholder(rest)
}

function readsVariable(variable: Slot): boolean {
  const source = field(variable, 'valueFrom')
  return readsConfiguration(field(source, 'configMapKeyRef')) || readsConfiguration(field(source, 'secretKeyRef'))
}

/** A projected volume counts when one of its sources is a ConfigMap or Secret: most hold only a token. */
function mountsConfiguration(podSpec: Slot): boolean {
  const volumes = field(podSpec, 'volumes')
  return volumes.is === 'unknown' || itemsOf(volumes).some(isConfiguration)
}

function isConfiguration(volume: Slot): boolean {
  if (readsConfiguration(field(volume, 'configMap')) || readsConfiguration(field(volume, 'secret'))) return true
  const sources = field(volume, 'projected', 'sources')
  return sources.is === 'unknown' || itemsOf(sources).some(isConfiguration)
}

function readsConfiguration(slot: Slot): boolean {
  return slot.is !== 'absent'
}

function textOf(slot: Slot): string | undefined {
  return slot.is === 'value' && slot.node.kind === 'scalar' ? String(slot.node.value) : undefined
}
