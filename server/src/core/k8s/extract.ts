import type { DocumentId } from '../base/place.ts'
import type { YamlDocument } from '../yaml/node.ts'
import type { Facts } from './facts.ts'

/** SKELETON (being built). Cheap look at a document's text: false when nothing in it can concern us, so it need not be parsed. Pure string search, no YAML. */
export declare function mayMatter(text: string, fileName: string): boolean

/** `fileName`: the last segment of the path (`kustomization.yaml` decides what a document is). */
export declare function extractFacts(document: YamlDocument, id: DocumentId, fileName: string): Facts
