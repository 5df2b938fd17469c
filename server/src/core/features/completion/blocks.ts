import { distinctBy } from '../../base/distinct.ts'
import type { Block } from './choice.ts'
import { matchLabelsBlocks } from './labels.ts'
import type { Mended } from './mend.ts'
import { probeBlocks } from './probeBlocks.ts'
import { serviceBlocks } from './serviceBlocks.ts'

/** Several lines at once, where a key or an item begins that nothing is written of yet. */
export function blocksAt(at: Mended): readonly Block[] {
  const { resource } = at
  const found =
    resource.is === 'service'
      ? serviceBlocks(resource, at)
      : [...matchLabelsBlocks(at), ...(resource.is === 'workload' ? probeBlocks(resource, at) : [])]
  // Several workloads may have the same labels or ports.
  return distinctBy(found, blockLabel)
}

/** As pairs are shown, and unlike the bare key that a schema offers. @example 'selector: app=web' */
export function blockLabel({ content, says }: Block): string {
  return 'item' in content ? says : `${content.key}: ${says}`
}
