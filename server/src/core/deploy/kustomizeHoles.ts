import type { Location } from '../base/place.ts'
import { contains } from '../base/span.ts'
import { child, type YamlEntry, type YamlNode } from '../yaml/node.ts'
import { parseDocument } from '../yaml/parse.ts'
import type { Inputs } from './producer.ts'
import type { KustomizePatch } from './transformations.ts'

/** What nobody can know of a build, since a part of it is not in view. */
export interface Hole {
  /** True when more resources may belong to the build. */
  readonly adds: boolean
  /** What may be changed of those that are there. */
  readonly changes: readonly KustomizePatch[]
}

/** Lists of a kustomization whose entries change resources, whatever they are. */
const changing = ['components', 'transformers', 'replacements', 'configurations', 'openapi', 'validators']
const patching = ['patches', 'patchesStrategicMerge', 'patchesJson6902']
/** What is missing there is a part of one ConfigMap or Secret, or a `$(VAR)` that stays as it is and is unknown for that. */
const harmless = ['configMapGenerator', 'secretGenerator', 'vars']

/**
 * What a missing part of a build may do, by the list of the kustomization that names it. A patch changes its target alone, if it
 * says one.
 */
export function holeAt(at: Location, inputs: Inputs): Hole {
  const text = inputs.text(at.uri)
  const root = text === undefined ? undefined : parseDocument(text).root
  const list = root?.kind === 'map' ? root.entries.find(({ span }) => contains(span, at.span)) : undefined
  const key = String(list?.key.value ?? '')
  if (harmless.includes(key)) return { adds: false, changes: [] }
  if (patching.includes(key)) return { adds: false, changes: [targetIn(list, at)] }
  if (changing.includes(key)) return { adds: true, changes: [anything] }
  return { adds: true, changes: [] }
}

const anything: KustomizePatch = { kind: undefined, name: undefined, touchesPorts: true, touchesType: true }

function targetIn(list: YamlEntry | undefined, at: Location): KustomizePatch {
  const items = list?.value?.kind === 'seq' ? list.value.items : []
  const target = child(items.find(({ span }) => contains(span, at.span))?.value, 'target')
  return { ...anything, kind: textOf(child(target, 'kind')), name: textOf(child(target, 'name')) }
}

function textOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' && node.value !== '' ? node.value : undefined
}
