import { valueOf } from '../base/known.ts'
import type { DocumentId } from '../base/place.ts'
import type { Span } from '../base/span.ts'
import { type GitOpsSource, readGitOpsSources } from '../deploy/gitOps.ts'
import { kustomizeGroup, readKustomization } from '../deploy/kustomization.ts'
import { groupOf, type Owner, type ResourceBase, type ResourceId } from '../k8s/facts/base.ts'
import type { Resource } from '../k8s/facts/resource.ts'
import { neverHoldsPods, workloadKind } from '../k8s/kinds.ts'
import { readConfigMap } from '../k8s/read/configMap.ts'
import { readEndpointSlice, readEndpoints } from '../k8s/read/endpoints.ts'
import { readLabels } from '../k8s/read/labels.ts'
import { readNetworkPolicy } from '../k8s/read/networkPolicy.ts'
import { podId } from '../k8s/read/pod.ts'
import { podTemplatesIn } from '../k8s/read/podTemplates.ts'
import { readReferenceGrant } from '../k8s/read/referenceGrant.ts'
import { readService } from '../k8s/read/service.ts'
import { field, isMap, isPatch, itemsOf, readString, type Slot, slotOf } from '../k8s/read/slot.ts'
import { readCustomWorkload, readWorkload, templateSlots } from '../k8s/read/workload.ts'
import { emptyFieldsOfSites } from '../k8s/sites/emptyFields.ts'
import { flatSelectors } from '../k8s/sites/flatSelectors.ts'
import { referencesIn } from '../k8s/sites/references.ts'
import type { YamlDocument } from '../yaml/node.ts'
import type { Facts } from './facts.ts'

/**
 * What one YAML document says about ports: its resources (several in a `kind: List`) or its kustomization.
 *
 * @param fileName the last segment of the path: `kustomization.yaml` decides what a document is
 */
export function extractFacts(document: YamlDocument, id: DocumentId, fileName: string): Facts {
  const { root, text, status, message } = document
  const state = message === undefined ? { status } : { status, message }
  const slot = slotOf(root, { start: 0, end: 0 })
  if (!isMap(slot)) return { resources: [], kustomization: undefined, gitOpsSources: [], ...state }
  const kustomization = readKustomization(slot, text, fileName)
  if (kustomization) {
    const resources = generatorsIn(slot, { document: id, index: 0, text })
    return { resources, kustomization, gitOpsSources: [], ...state }
  }
  const resources: Resource[] = []
  const gitOpsSources: GitOpsSource[] = []
  for (const object of objectsIn(slot, 0)) {
    const resource = readResource(object, { document: id, index: resources.length, text })
    if (resource) resources.push(resource)
    gitOpsSources.push(...readGitOpsSources(object.slot, text))
  }
  return { resources, kustomization: undefined, gitOpsSources: gitOpsSources, ...state }
}

/** A kustomization counts as a resource where the ConfigMaps and Secrets that it generates point at something. */
function generatorsIn(slot: Slot, origin: Origin): readonly Resource[] {
  const made = readResource({ slot, listKind: 'Kustomization', listVersion: `${kustomizeGroup}/v1beta1` }, origin)
  return made && made.references.length > 0 ? [made] : []
}

/** A mapping that looks like a resource, with what a list around it says about its items. */
interface RawObject {
  readonly slot: Slot
  readonly listKind?: string
  readonly listVersion?: string
}

/** Items of typed lists (`ServiceList`) may leave out kind and apiVersion, as the API server's own answers do. */
function objectsIn(slot: Slot, depth: number): readonly RawObject[] {
  const kind = valueOf(readString(field(slot, 'kind')))
  const items = field(slot, 'items')
  if (!kind?.endsWith('List') || items.is !== 'value' || items.node.kind !== 'seq' || depth > 3) return [{ slot }]
  const listVersion = valueOf(readString(field(slot, 'apiVersion')))
  const listKind = kind.slice(0, -'List'.length)
  return itemsOf(items).flatMap(item =>
    objectsIn(item, depth + 1).map(object => (listKind && listVersion ? { listKind, listVersion, ...object } : object)),
  )
}

