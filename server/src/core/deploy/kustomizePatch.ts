import { valueOf } from '../base/known.ts'
import { field, isMap, itemsOf, readString, type Slot, spanOfSlot } from '../k8s/read/slot.ts'
import type { KustomizePatch } from './transformations.ts'

export interface KustomizePatches {
  readonly patches: readonly KustomizePatch[]
  /** Paths of patch files, as written. */
  readonly files: readonly string[]
}

/** All fields of a kustomization that change resources: patches in their three forms, transformers, replacements. */
export function readPatches(root: Slot, text: string): KustomizePatches {
  const patches: KustomizePatch[] = []
  const files: string[] = []
  if (['patches', 'patchesJson6902', 'patchesStrategicMerge'].some(key => field(root, key).is === 'unknown'))
    patches.push(anyPatch)
  for (const item of [...itemsOf(field(root, 'patches')), ...itemsOf(field(root, 'patchesJson6902'))]) {
    const path = valueOf(readString(field(item, 'path')))
    const patch = field(item, 'patch')
    const target = field(item, 'target')
    if (path !== undefined) files.push(path)
    if (patch.is !== 'absent') patches.push(...inlinePatches(textOf(patch, text), target))
    else if (isMap(target)) patches.push({ ...targetOf(target), ...anything })
  }
  for (const item of itemsOf(field(root, 'patchesStrategicMerge'))) {
    const entry = textOf(item, text)
    if (isMap(item)) patches.push({ ...targetOf(item, field(item, 'metadata')), ...touchedBy(entry) })
    else if (entry.includes('\n') || entry.startsWith('{')) patches.push(...inlinePatches(entry, item))
    else files.push(entry)
  }
  const inFiles = itemsOf(field(root, 'replacements')).some(item => field(item, 'path').is !== 'absent')
  if (inFiles || field(root, 'transformers').is !== 'absent') {
    patches.push(anyPatch)
  }
  for (const key of ['configurations', 'vars', 'replacements']) {
    const touched = touchedBy(textOf(field(root, key), text))
    if (touched.touchesPorts || touched.touchesType) patches.push({ kind: undefined, name: undefined, ...touched })
  }
  return { patches, files }
}

/**
 * Patches written into the kustomization itself, as YAML or JSON text. Without a `target` each says by its own kind and
 * name what it applies to.
 */
function inlinePatches(patch: string, target: Slot): readonly KustomizePatch[] {
  if (isMap(target)) return [{ ...targetOf(target), ...touchedBy(patch) }]
  return patch
    .split(/^---.*$/m)
    .filter(part => part.trim() !== '')
    .map(part => ({
      kind: /(?:^|[{,]\s*)["']?kind["']?\s*:\s*["']?([A-Za-z]\w*)/m.exec(part)?.[1],
      name: /\bmetadata["']?\s*:[^]*?\bname["']?\s*:\s*["']?([\w.-]+)/.exec(part)?.[1],
      ...touchedBy(part),
    }))
}

function targetOf(target: Slot, named = target): Pick<KustomizePatch, 'kind' | 'name'> {
  return { kind: valueOf(readString(field(target, 'kind'))), name: valueOf(readString(field(named, 'name'))) }
}

type Touched = Pick<KustomizePatch, 'touchesPorts' | 'touchesType'>

/** What files hold that are not read. */
const anything: Touched = { touchesPorts: true, touchesType: true }

/** What may be done to any resource. */
export const anyPatch: KustomizePatch = { kind: undefined, name: undefined, ...anything }

/** A text test: the words that a patch of ports, containers, labels, selectors, pointers or types cannot do without. */
function touchedBy(patch: string): Touched {
  const text = patch.replace(harmlessPath, '')
  return { touchesPorts: ownWords.test(text) || pointerWords.test(text), touchesType: typeWords.test(text) }
}

const typeWords = /\b(?:type|clusterIPs?|externalName)\b|\$patch/

const ownWords = /\b(?:ports?|containers?|initContainers|labels|matchLabels|selector|hostNetwork)\b|\$patch/

/** Fields of Ingresses, routes, policies, monitors and webhooks; words within names such as `nginx.ingress.kubernetes.io` are none. */
const pointerWords =
  /(?<![\w.-])(?:services?|service(?:Name|Port)|\w*[bB]ackend\w*|podSelector|ingress|egress|policyTypes|endpoints|podMetricsEndpoints|listeners|parentRefs|destination|webhooks|clientConfig|servers)(?![\w.-])/

/** JSON6902 paths into a container that have nothing to do with its ports. */
const harmlessPath = /\/containers\/\d+\/(?:image|imagePullPolicy|resources|volumeMounts|securityContext)\b/g

/** The string that a slot holds, or the text as written where it is something else. */
export function textOf(slot: Slot, text: string): string {
  if (slot.is === 'absent') return ''
  if (slot.is === 'value' && slot.node.kind === 'scalar') return String(slot.node.value)
  const { start, end } = spanOfSlot(slot)
  return text.slice(start, end)
}
