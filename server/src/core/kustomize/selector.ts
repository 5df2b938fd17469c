import type { Location } from '../base/place.ts'
import { type Gvk, type Id, namespaceOf } from './id.ts'
import { matchesLabels, parseLabelSelector } from './labelSelector.ts'
import { Pattern } from './pattern.ts'
import { BuildError } from './problem.ts'
import { metadataMap, type Resource } from './resource.ts'

/** What a patch or a replacement goes to, as it is written: every field but the label selectors is a regular expression. */
export interface Selector extends Gvk {
  readonly name: string
  readonly namespace: string
  readonly labelSelector: string
  readonly annotationSelector: string
  readonly at: Location
}

/** A selector that is ready to be asked. */
export class Matcher {
  readonly #selector: Selector
  readonly #patterns: Readonly<Record<keyof Gvk | 'name' | 'namespace', Pattern | undefined>>
  readonly #labels: ReturnType<typeof parseLabelSelector>
  readonly #annotations: ReturnType<typeof parseLabelSelector>

  /** @throws BuildError when an expression or a label selector cannot be read */
  constructor(selector: Selector) {
    this.#selector = selector
    const pattern = (written: string) => anchored(written, selector.at)
    this.#patterns = {
      group: pattern(selector.group),
      version: pattern(selector.version),
      kind: pattern(selector.kind),
      name: pattern(selector.name),
      namespace: pattern(selector.namespace),
    }
    this.#labels = parseLabelSelector(selector.labelSelector, selector.at)
    this.#annotations = parseLabelSelector(selector.annotationSelector, selector.at)
  }

  /** For patches: the name and the namespace may be those of today or the first ones. */
  selects(resource: Resource): boolean {
    const { id, originalId } = resource
    const { name, namespace } = this.#patterns
    return (
      (fits(namespace, namespaceOf(originalId)) || fits(namespace, namespaceOf(id))) &&
      (fits(name, originalId.name) || fits(name, id.name)) &&
      this.#fitsGvk(resource.gvk) &&
      this.fitsLabels(resource)
    )
  }

  /** For replacements: one of the ids that a resource has and had. */
  fitsId(id: Id): boolean {
    return this.#fitsGvk(id) && fits(this.#patterns.name, id.name) && fits(this.#patterns.namespace, id.namespace)
  }

  fitsLabels({ node }: Resource): boolean {
    return (
      matchesLabels(this.#labels, metadataMap(node, 'labels')) &&
      matchesLabels(this.#annotations, metadataMap(node, 'annotations'))
    )
  }

  get hasLabels(): boolean {
    return this.#selector.labelSelector !== '' || this.#selector.annotationSelector !== ''
  }

  /** True when nothing but labels is asked for. */
  get isAnyId(): boolean {
    return Object.values(this.#patterns).every(pattern => pattern === undefined)
  }

  #fitsGvk({ group, version, kind }: Gvk): boolean {
    return fits(this.#patterns.group, group) && fits(this.#patterns.version, version) && fits(this.#patterns.kind, kind)
  }
}

function fits(pattern: Pattern | undefined, value: string): boolean {
  return pattern === undefined || pattern.test(value)
}

function anchored(written: string, at: Location): Pattern | undefined {
  return written === '' ? undefined : patternOf(`^(?:${written})$`, at)
}

/** @throws BuildError when Go would not compile it */
export function patternOf(source: string, at: Location): Pattern {
  try {
    return new Pattern(source)
  } catch (error) {
    if (error instanceof SyntaxError) throw new BuildError('patch-target', error.message, at)
    throw error
  }
}
