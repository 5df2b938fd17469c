import { fieldSpecOf } from './config.ts'
import type { FieldSpec } from './fieldSpec.ts'
import {
  configMapShape,
  fieldSpecShape,
  imageShape,
  listOf,
  patchShape,
  replacementFieldShape,
  replicaShape,
  secretShape,
} from './kustomization.ts'
import { at, Node, text } from './node.ts'
import { BuildError } from './problem.ts'
import type { Resource } from './resource.ts'
import { type Shape, shaped } from './shape.ts'

/** A plugin that is built into kustomize, with its configuration. */
export interface Plugin {
  readonly kind: string
  readonly root: Node
  readonly specs: readonly FieldSpec[]
}

/**
 * Reads the object that configures a plugin. Only those that are built in can be had: kubectl runs no others.
 *
 * @throws BuildError
 */
export function pluginOf({ node, kind, apiVersion }: Resource): Plugin {
  if (apiVersion !== 'builtin')
    throw new BuildError('plugin', `external plugins disabled; unable to load external plugin '${kind}'`, node.place)
  const shape = Object.hasOwn(shapes, kind) ? shapes[kind] : undefined
  if (!shape) throw new BuildError('plugin', `unable to load builtin ${kind}`, node.place)
  const root = shaped(node, shape, { unknownFields: false, coerces: true }, kind) ?? Node.map(node.source)
  return { kind, root, specs: listOf(root, 'fieldSpecs').map(fieldSpecOf) }
}

/** The name of an object of a plugin's configuration, as `namespace` of a NamespaceTransformer has. */
export function namespaceIn(root: Node): Node | undefined {
  const namespace = at(root, 'metadata', 'namespace')
  return text(root, 'metadata', 'namespace') === '' ? undefined : namespace
}

const fieldSpecs: Shape = { list: fieldSpecShape }
const pairs: Shape = { map: 'string' }
const patchFields = typeof patchShape === 'object' && 'fields' in patchShape ? patchShape.fields : {}

const shapes: Readonly<Record<string, Shape>> = {
  AnnotationsTransformer: { fields: { annotations: pairs, fieldSpecs } },
  ConfigMapGenerator: configMapShape,
  HashTransformer: { fields: {} },
  ImageTagTransformer: { fields: { imageTag: imageShape, fieldSpecs } },
  LabelTransformer: { fields: { labels: pairs, fieldSpecs } },
  NamespaceTransformer: {
    fields: {
      metadata: { fields: { namespace: 'string' } },
      fieldSpecs,
      unsetOnly: 'bool',
      setRoleBindingSubjects: 'string',
    },
  },
  PatchJson6902Transformer: { fields: { ...patchFields, jsonOp: 'string' } },
  PatchStrategicMergeTransformer: { fields: { paths: { list: 'string' }, patches: 'string' } },
  PatchTransformer: patchShape,
  PrefixTransformer: { fields: { prefix: 'string', fieldSpecs } },
  PrefixSuffixTransformer: { fields: { prefix: 'string', suffix: 'string', fieldSpecs } },
  SuffixTransformer: { fields: { suffix: 'string', fieldSpecs } },
  ReplacementTransformer: { fields: { replacements: { list: replacementFieldShape } } },
  ReplicaCountTransformer: { fields: { replica: replicaShape, fieldSpecs } },
  SecretGenerator: secretShape,
}
