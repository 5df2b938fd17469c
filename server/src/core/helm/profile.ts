import type { Uri } from '../base/place.ts'
import type { Flavour } from './flavour.ts'

/** One way in which a chart is rendered: what people give to `helm template`. */
export interface RenderProfile {
  /** As users see it: `values.yaml`, `values-production.yaml`, `ci/ingress-values.yaml`. */
  readonly name: string
  readonly flavour: Flavour
  readonly release: string
  readonly namespace: string
  /** `--values`, in order: later ones win. */
  readonly valueFiles: readonly Uri[]
  /** Values that are written in another file, such as those of an Argo CD Application. They win over files. */
  readonly inline?: ValueText
  /** `--set` and `--set-string`, each as one line. They win over everything. */
  readonly set: readonly string[]
  readonly setString: readonly string[]
  /** `--kube-version`. Absent: that of the flavour. */
  readonly kubeVersion?: string
  /** `--api-versions`: besides those of the flavour. */
  readonly apiVersions: readonly string[]
}

/** YAML that stands somewhere in a file. */
export interface ValueText {
  readonly uri: Uri
  readonly text: string
  /** Where the text begins in its file, when it stands there as it is. */
  readonly offset: number
}

/** What `helm template NAME CHART` does when nothing else is said. */
export const defaultProfile: RenderProfile = {
  name: 'values.yaml',
  flavour: 'helm4',
  release: 'release-name',
  namespace: 'default',
  valueFiles: [],
  set: [],
  setString: [],
  apiVersions: [],
}

/**
 * The profiles that a chart brings: its defaults alone, each file of values beside `values.yaml`, and those in `ci/`, which
 * chart-testing installs one by one.
 *
 * @param files of the chart, with their paths in it
 */
export function profilesOf(files: readonly { readonly name: string; readonly uri: Uri }[]): readonly RenderProfile[] {
  const found = files
    .filter(({ name }) => /^values[-.][^/]*\.ya?ml$/.test(name) || /^ci\/[^/]*-?values\.yaml$/.test(name))
    .filter(({ name }) => name !== 'values.yaml')
    .map(({ name, uri }) => ({ ...defaultProfile, name, valueFiles: [uri] }))
  return [defaultProfile, ...found.sort((a, b) => (a.name < b.name ? -1 : 1))]
}
