import type { FieldSpec } from './fieldSpec.ts'
import { compareGvk } from './gvkOrder.ts'
import type { Gvk } from './id.ts'
import { fieldSpecShape, isTrue, listOf } from './kustomization.ts'
import { type Node, text } from './node.ts'
import { BuildError } from './problem.ts'
import { readNode } from './read.ts'
import { type Shape, shaped } from './shape.ts'
import type { SourceText } from './source.ts'
import {
  annotationFields,
  imageFields,
  namespaceFields,
  replicaFields,
  selectorLabelFields,
  templateLabelFields,
} from './tables/fields.ts'
import { nameReferences } from './tables/nameReferences.ts'
import { variableFields } from './tables/variableFields.ts'

/** Which fields of which kinds the transformers change. */
export interface Config {
  readonly namePrefix: readonly FieldSpec[]
  readonly nameSuffix: readonly FieldSpec[]
  readonly namespace: readonly FieldSpec[]
  readonly commonLabels: readonly FieldSpec[]
  readonly labels: readonly FieldSpec[]
  readonly templateLabels: readonly FieldSpec[]
  readonly commonAnnotations: readonly FieldSpec[]
  readonly varReference: readonly FieldSpec[]
  readonly images: readonly FieldSpec[]
  readonly replicas: readonly FieldSpec[]
  readonly nameReference: readonly NameReference[]
}

/** The fields that hold names of objects of a kind. */
export interface NameReference extends Gvk {
  readonly from: readonly FieldSpec[]
}

const metadataName: FieldSpec = { group: '', version: '', kind: '', path: 'metadata/name', create: false }

const builtIn: Config = {
  namePrefix: [metadataName],
  nameSuffix: [metadataName],
  namespace: namespaceFields.map(specOf),
  commonLabels: [...selectorLabelFields, ...templateLabelFields].map(specOf),
  labels: [],
  templateLabels: templateLabelFields.map(specOf),
  commonAnnotations: annotationFields.map(specOf),
  varReference: variableFields.map(specOf),
  images: imageFields.map(specOf),
  replicas: replicaFields.map(specOf),
  nameReference: nameReferences.map(({ to, from }) => ({ ...gvkOf(to.split(' ')), from: from.map(specOf) })),
}

const empty: Config = {
  namePrefix: [],
  nameSuffix: [],
  namespace: [],
  commonLabels: [],
  labels: [],
  templateLabels: [],
  commonAnnotations: [],
  varReference: [],
  images: [],
  replicas: [],
  nameReference: [],
}

/** Reads a row of a table: `group version kind path`, with `+` for fields that are made. */
function specOf(row: string): FieldSpec {
  const words = row.split(' ')
  return { ...gvkOf(words), path: words[3] ?? '', create: words[4] === '+' }
}

function gvkOf([group, version, kind]: readonly string[]): Gvk {
  const written = (word: string | undefined) => (word === '*' || word === undefined ? '' : word)
  return { group: written(group), version: written(version), kind: written(kind) }
}

/**
 * Both, in kustomize's order. Merged once more into nothing, as it does, a row for all kinds gives way to those for some.
 *
 * @throws BuildError when the two disagree whether a field is made
 */
export function mergeConfigs(one: Config, two: Config): Config {
  if (one === two) return one
  return sorted({
    namePrefix: mergeSpecs(one.namePrefix, two.namePrefix),
    nameSuffix: mergeSpecs(one.nameSuffix, two.nameSuffix),
    namespace: mergeSpecs(one.namespace, two.namespace),
    commonLabels: mergeSpecs(one.commonLabels, two.commonLabels),
    labels: mergeSpecs(one.labels, two.labels),
    templateLabels: mergeSpecs(one.templateLabels, two.templateLabels),
    commonAnnotations: mergeSpecs(one.commonAnnotations, two.commonAnnotations),
    varReference: mergeSpecs(one.varReference, two.varReference),
    images: mergeSpecs(one.images, two.images),
    replicas: mergeSpecs(one.replicas, two.replicas),
    nameReference: mergeReferences(one.nameReference, two.nameReference),
  })
}

