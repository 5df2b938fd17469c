import type { Location, Uri } from '../base/place.ts'
import { isEmpty, Node, text } from './node.ts'
import { BuildError } from './problem.ts'
import { readNode } from './read.ts'
import type { Selector } from './selector.ts'
import { type Shape, shaped } from './shape.ts'
import type { SourceText } from './source.ts'

/** Names under which kustomize looks for it. One of them must be there, and one only. */
export const kustomizationNames = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'] as const

/** A kustomization as kustomize reads it: fields have the types they must have, old ones stand for the new ones. */
export interface Kustomization {
  readonly uri: Uri
  readonly root: Node
  readonly isComponent: boolean
  readonly resources: readonly Node[]
  /** Where the file is, for what concerns all of it. */
  readonly at: Location
}

/** @throws BuildError where kustomize refuses it */
export function readKustomization(uri: Uri, of: SourceText): Kustomization {
  const at: Location = { uri, span: { start: 0, end: of.text.length === 0 ? 0 : Math.max(1, of.text.indexOf('\n')) } }
  const node = readNode(of, 'v2')
  if (node && !node.isNull && node.kind !== 'map')
    throw new BuildError('kustomization', 'the kustomization is no mapping', node.place)
  const root = node && shaped(node, kustomizationShape, { unknownFields: true, coerces: false }, 'Kustomization')
  const hasContent = root && [...root.entries].some(([key, { value }]) => !TYPE.has(key) && isWritten(value))
  if (!root || !hasContent) throw new BuildError('kustomization', 'the kustomization is empty', at)
  const kind = text(root, 'kind') || 'Kustomization'
  const isComponent = kind === 'Component'
  if (!isComponent && kind !== 'Kustomization')
    throw new BuildError(
      'kustomization',
      'its kind is neither Kustomization nor Component',
      root.get('kind')?.place ?? at,
    )
  const version = `kustomize.config.k8s.io/${isComponent ? 'v1alpha1' : 'v1beta1'}`
  const written = text(root, 'apiVersion')
  if (written !== '' && written !== version)
    throw new BuildError('kustomization', `a ${kind} has apiVersion ${version}`, root.get('apiVersion')?.place ?? at)
  return { uri, root, isComponent, resources: [...listOf(root, 'resources'), ...listOf(root, 'bases')], at }
}

/** Go cannot tell an empty list that is written from none, but an empty map of options from none. */
function isWritten(node: Node): boolean {
  return node.kind === 'map' || !(isEmpty(node) || (node.kind === 'scalar' && node.value === ''))
}

const TYPE = new Set(['apiVersion', 'kind'])

export function listOf(node: Node | undefined, key: string): readonly Node[] {
  const list = node?.kind === 'map' ? node.get(key) : undefined
  return list?.kind === 'seq' ? list.items : []
}

export function isTrue(node: Node | undefined, key: string): boolean {
  return node?.kind === 'map' && /^(?:true|y|yes|on)$/i.test(node.get(key)?.value ?? '')
}

/** The target of a patch or a replacement. */
export function selectorOf(node: Node): Selector {
  return {
    group: text(node, 'group'),
    version: text(node, 'version'),
    kind: text(node, 'kind'),
    name: text(node, 'name'),
    namespace: text(node, 'namespace'),
    labelSelector: text(node, 'labelSelector'),
    annotationSelector: text(node, 'annotationSelector'),
    at: node.place,
  }
}

const gvk = { group: 'string', version: 'string', kind: 'string' } as const
const resId = { ...gvk, name: 'string', namespace: 'string' } as const
const selector: Shape = { fields: { ...resId, annotationSelector: 'string', labelSelector: 'string' } }
const strings: Shape = { list: 'string' }
const pairs: Shape = { map: 'string' }
export const fieldSpecShape: Shape = { fields: { ...gvk, path: 'string', create: 'bool' } }
const fieldOptions: Shape = { fields: { delimiter: 'string', index: 'int', encoding: 'string', create: 'bool' } }

const generatorOptions: Shape = {
  fields: { labels: pairs, annotations: pairs, disableNameSuffixHash: 'bool', immutable: 'bool' },
}
const generator = {
  namespace: 'string',
  name: 'string',
  behavior: 'string',
  literals: strings,
  files: strings,
  envs: strings,
  env: 'string',
  options: generatorOptions,
} as const
const patch: Shape = {
  fields: {
    path: 'string',
    patch: 'string',
    target: selector,
    options: { fields: { allowNameChange: 'bool', allowKindChange: 'bool' } },
  },
}
export const imageShape: Shape = {
  fields: { name: 'string', newName: 'string', tagSuffix: 'string', newTag: 'string', digest: 'string' },
}
export const replicaShape: Shape = { fields: { name: 'string', count: 'int' } }
const metadata: Shape = { fields: { name: 'string', namespace: 'string', labels: pairs, annotations: pairs } }

const replacement = {
  source: { fields: { ...resId, fieldPath: 'string', options: fieldOptions } },
  targets: {
    list: { fields: { select: selector, reject: { list: selector }, fieldPaths: strings, options: fieldOptions } },
  },
  sourceValue: 'string',
} as const
export const replacementShape: Shape = { fields: replacement }
export const replacementFieldShape: Shape = { fields: { ...replacement, path: 'string' } }
export const configMapShape: Shape = { fields: { ...generator, metadata } }
export const secretShape: Shape = { fields: { ...generator, type: 'string', metadata } }
export const patchShape: Shape = patch

const kustomizationShape: Shape = {
  fields: {
    apiVersion: 'string',
    kind: 'string',
    metadata,
    openapi: pairs,
    namePrefix: 'string',
    nameSuffix: 'string',
    namespace: 'string',
    commonLabels: pairs,
    labels: {
      list: {
        fields: { pairs, includeSelectors: 'bool', includeTemplates: 'bool', fields: { list: fieldSpecShape } },
      },
    },
    commonAnnotations: pairs,
    patchesStrategicMerge: strings,
    patchesJson6902: { list: patch },
    patches: { list: patch },
    images: { list: imageShape },
    imageTags: { list: imageShape },
    replacements: { list: replacementFieldShape },
    replicas: { list: replicaShape },
    vars: {
      list: {
        fields: {
          name: 'string',
          objref: { fields: { apiVersion: 'string', ...resId } },
          fieldref: { fields: { fieldPath: 'string' } },
        },
      },
    },
    sortOptions: {
      fields: { order: 'string', legacySortOptions: { fields: { orderFirst: strings, orderLast: strings } } },
    },
    resources: strings,
    components: strings,
    crds: strings,
    bases: strings,
    configMapGenerator: { list: { fields: generator } },
    secretGenerator: { list: { fields: { ...generator, type: 'string' } } },
    helmGlobals: 'any',
    helmCharts: { list: 'any' },
    helmChartInflationGenerator: { list: 'any' },
    generatorOptions,
    configurations: strings,
    generators: strings,
    transformers: strings,
    validators: strings,
    buildMetadata: strings,
  },
}
