import { type Known, valueOf } from '../base/known.ts'

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

/** Differs when anything differs that these changes do to resources. */
export function fingerprintOf(transformations: Transformations): string {
  const { patches, selectorLabels, templateLabels, ownLabels, namespace, namePrefix, nameSuffix, open } =
    transformations
  const texts = [namespace, namePrefix, nameSuffix].map(field => valueOf(field) ?? field.kind)
  return JSON.stringify([patches, selectorLabels, templateLabels, ownLabels, texts, open])
}