interface Origin {
  readonly document: DocumentId
  readonly index: number
  readonly text: string
}

function readResource({ slot: object, listKind, listVersion }: RawObject, origin: Origin): Resource | undefined {
  if (!isMap(object)) return undefined
  const kindField = readString(field(object, 'kind'))
  const kind = kindField.kind === 'absent' ? listKind : valueOf(kindField)
  if (kind === undefined) return undefined
  const versionField = readString(field(object, 'apiVersion'))
  const metadata = field(object, 'metadata')
  if (versionField.kind === 'absent' && metadata.is === 'absent' && listVersion === undefined) return undefined
  const apiVersion = versionField.kind === 'absent' && kindField.kind === 'absent' ? listVersion : valueOf(versionField)
  const group = apiVersion === undefined ? undefined : groupOf(apiVersion)
  const row = kind === 'Service' && group === undefined ? undefined : workloadKind(group, kind)
  const kindSpan = kindField.kind === 'known' ? kindField.span : object.node.span
  const resource = slotOf(object.node, object.node.span, kindSpan, object.via)
  const id = resourceId(origin)
  const custom = row || group === undefined || neverHoldsPods(group, kind) ? [] : podTemplatesIn(resource)
  const templates = row ? templateSlots(resource, row) : custom
  const references = referencesIn(
    resource,
    { group: group ?? '', kind },
    templates.map((template, index) => ({ id: podId(id, index), template })),
    origin.text,
  )
  const siteKind = { group: group ?? '', kind }
  const base: ResourceBase = {
    id,
    document: origin.document,
    group: group ?? row?.groups[0] ?? '',
    version: apiVersion?.slice(apiVersion.indexOf('/') + 1) ?? '',
    kind,
    name: readString(field(resource, 'metadata', 'name')),
    namespace: readString(field(resource, 'metadata', 'namespace')),
    labels: readLabels(field(resource, 'metadata', 'labels'), origin.text),
    annotations: readLabels(field(resource, 'metadata', 'annotations'), origin.text),
    owners: itemsOf(field(resource, 'metadata', 'ownerReferences')).flatMap(readOwner),
    references,
    span: object.node.span,
    kindSpan,
    fragment: apiVersion === undefined,
    misplacedSpec: misplacedSpec(resource),
    mistakes: [...emptyFieldsOfSites(resource, siteKind), ...flatSelectors(resource, siteKind)],
  }
  if (kind === 'Service' && (group === '' || group === undefined)) return readService(base, resource, origin.text)
  if (kind === 'ConfigMap' && group === '') return readConfigMap(base, resource, origin.text)
  if (kind === 'EndpointSlice' && group === 'discovery.k8s.io') return readEndpointSlice(base, resource)
  if (kind === 'Endpoints' && group === '') return readEndpoints(base, resource)
  if (kind === 'NetworkPolicy' && group === 'networking.k8s.io') return readNetworkPolicy(base, resource, origin.text)
  if (kind === 'ReferenceGrant' && group === 'gateway.networking.k8s.io') return readReferenceGrant(base, resource)
  if (row) return readWorkload(base, resource, row, origin.text)
  if (custom.length > 0) return readCustomWorkload(base, resource, custom, origin.text)
  const podLabels = readLabels(field(resource, 'spec', 'podMetadata', 'labels'), origin.text)
  return { ...base, is: 'other', podLabels, fragment: base.fragment || isPatch(resource, field(resource, 'spec')) }
}

function readOwner(item: Slot): readonly Owner[] {
  const [kind, name] = [field(item, 'kind'), field(item, 'name')].map(each => valueOf(readString(each)))
  return kind === undefined || name === undefined ? [] : [{ kind, name }]
}

function misplacedSpec(resource: Slot): Span | undefined {
  if (field(resource, 'spec').is !== 'absent') return undefined
  const spec = field(resource, 'metadata', 'spec')
  return isMap(spec) ? spec.key : undefined
}

/** @param index counts the resources of a document */
export function resourceId({ document, index }: Pick<Origin, 'document' | 'index'>): ResourceId {
  return `${document}/${index}` as ResourceId
}
