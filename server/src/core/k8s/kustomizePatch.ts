import { valueOf } from '../base/known.ts'
import type { KustomizePatch } from './facts.ts'
import { field, isMap, itemsOf, readString, type Slot, spanOfSlot } from './read.ts'

export interface KustomizePatches {
  readonly patches: readonly KustomizePatch[]
  /** Paths of patch files, as written. */
  readonly files: readonly string[]
}

/** All fields of a kustomization that change resources: patches in their three forms, transformers, replacements. */
export function readPatches(root: Slot, text: string): KustomizePatches {
  const patches: KustomizePatch[] = []
  const files: string[] = []
  for (const item of [...itemsOf(field(root, 'patches')), ...itemsOf(field(root, 'patchesJson6902'))]) {
    const path = valueOf(readString(field(item, 'path')))
    const patch = field(item, 'patch')
    const target = field(item, 'target')
    if (path !== undefined) files.push(path)
    if (patch.is !== 'absent') patches.push(...inlinePatches(textOf(patch, text), target))
    else if (isMap(target)) patches.push({ ...targetOf(target), touchesPorts: true })
  }
  for (const item of itemsOf(field(root, 'patchesStrategicMerge'))) {
    const entry = textOf(item, text)
    if (entry.includes('\n') || entry.startsWith('{')) patches.push(...inlinePatches(entry, field(item, 'target')))
    else files.push(entry)
  }
  if (field(root, 'transformers').is !== 'absent') {
    patches.push({ kind: undefined, name: undefined, touchesPorts: true })
  }
  for (const key of ['configurations', 'vars', 'replacements']) {
    if (touchesPorts(textOf(field(root, key), text)))
      patches.push({ kind: undefined, name: undefined, touchesPorts: true })
  }
  return { patches, files }
}

/**
 * Patches written into the kustomization itself, as YAML or JSON text. Without a `target` each says by its own kind and
 * name what it applies to.
 */
function inlinePatches(patch: string, target: Slot): readonly KustomizePatch[] {
  if (isMap(target)) return [{ ...targetOf(target), touchesPorts: touchesPorts(patch) }]
  return patch
    .split(/^---.*$/m)
    .filter(part => part.trim() !== '')
    .map(part => ({
      kind: /(?:^|[{,]\s*)["']?kind["']?\s*:\s*["']?([A-Za-z]\w*)/m.exec(part)?.[1],
      name: /\bmetadata["']?\s*:[^]*?\bname["']?\s*:\s*["']?([\w.-]+)/.exec(part)?.[1],
      touchesPorts: touchesPorts(part),
    }))
}

function targetOf(target: Slot): Pick<KustomizePatch, 'kind' | 'name'> {
  return { kind: valueOf(readString(field(target, 'kind'))), name: valueOf(readString(field(target, 'name'))) }
}

/** A text test: the words that a patch of ports, containers, labels, selectors or pointers cannot do without. */
function touchesPorts(patch: string): boolean {
  const text = patch.replace(harmlessPath, '')
  return ownWords.test(text) || pointerWords.test(text)
}

const ownWords = /\b(?:ports?|containers?|initContainers|labels|matchLabels|selector|hostNetwork)\b|\$patch/

/** Fields of Ingresses, routes, policies, monitors and webhooks; words within names such as `nginx.ingress.kubernetes.io` are none. */
const pointerWords =
  /(?<![\w.-])(?:services?|service(?:Name|Port)|\w*[bB]ackend\w*|podSelector|ingress|egress|policyTypes|endpoints|podMetricsEndpoints|listeners|parentRefs|destination|webhooks|clientConfig|servers)(?![\w.-])/

/** JSON6902 paths into a container that have nothing to do with its ports. */
const harmlessPath = /\/containers\/\d+\/(?:image|imagePullPolicy|resources|volumeMounts|securityContext)\b/g

/** The string that a slot holds, or the text as written where it is something else. */
function textOf(slot: Slot, text: string): string {
  if (slot.is === 'absent') return ''
  if (slot.is === 'value' && slot.node.kind === 'scalar') return String(slot.node.value)
  const { start, end } = spanOfSlot(slot)
  return text.slice(start, end)
}
