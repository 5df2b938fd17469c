import type { Location } from '../../base/place.ts'
import { applyFieldSpecs, type FieldSpec, requireKind, setScalar } from '../fieldSpec.ts'
import { type Node, text } from '../node.ts'
import type { Pattern } from '../pattern.ts'
import type { ResMap } from '../resMap.ts'
import { patternOf } from '../selector.ts'

/** One entry of `images`: changes the images of a name, in containers wherever they are and in the fields of the table. */
export function setImages(map: ResMap, image: Node, specs: readonly FieldSpec[]): void {
  const name = text(image, 'name')
  const update: Update = {
    pattern: patternOf(`^${name}(:[a-zA-Z0-9_.{}-]*)?(@sha256:[a-zA-Z0-9_.{}-]*)?$`, image.place),
    shortest: /^[\w./:-]*$/.test(name) ? name.length : 0,
    image,
    places: [...image.entries].filter(([key]) => key !== 'name').map(([, { value }]) => value.place),
  }
  for (const resource of map.list) {
    if (resource.kind === 'CustomResourceDefinition') continue
    let isChanged = false
    const set = (node: Node) => {
      isChanged = setImage(node, update) || isChanged
    }
    inContainers(resource.node, set)
    applyFieldSpecs(resource.node, specs, { set })
    if (isChanged) resource.contributedBy([image.place.uri])
  }
}

interface Update {
  readonly pattern: Pattern
  /** No shorter text can match. */
  readonly shortest: number
  readonly image: Node
  readonly places: readonly Location[]
}

function inContainers(node: Node, set: (node: Node) => void): void {
  if (node.kind === 'seq') for (const item of node.items) inContainers(item, set)
  if (node.kind !== 'map') return
  for (const [key, { value }] of node.entries) {
    if (value.kind === 'scalar') continue
    inContainers(value, set)
    if ((key !== 'containers' && key !== 'initContainers') || value.kind !== 'seq') continue
    for (const item of value.items) {
      requireKind(item, 'map')
      const image = item.kind === 'map' ? item.get('image') : undefined
      if (image) set(image)
    }
  }
}

function setImage(node: Node, { pattern, shortest, image, places }: Update): boolean {
  requireKind(node, 'scalar')
  const written = node.value
  if (written.length < shortest || !pattern.test(written)) return false
  const value = renamed(written, image)
  const [from, ...others] = places
  const source = value === written || !from ? node.source : { maker: { from, inputs: [...others, node.place] } }
  setScalar(node, value, '', source)
  return true
}

function renamed(written: string, image: Node): string {
  let { name, tag, digest } = partsOf(written)
  const newName = text(image, 'newName')
  const newTag = text(image, 'newTag')
  const newDigest = text(image, 'digest')
  const tagSuffix = text(image, 'tagSuffix')
  if (newName !== '') name = newName
  if (newTag !== '' || newDigest !== '') {
    tag = newTag
    digest = newDigest
  } else if (tagSuffix !== '') {
    tag += tagSuffix
    digest = ''
  }
  return `${name}${tag === '' ? '' : `:${tag}`}${digest === '' ? '' : `@${digest}`}`
}

/** Where an image's name ends (api/internal/image/image.go). A registry's port is part of the name. */
function partsOf(written: string): { name: string; tag: string; digest: string } {
  const slash = Math.max(0, written.indexOf('/'))
  const at = written.indexOf('@', slash)
  const colon = written.indexOf(':', slash)
  if (colon === -1 && at === -1) return { name: written, tag: '', digest: '' }
  if (at !== -1 && (colon === -1 || at < colon))
    return { name: written.slice(0, at), tag: '', digest: written.slice(at + 1) }
  const end = at === -1 ? written.length : at
  return { name: written.slice(0, colon), tag: written.slice(colon + 1, end), digest: written.slice(end + 1) }
}
