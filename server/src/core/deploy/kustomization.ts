import { type Known, valueOf } from '../base/known.ts'
import type { Span } from '../base/span.ts'
import { groupOf } from '../k8s/facts/base.ts'
import { field, isMap, itemsOf, keysOf, readBoolean, readString, readTexts, type Slot } from '../k8s/read/slot.ts'
import { readPatches } from './kustomizePatch.ts'
import type { Transformations } from './transformations.ts'

export const kustomizeGroup = 'kustomize.config.k8s.io'

/** @see sigs.k8s.io/kustomize/api/konfig RecognizedKustomizationFileNames */
export const kustomizationFiles: readonly string[] = ['kustomization.yaml', 'kustomization.yml', 'Kustomization']

export function isKustomizationFile(fileName: string): boolean {
  return kustomizationFiles.includes(fileName)
}

/**
 * The kustomization (or Component) that a document is, or `undefined` when it is something else: Flux has a kind of the
 * same name in a group of its own.
 */
export function readKustomization(root: Slot, text: string, fileName: string): Kustomization | undefined {
  if (!isMap(root) || !isKustomization(root, fileName)) return undefined
  const resources = ['resources', 'bases', 'components'].flatMap(key => readTexts(field(root, key)))
  const local = resources.filter(entry => entry.kind !== 'known' || !isRemote(entry.value))
  const patches = readPatches(root, text)
  return {
    resources: local,
    patchFiles: patches.files,
    patches: patches.patches,
    selectorLabels: readSelectorLabels(root),
    templateLabels: readTemplateLabels(root),
    ownLabels: readOwnLabels(root),
    namespace: readString(field(root, 'namespace')),
    namePrefix: readString(field(root, 'namePrefix')),
    nameSuffix: readString(field(root, 'nameSuffix')),
    open:
      local.length < resources.length ||
      resources.some(entry => entry.kind === 'unknown') ||
      openFields.some(key => field(root, key).is !== 'absent'),
    span: root.node.span,
  }
}

/** Fields that bring or change resources in ways that only a build can tell. */
const openFields = ['helmCharts', 'helmChartInflationGenerator', 'generators', 'transformers', 'openapi']

function isKustomization(root: Slot, fileName: string): boolean {
  const apiVersion = readString(field(root, 'apiVersion'))
  const kind = readString(field(root, 'kind'))
  if (apiVersion.kind === 'known') {
    if (groupOf(apiVersion.value) !== kustomizeGroup) return false
  } else if (!isKustomizationFile(fileName)) return false
  if (kind.kind === 'absent') return isKustomizationFile(fileName)
  return valueOf(kind) === 'Kustomization' || valueOf(kind) === 'Component'
}

/** @example isRemote('github.com/owner/repo//deploy?ref=v1') // true */
export function isRemote(path: string): boolean {
  return (
    /^[\w+.-]+(?:::|:\/\/)|^[\w.-]+@[\w.-]+:|[?&](?:ref|version|timeout|submodules)=|^(?:github\.com|gitlab\.com|bitbucket\.org)[/:]/.test(
      path,
    ) || /^[^./][^/]*\.[a-z]{2,}\/.*\/\//.test(path)
  )
}

function readSelectorLabels(root: Slot): readonly string[] {
  const labels = itemsOf(field(root, 'labels')).filter(item => valueOf(readBoolean(field(item, 'includeSelectors'))))
  return unique([field(root, 'commonLabels'), ...labels.map(item => field(item, 'pairs'))].flatMap(keysOf))
}

function readTemplateLabels(root: Slot): readonly string[] {
  const labels = itemsOf(field(root, 'labels')).filter(item => valueOf(readBoolean(field(item, 'includeTemplates'))))
  return unique(labels.flatMap(item => keysOf(field(item, 'pairs'))))
}

function readOwnLabels(root: Slot): readonly string[] {
  const labels = itemsOf(field(root, 'labels')).map(item => field(item, 'pairs'))
  return unique([field(root, 'commonLabels'), ...labels].flatMap(keysOf))
}

function unique(keys: readonly string[]): readonly string[] {
  return [...new Set(keys)]
}

/**
 * The parts of a kustomization that decide what is deployed together and what is changed on the way.
 *
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
 */
export interface Kustomization extends Transformations {
  /** `resources`, `bases`, `components`: relative paths of files and folders. */
  readonly resources: readonly Known<string>[]
  /** Files listed under `patches[].path`, `patchesStrategicMerge`, `patchesJson6902[].path`: fragments. */
  readonly patchFiles: readonly string[]
  readonly span: Span
}
