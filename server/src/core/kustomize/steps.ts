import type { Location } from '../base/place.ts'
import { type Config, fieldSpecOf, mergeSpecs } from './config.ts'
import type { FieldSpec } from './fieldSpec.ts'
import type { Loader } from './files.ts'
import { isTrue, listOf, replacementShape, selectorOf } from './kustomization.ts'
import { at, Node, text } from './node.ts'
import { namespaceIn, type Plugin } from './plugins.ts'
import { BuildError } from './problem.ts'
import { readNode, readObjects } from './read.ts'
import type { ResMap } from './resMap.ts'
import type { Schemas } from './schema.ts'
import { shaped } from './shape.ts'
import { within } from './source.ts'
import { hashNames } from './transform/hashNames.ts'
import { setImages } from './transform/images.ts'
import { affixNames } from './transform/names.ts'
import { setNamespace } from './transform/namespace.ts'
import { addPairs } from './transform/pairs.ts'
import {
  applyJsonPatch,
  applyNamedPatch,
  applyPatch,
  type Patch,
  patchTexts,
  readOperations,
  readPatch,
} from './transform/patches.ts'
import { replace } from './transform/replacements.ts'
import { setReplicas } from './transform/replicas.ts'

/** One change to all that a kustomization has, with the entry that asks for it. */
export interface Step {
  readonly at: Location
  readonly apply: (map: ResMap) => void
}

export interface StepContext {
  readonly loader: Loader
  readonly config: Config
  readonly schemas: Schemas
  /** Runs what makes a step: in a lenient build an error costs this entry only. */
  readonly attempt: <T>(entry: Node, make: () => T) => T | undefined
}

/** The changes that the fields of a kustomization ask for, in kustomize's order (kusttarget_configplugin.go). */
export function stepsOf(root: Node, context: StepContext): readonly Step[] {
  const { config, attempt } = context
  const each = (key: string, make: (entry: Node) => readonly Step[]) =>
    listOf(root, key).flatMap(entry => attempt(entry, () => make(entry)) ?? [])
  const single = (key: string, make: (entry: Node) => Step) => {
    const entry = root.get(key)
    return entry && (entry.kind !== 'scalar' || entry.value !== '') ? [make(entry)] : []
  }
  const named = each('patchesStrategicMerge', entry => namedPatches(entry, context))
  const [empty] = named.length === 0 ? listOf(root, 'patchesStrategicMerge') : []
  if (empty)
    attempt(empty, () => {
      throw new BuildError('patch', 'the patch is empty', empty.place)
    })
  return [
    ...named,
    ...each('patches', entry => [patchStep(entry, context)]),
    ...single('namespace', namespace => ({
      at: namespace.place,
      apply: map =>
        setNamespace(map, { namespace, specs: config.namespace, unsetOnly: false, subjects: 'defaultOnly' }),
    })),
    ...single('namePrefix', prefix => affixStep(prefix, 'prefix', config.namePrefix)),
    ...single('nameSuffix', suffix => affixStep(suffix, 'suffix', config.nameSuffix)),
    ...each('labels', entry => [pairsStep(at(entry, 'pairs') ?? entry, labelFields(entry, config))]),
    ...single('commonLabels', pairs => pairsStep(pairs, config.commonLabels)),
    ...single('commonAnnotations', pairs => pairsStep(pairs, config.commonAnnotations)),
    ...each('patchesJson6902', entry => [jsonPatchStep(entry, entry.get('patch'), context)]),
    ...each('replicas', entry => [{ at: entry.place, apply: map => setReplicas(map, entry, config.replicas) }]),
    ...['images', 'imageTags'].flatMap(key =>
      each(key, entry => [{ at: entry.place, apply: map => setImages(map, entry, config.images) }]),
    ),
    ...each('replacements', entry => replacementSteps(entry, context)),
  ]
}

/** The change that a built-in transformer makes with a configuration of its own. */
export function pluginSteps({ kind, root, specs }: Plugin, context: StepContext): readonly Step[] {
  const place = root.place
  switch (kind) {
    case 'PrefixTransformer':
    case 'SuffixTransformer':
    case 'PrefixSuffixTransformer':
      return (['prefix', 'suffix'] as const).flatMap(where => {
        const affix = root.get(where)
        return affix ? [affixStep(affix, where, specs)] : []
      })
    case 'NamespaceTransformer': {
      const namespace = namespaceIn(root)
      return namespace ? [{ at: place, apply: map => setNamespace(map, namespaceOptions(root, namespace, specs)) }] : []
    }
    case 'LabelTransformer':
      return pluginPairs(root.get('labels'), specs)
    case 'AnnotationsTransformer':
      return pluginPairs(root.get('annotations'), specs)
    case 'ImageTagTransformer': {
      const image = root.get('imageTag')
      return image ? [{ at: place, apply: map => setImages(map, image, specs) }] : []
    }
    case 'ReplicaCountTransformer': {
      const replica = root.get('replica')
      return replica ? [{ at: place, apply: map => setReplicas(map, replica, specs) }] : []
    }
    case 'PatchTransformer':
      return [patchStep(root, context)]
    case 'PatchJson6902Transformer':
      return [jsonPatchStep(root, root.get('jsonOp'), context)]
    case 'PatchStrategicMergeTransformer': {
      const inline = root.get('patches')
      return [
        ...listOf(root, 'paths').flatMap(entry => namedPatches(entry, context)),
        ...(inline ? namedPatches(inline, context) : []),
      ]
    }
    case 'ReplacementTransformer':
      return listOf(root, 'replacements').flatMap(entry => replacementSteps(entry, context))
    case 'HashTransformer':
      return [{ at: place, apply: hashNames }]
    default:
      throw new BuildError('plugin', `${kind} is no transformer`, place)
  }
}

