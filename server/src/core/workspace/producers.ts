import type { Uri } from '../base/place.ts'
import { joinPath } from '../base/uri.ts'
import type { Kustomization } from '../deploy/kustomization.ts'
import { Kustomizations } from '../deploy/kustomizations.ts'
import { kustomizeProducer } from '../deploy/kustomizeProducer.ts'
import type { UnitId } from '../deploy/unit.ts'
import { BuildCache } from '../kustomize/build.ts'
import type { DocumentState } from './document.ts'
import type { Units } from './units.ts'

/** Decides what is made in the workspace: a build for each kustomization that nothing else includes. */
export class Producers {
  readonly #units: Units
  readonly #kustomizations = new Kustomizations()
  readonly #written = new Map<Uri, Kustomization>()
  readonly #cache = new BuildCache()

  constructor(units: Units) {
    this.#units = units
  }

  /** True for a file that a kustomization lists as a patch. */
  isPatchFile(uri: Uri): boolean {
    return this.#kustomizations.isPatchFile(uri)
  }

  /** True for what a build made with a patch, whether it stands in a file of its own or in the kustomization. */
  isPatched(document: DocumentState | undefined): boolean {
    if (document?.home.unit === undefined) return false
    return [...document.origin.uris].some(
      uri => this.isPatchFile(uri) || (this.#written.get(uri)?.patches.length ?? 0) > 0,
    )
  }

  /** Takes over what a file says now. @returns units that are not made any more */
  update(uri: Uri, documents: readonly DocumentState[]): readonly UnitId[] {
    const before = this.#written.get(uri)
    const after = documents.find(({ facts }) => facts.kustomization)?.facts.kustomization
    if (before === after) return []
    if (after) this.#written.set(uri, after)
    else this.#written.delete(uri)
    const gone: UnitId[] = []
    for (const folder of this.#kustomizations.update(uri, before, after)) {
      const producer = kustomizeProducer(joinPath(folder, '.'), this.#cache)
      const isMade = this.#units.has(producer.unit.id)
      if (this.#kustomizations.isRoot(folder) === isMade) continue
      if (isMade) gone.push(producer.unit.id)
      else this.#units.add(producer)
    }
    return gone
  }
}
