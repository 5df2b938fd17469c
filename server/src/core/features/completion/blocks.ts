import type { Block } from './choice.ts'
import type { Mended } from './mend.ts'
import { probeBlocks } from './probeBlocks.ts'
import { serviceBlocks } from './serviceBlocks.ts'

/** Several lines at once, where a key or an item begins that nothing is written of yet. */
export function blocksAt(at: Mended): readonly Block[] {
  const { resource } = at
  if (resource.is === 'service') return serviceBlocks(resource, at)
  return resource.is === 'workload' ? probeBlocks(resource, at) : []
}
