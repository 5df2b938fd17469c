import { absent, valueOf } from '../base/known.ts'
import { groupOf } from '../k8s/facts/base.ts'
import { field, isMap, itemsOf, keysOf, readBoolean, readString, type Slot } from '../k8s/read/slot.ts'
import { hasPlaceholder } from '../yaml/placeholder.ts'
import { anyPatch, readPatches, textOf } from './kustomizePatch.ts'
import type { Transformations } from './transformations.ts'

/** A kind whose objects say which folder of a repository is applied, and what is changed on the way. */
interface GitOpsKind {
  readonly group: string
  readonly kind: string
  /** Without any of these words in its text an object changes nothing. */
  readonly words: readonly string[]
  readonly read: (spec: Slot, text: string) => readonly GitOpsSource[]
}

/** What template text, and a merge from elsewhere, may stand for. */
const hiding = ['{{', '<', '$', '%']

/**
 * @see github.com/fluxcd/kustomize-controller api/v1 KustomizationSpec, api/v1beta1 and v1beta2 for what it was
 * @see github.com/argoproj/argo-cd pkg/apis/application/v1alpha1 ApplicationSourceKustomize, ApplicationSetSpec
 */
export const gitOpsKinds: readonly GitOpsKind[] = [
  {
    group: 'kustomize.toolkit.fluxcd.io',
    kind: 'Kustomization',
    words: ['patches', 'targetNamespace', 'commonMetadata', 'components', 'namePrefix', 'nameSuffix', ...hiding],
    read: (spec, text) => [{ path: pathOf(field(spec, 'path'), text), transformations: fluxChanges(spec, text) }],
  },
  { group: 'argoproj.io', kind: 'Application', words: ['kustomize', 'plugin', ...hiding], read: sourcesOf },
  {
    group: 'argoproj.io',
    kind: 'ApplicationSet',
    words: ['kustomize', 'plugin', ...hiding],
    read: (spec, text) => [...sourcesOf(field(spec, 'template', 'spec'), text), ...templatedSources(spec, text)],
  },
]

/** What an object of Flux or Argo CD changes in which folders; nothing for all other resources. */
export function readGitOpsSources(object: Slot, text: string): readonly GitOpsSource[] {
  if (!isMap(object)) return []
  const kind = valueOf(readString(field(object, 'kind')))
  const group = groupOf(valueOf(readString(field(object, 'apiVersion'))) ?? '')
  const row = gitOpsKinds.find(each => each.kind === kind && each.group === group)
  const spec = field(object, 'spec')
  return row && isMap(spec)
    ? row.read(spec, text).filter(({ transformations }) => transformsSomething(transformations))
    : []
}

function transformsSomething(transformations: Transformations): boolean {
  return (
    transformations.open ||
    transformations.patches.some(patch => patch.touchesPorts || patch.touchesType) ||
    transformations.ownLabels.length > 0 ||
    [transformations.namespace, transformations.namePrefix, transformations.nameSuffix].some(
      value => value.kind !== 'absent',
    )
  )
}

function fluxChanges(spec: Slot, text: string): Transformations {
  return {
    ...changesOf(spec, text, isThere(spec, 'components')),
    selectorLabels: [],
    templateLabels: [],
    ownLabels: keysOf(field(spec, 'commonMetadata', 'labels')),
    namespace: readString(field(spec, 'targetNamespace')),
  }
}

function sourcesOf(spec: Slot, text: string): readonly GitOpsSource[] {
  const sources = [
    field(spec, 'source'),
    ...itemsOf(field(spec, 'sources')),
    field(spec, 'sourceHydrator', 'drySource'),
  ]
  return sources
    .filter(isMap)
    .map(source => ({ path: pathOf(field(source, 'path'), text), transformations: argoChanges(source, text) }))
}

function argoChanges(source: Slot, text: string): Transformations {
  const kustomize = field(source, 'kustomize')
  const labels = keysOf(field(kustomize, 'commonLabels'))
  const everywhere = valueOf(readBoolean(field(kustomize, 'labelWithoutSelector'))) !== true
  const inTemplates = everywhere || valueOf(readBoolean(field(kustomize, 'labelIncludeTemplates'))) === true
  return {
    // A plugin makes what it likes of the folder.
    ...changesOf(kustomize, text, isThere(kustomize, 'components') || isThere(source, 'plugin')),
    selectorLabels: everywhere ? labels : [],
    templateLabels: inTemplates ? labels : [],
    ownLabels: labels,
    namespace: readString(field(kustomize, 'namespace')),
  }
}

/** Generators may bring a template of their own, and `templatePatch` is text: what these do to which folder is not read. */
function templatedSources(spec: Slot, text: string): readonly GitOpsSource[] {
  const said = ['generators', 'templatePatch'].map(key => textOf(field(spec, key), text)).join('\n')
  if (!/\bkustomize\b/.test(said)) return []
  const none = absent({ start: 0, end: 0 })
  const names = { namespace: none, namePrefix: none, nameSuffix: none }
  const labels = { selectorLabels: [], templateLabels: [], ownLabels: [] }
  return [{ path: '', transformations: { patches: [anyPatch], open: true, ...names, ...labels } }]
}

/** @param open true when components or a plugin do what cannot be read here */
function changesOf(
  slot: Slot,
  text: string,
  open: boolean,
): Pick<Transformations, 'patches' | 'namePrefix' | 'nameSuffix' | 'open'> {
  const inFiles = itemsOf(field(slot, 'patches')).some(item => isThere(item, 'path') && !isThere(item, 'target'))
  return {
    patches: open || inFiles ? [anyPatch] : readPatches(slot, text).patches,
    namePrefix: readString(field(slot, 'namePrefix')),
    nameSuffix: readString(field(slot, 'nameSuffix')),
    open,
  }
}

function isThere(slot: Slot, key: string): boolean {
  return field(slot, key).is !== 'absent'
}

/** Paths are from the root of the repository; `/apps`, `./apps/` and `apps` are one. */
function pathOf(slot: Slot, text: string): string {
  const segments = textOf(slot, text).replaceAll(/["']/g, '').split('/')
  const templated = segments.findIndex(hasPlaceholder)
  const plain = templated < 0 ? segments : segments.slice(0, templated)
  return plain.filter(segment => segment !== '' && segment !== '.').join('/')
}

/** A folder of a Git repository that Flux or Argo CD applies with changes of its own. */
export interface GitOpsSource {
  /**
   * From the root of the repository, wherever that is: segments, without `.` and slashes at the ends. Where a template makes it,
   * what comes before the first template text; empty for the whole repository.
   */
  readonly path: string
  readonly transformations: Transformations
}