function sorted(config: Config): Config {
  return {
    namePrefix: config.namePrefix.toSorted(compareGvk),
    nameSuffix: config.nameSuffix.toSorted(compareGvk),
    namespace: config.namespace.toSorted(compareGvk),
    commonLabels: config.commonLabels.toSorted(compareGvk),
    labels: config.labels.toSorted(compareGvk),
    templateLabels: config.templateLabels.toSorted(compareGvk),
    commonAnnotations: config.commonAnnotations.toSorted(compareGvk),
    varReference: config.varReference.toSorted(compareGvk),
    images: config.images.toSorted(compareGvk),
    replicas: config.replicas.toSorted(compareGvk),
    nameReference: config.nameReference.toSorted(compareGvk),
  }
}

/** What `configurations` change. */
export const defaultConfig: Config = mergeConfigs(empty, sorted(builtIn))

/** A configuration as the first that is taken in. */
export function normalized(config: Config): Config {
  return config === defaultConfig ? config : mergeConfigs(empty, config)
}

/** Those of the first, then those of the second that the first does not have for all it concerns. */
export function mergeSpecs(one: readonly FieldSpec[], two: readonly FieldSpec[]): readonly FieldSpec[] {
  if (one === two) return one
  const merged = [...one]
  const byPath = new Map<string, FieldSpec[]>()
  for (const spec of merged) byPath.set(spec.path, [...(byPath.get(spec.path) ?? []), spec])
  for (const spec of two) {
    const same = byPath.get(spec.path)?.find(known => covers(known, spec))
    if (same && same.create !== spec.create)
      throw new BuildError('kustomization', `conflicting fieldspecs for ${spec.path}`)
    if (same) continue
    merged.push(spec)
    byPath.set(spec.path, [...(byPath.get(spec.path) ?? []), spec])
  }
  return merged
}

/** True when each field that the other asks for has the same value in this one. */
function covers(known: FieldSpec, other: FieldSpec): boolean {
  return (
    (other.group === '' || known.group === other.group) &&
    (other.version === '' || known.version === other.version) &&
    (other.kind === '' || known.kind === other.kind)
  )
}

function mergeReferences(one: readonly NameReference[], two: readonly NameReference[]): readonly NameReference[] {
  if (one === two) return one
  const merged = [...one]
  for (const reference of two) {
    const index = merged.findIndex(
      ({ group, version, kind }) =>
        group === reference.group && version === reference.version && kind === reference.kind,
    )
    const known = merged[index]
    if (known) merged[index] = { ...known, from: mergeSpecs(known.from, reference.from) }
    else merged.push(reference)
  }
  return merged
}

/** A file that `configurations` names. */
export function readConfig(of: SourceText): Config {
  const node = readNode(of, 'v2')
  const root = node && shaped(node, configShape, { unknownFields: true, coerces: true }, 'TransformerConfig')
  const specs = (key: string) => listOf(root, key).map(fieldSpecOf)
  return {
    namePrefix: specs('namePrefix'),
    nameSuffix: specs('nameSuffix'),
    namespace: specs('namespace'),
    commonLabels: specs('commonLabels'),
    labels: specs('labels'),
    templateLabels: specs('templateLabels'),
    commonAnnotations: specs('commonAnnotations'),
    varReference: specs('varReference'),
    images: specs('images'),
    replicas: specs('replicas'),
    nameReference: listOf(root, 'nameReference').map(each => ({
      ...gvkOfNode(each),
      from: listOf(each, 'fieldSpecs').map(fieldSpecOf),
    })),
  }
}

export function fieldSpecOf(node: Node): FieldSpec {
  return { ...gvkOfNode(node), path: text(node, 'path'), create: isTrue(node, 'create') }
}

function gvkOfNode(node: Node): Gvk {
  return { group: text(node, 'group'), version: text(node, 'version'), kind: text(node, 'kind') }
}

const specs: Shape = { list: fieldSpecShape }
const configShape: Shape = {
  fields: {
    namePrefix: specs,
    nameSuffix: specs,
    namespace: specs,
    commonLabels: specs,
    labels: specs,
    templateLabels: specs,
    commonAnnotations: specs,
    varReference: specs,
    images: specs,
    replicas: specs,
    nameReference: { list: { fields: { group: 'string', version: 'string', kind: 'string', fieldSpecs: specs } } },
  },
}
