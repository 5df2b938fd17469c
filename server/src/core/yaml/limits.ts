/**
 * Above this many UTF-16 units a document is not read. etcd refuses requests above 1.5 MiB by default, so no single
 * object of a cluster comes near; only long `kind: List` dumps do.
 */
export const MAX_DOCUMENT_LENGTH = 2_000_000

/** Collections inside collections. Real manifests stay below 50, even CustomResourceDefinitions. */
export const MAX_DEPTH = 500

/** Nodes that aliases and merge keys may add to a document by repetition. */
export const MAX_ALIAS_NODES = 50_000

/** Thrown inside this folder while a document is read, and turned into status `limit` by `parseDocument`. */
export class LimitReached extends Error {}