function namespaceOptions(root: Node, namespace: Node, specs: readonly FieldSpec[]) {
  const subjects = text(root, 'setRoleBindingSubjects') || 'defaultOnly'
  if (subjects !== 'defaultOnly' && subjects !== 'allServiceAccounts' && subjects !== 'none')
    throw new BuildError('transformer', `setRoleBindingSubjects does not take ${subjects}`, root.place)
  return { namespace, specs, unsetOnly: isTrue(root, 'unsetOnly'), subjects } as const
}

function pluginPairs(pairs: Node | undefined, specs: readonly FieldSpec[]): readonly Step[] {
  return pairs ? [pairsStep(pairs, specs)] : []
}

function affixStep(affix: Node, where: 'prefix' | 'suffix', specs: readonly FieldSpec[]): Step {
  return { at: affix.place, apply: map => affixNames(map, affix, where, specs) }
}

function pairsStep(pairs: Node, specs: readonly FieldSpec[]): Step {
  return { at: pairs.place, apply: map => addPairs(map, pairs, specs) }
}

const metadataLabels: FieldSpec = { group: '', version: '', kind: '', path: 'metadata/labels', create: true }

function labelFields(entry: Node, config: Config): readonly FieldSpec[] {
  const own = mergeSpecs(listOf(entry, 'fields').map(fieldSpecOf), config.labels)
  if (isTrue(entry, 'includeSelectors')) return mergeSpecs(own, config.commonLabels)
  const withTemplates = isTrue(entry, 'includeTemplates') ? mergeSpecs(own, config.templateLabels) : own
  return mergeSpecs(withTemplates, [metadataLabels])
}

function patchStep(entry: Node, { loader, schemas }: StepContext): Step {
  const { inline, path } = patchTexts(entry)
  const of = inline ? within(inline.source, inline.value) : loader.loadPatch(path?.value ?? '', path ?? entry)
  const patch = readPatch(of, patchOptions(entry))
  return { at: entry.place, apply: map => applyPatch(map, patch, schemas) }
}

function patchOptions(entry: Node): Omit<Patch, 'objects' | 'operations'> {
  const target = entry.get('target')
  const options = entry.get('options')
  return {
    target: target && selectorOf(target),
    allowsNameChange: isTrue(options, 'allowNameChange'),
    allowsKindChange: isTrue(options, 'allowKindChange'),
    at: entry.place,
  }
}

/** An entry of `patchesStrategicMerge`: objects, or the path of a file of them. */
function namedPatches(entry: Node, { loader, schemas }: StepContext): readonly Step[] {
  const objects = inlineObjects(entry) ?? readObjects(loader.loadPatch(entry.value, entry))
  const patch: Patch = {
    objects,
    operations: undefined,
    target: undefined,
    allowsNameChange: false,
    allowsKindChange: false,
    at: entry.place,
  }
  return objects.map(object => ({ at: entry.place, apply: map => applyNamedPatch(map, object, patch, schemas) }))
}

/** What a string holds when it is not the path of a file. */
export function inlineObjects(entry: Node): readonly Node[] | undefined {
  if (!entry.value.includes(':')) return undefined
  try {
    return readObjects(within(entry.source, entry.value))
  } catch (error) {
    if (error instanceof BuildError) return undefined
    throw error
  }
}

function jsonPatchStep(entry: Node, inline: Node | undefined, { loader }: StepContext): Step {
  const written = entry.get('target')
  const target = written && selectorOf(written)
  const path = entry.get('path')
  const hasInline = inline !== undefined && inline.value !== ''
  const hasPath = path !== undefined && path.value !== ''
  if (!target || target.name === '')
    throw new BuildError('kustomization', 'the target of a patch needs a name', entry.place)
  if (hasInline === hasPath)
    throw new BuildError(
      'kustomization',
      hasInline ? 'a patch has a path or operations, not both' : 'a patch needs a path or operations',
      entry.place,
    )
  const of = hasPath ? loader.loadPatch(path.value, path) : within((inline ?? entry).source, inline?.value ?? '')
  const operations = readOperations(of)
  if (operations.length === 0) throw new BuildError('patch', 'the patch is empty', entry.place)
  return { at: entry.place, apply: map => applyJsonPatch(map, operations, target, false, entry.place) }
}

function replacementSteps(entry: Node, { loader }: StepContext): readonly Step[] {
  const path = entry.get('path')
  const step = (replacement: Node): Step => ({ at: replacement.place, apply: map => replace(map, replacement) })
  if (!path || path.value === '') return [step(entry)]
  if (entry.get('source') || listOf(entry, 'targets').length > 0)
    throw new BuildError('replacement', 'a replacement has a path or says itself what it does, not both', entry.place)
  const node = readNode(loader.load(path.value, path), 'v2')
  if (!node || node.kind === 'scalar') throw new BuildError('replacement', 'the file holds no replacement', path.place)
  const list = node.kind === 'seq' ? node.items : [node]
  return list.map(item => {
    const replacement = shaped(item, replacementShape, { unknownFields: false, coerces: true }, 'Replacement')
    return step(replacement ?? Node.map(item.source))
  })
}
