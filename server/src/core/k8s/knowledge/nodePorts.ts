/** A range of node ports, both ends included. */
export interface PortBand {
  readonly first: number
  readonly last: number
}

/** What a cluster hands out unless `--service-node-port-range` says otherwise. */
export const nodePorts: PortBand = { first: 30_000, last: 32_767 }

/**
 * The part of it for numbers picked by hand: the cluster takes its own from the rest first. Its size is
 * `min(max(16, size / 32), 128)`, which is 86 for the usual range.
 *
 * @see kubernetes pkg/registry/core/service/portallocator/allocator.go: calculateRangeOffset
 */
export const staticNodePorts: PortBand = { first: nodePorts.first, last: nodePorts.first + 85 }

export function isIn(band: PortBand, number: number): boolean {
  return number >= band.first && number <= band.last
}
