import type { Known } from '../base/known.ts'
import type { Span } from '../base/span.ts'
import type { Resource } from './resource.ts'

/** All that is kept of one YAML document. */
export interface Facts {
  readonly resources: readonly Resource[]
  /** Present when the document is a kustomization. */
  readonly kustomization: Kustomization | undefined
  /** What Flux and Argo CD are told to change in the folders that they apply; empty for all other documents. */
  readonly gitOpsSources: readonly GitOpsSource[]
  /** `ok`: judged. `broken`: no parser reads it. `limit`: too large or deep, with the message to show. */
  readonly status: 'ok' | 'broken' | 'limit'
  readonly message?: string
}

/**
 * The parts of a kustomization that decide what is deployed together and what is changed on the way.
 *
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
 */
export interface Kustomization extends Transformations {
  /** `resources`, `bases`, `components`: relative paths of files and folders. */
  readonly resources: readonly Known<string>[]
  /** Files listed under `patches[].path`, `patchesStrategicMerge`, `patchesJson6902[].path`: fragments. */
  readonly patchFiles: readonly string[]
  readonly span: Span
}

/** A folder of a Git repository that Flux or Argo CD applies with changes of its own. */
export interface GitOpsSource {
  /**
   * From the root of the repository, wherever that is: segments, without `.` and slashes at the ends. Where a template makes it,
   * what comes before the first template text; empty for the whole repository.
   */
  readonly path: string
  readonly transformations: Transformations
}

/** What is changed between the manifests and the cluster, as far as it can be told. */
export interface Transformations {
  /** What patches may change, as far as it can be told. */
  readonly patches: readonly KustomizePatch[]
  /** Keys set by `commonLabels`, or by `labels` with `includeSelectors`: equal on both sides after the build. */
  readonly selectorLabels: readonly string[]
  /** Keys that `labels` with `includeTemplates` adds to pod templates, and to no selector. */
  readonly templateLabels: readonly string[]
  /** Keys of the labels that it gives to every resource itself; the other two lists are among them. */
  readonly ownLabels: readonly string[]
  readonly namespace: Known<string>
  readonly namePrefix: Known<string>
  readonly nameSuffix: Known<string>
  /** True when parts come from elsewhere: remote resources, `helmCharts`, generators or transformers as plugins. */
  readonly open: boolean
}

export interface KustomizePatch {
  /** What the patch applies to, as anchored regular expressions; `undefined` where nothing narrows it down. */
  readonly kind: string | undefined
  readonly name: string | undefined
  /** True when the patch may touch ports, containers, labels or selectors. */
  readonly touchesPorts: boolean
  /** True when the patch may give a Service another type or cluster IP. */
  readonly touchesType: boolean
}
