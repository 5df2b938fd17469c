import { type Id, isSelected, namespaceOf } from '../id.ts'
import { isTrue, listOf, selectorOf } from '../kustomization.ts'
import { lookup } from '../lookup.ts'
import { isEmpty, Node, text } from '../node.ts'
import { matchPath } from '../pathMatcher.ts'
import { splitFieldPath } from '../paths.ts'
import { BuildError } from '../problem.ts'
import type { ResMap } from '../resMap.ts'
import type { Resource } from '../resource.ts'
import { Matcher } from '../selector.ts'
import { setInText } from '../structuredText.ts'

/** One replacement: takes a value from one object and puts it into others (api/filters/replacement/replacement.go). */
export function replace(map: ResMap, replacement: Node): void {
  const source = replacement.get('source')
  const written = replacement.get('sourceValue')
  const targets = listOf(replacement, 'targets')
  if ((!source && !written) || !replacement.get('targets'))
    throw new BuildError('replacement', 'a replacement needs a source and a target', replacement.place)
  if (source && written)
    throw new BuildError('replacement', 'a replacement takes a value or a source, not both', replacement.place)
  const value = source ? sourceValue(map, source) : Node.scalar(written?.value ?? '', '', replacement.source)
  if (written) value.source = written.source
  for (const target of targets) toTarget(map, value, target)
  map.idsChanged()
}

function sourceValue(map: ResMap, source: Node): Node {
  const resource = sourceOf(map, source)
  const path = text(source, 'fieldPath') || 'metadata.name'
  const found = lookup(resource.node, splitFieldPath(path))
  if (!found || isEmpty(found))
    throw new BuildError('replacement', `${resource.toString()} has no ${path}, which is to be copied`, source.place)
  return refined(found, source.get('options'))
}

function sourceOf(map: ResMap, source: Node): Resource {
  const wanted = selectorOf(source)
  const namespace =
    wanted.namespace === '' ? undefined : namespaceOf({ namespace: wanted.namespace, isClusterScoped: false })
  const isWanted = (id: Id) =>
    (wanted.name === '' || wanted.name === id.name) &&
    (namespace === undefined || namespace === namespaceOf({ ...id, isClusterScoped: false })) &&
    isSelected(id, wanted)
  const matches = map.list.filter(resource => resource.ids.some(isWanted))
  const [found] = matches
  if (!found)
    throw new BuildError(
      'replacement',
      `no ${[wanted.kind, wanted.name].filter(word => word !== '').join(' ')} is there to copy from`,
      source.place,
    )
  if (matches.length > 1)
    throw new BuildError(
      'replacement',
      `more than one ${[wanted.kind, wanted.name].filter(word => word !== '').join(' ')} is there to copy from`,
      source.place,
    )
  return found
}

function refined(value: Node, options: Node | undefined): Node {
  const delimiter = text(options, 'delimiter')
  if (delimiter === '') return value
  if (value.kind !== 'scalar') throw new BuildError('replacement', 'only text can be split at a delimiter', value.place)
  const parts = value.value.split(delimiter)
  const index = indexOf(options)
  const part = parts[index]
  if (part === undefined) throw new BuildError('replacement', `${value.value} has no part ${index}`, value.place)
  return Node.scalar(part, value.tag, { maker: { from: value.place } }, value.quoted)
}

function indexOf(options: Node | undefined): number {
  return Number(text(options, 'index') || '0')
}

function toTarget(map: ResMap, value: Node, target: Node): void {
  const select = target.get('select')
  if (!select) throw new BuildError('replacement', 'a target of a replacement needs select', target.place)
  const matcher = new Matcher(selectorOf(select))
  const rejects = listOf(target, 'reject').map(reject => new Matcher(selectorOf(reject)))
  const paths = listOf(target, 'fieldPaths').map(({ value: path }) => path)
  for (const resource of map.list) {
    // Here the namespace is the one that is written, not the one that counts.
    const ids = [resource.id, ...resource.previousIds]
    if (!matcher.fitsLabels(resource)) continue
    if (rejects.some(reject => reject.hasLabels && reject.fitsLabels(resource))) continue
    if (rejects.some(reject => !reject.isAnyId && ids.some(id => reject.fitsId(id)))) continue
    if (!ids.some(id => matcher.fitsId(id))) continue
    for (const path of paths.length === 0 ? ['metadata.name'] : paths) toField(resource.node, value, path, target)
    resource.contributedBy([target.place.uri, value.place.uri])
  }
}

function toField(node: Node, value: Node, path: string, target: Node): void {
  const options = target.get('options')
  const creation = isTrue(options, 'create') ? { kind: value.kind, source: value.source } : undefined
  const parts = splitFieldPath(path)
  if (setInText(node, value, parts, creation)) return
  const fields = matchPath(node, parts, creation)
  if (fields.length === 0)
    throw new BuildError(
      'replacement',
      `the target has no field ${path}${creation ? ', and it cannot be made' : ''}`,
      target.place,
    )
  for (const field of fields) setField(field, value, options)
}

function setField(field: Node, value: Node, options: Node | undefined): void {
  const delimiter = text(options, 'delimiter')
  if (delimiter === '') {
    if (field.kind === 'scalar') {
      // Only the letters change: type and quotes of the target stay.
      field.value = value.value
      field.source = value.source
    } else field.become(value.copy())
    return
  }
  if (field.kind !== 'scalar') throw new BuildError('replacement', 'only text can be split at a delimiter', field.place)
  const parts = field.value.split(delimiter)
  const index = indexOf(options)
  if (index < 0) parts.unshift(value.value)
  else if (index >= parts.length) parts.push(value.value)
  else parts[index] = value.value
  field.value = parts.join(delimiter)
  field.source = { maker: { from: value.place, inputs: [field.place] } }
}
