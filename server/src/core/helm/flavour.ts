/** Which generation of Helm a chart is rendered for. Both are in use, and print different things of the same chart. */
export const flavours = ['helm4', 'helm3'] as const
export type Flavour = (typeof flavours)[number]

/** All that depends on the generation, in one place. Taken from Helm 4.2.3 and 3.17.3, and from what their binaries print. */
export interface FlavourFacts {
  readonly version: string
  readonly gitCommit: string
  readonly goVersion: string
  /** `.Capabilities.KubeVersion` when nobody says another: that of the client library it was built with. */
  readonly kubeVersion: string
  readonly apiVersions: readonly string[]
  /** The Go package of `Values` and `Capabilities`, as `typeOf` prints it. */
  readonly valuesPackage: 'common' | 'chartutil'
  /** `.Chart` is a map, whose missing keys are no error; in Helm 3 it is a struct, whose missing fields are. */
  readonly chartIsMap: boolean
  /** `null` in the defaults of a chart takes the key away; in Helm 3 it stays, and is printed. */
  readonly cleansNullDefaults: boolean
  /** Whether the `null`s that came with values survive where the chart has no default to take away. */
  readonly keepsForeignNulls: boolean
  /** Several documents in a values file are merged; in Helm 3 the first one counts. */
  readonly mergesValueDocuments: boolean
  /** Blank lines at the end of a document are printed; Helm 3 cuts them. */
  readonly keepsTrailingSpace: boolean
  /** Webhook configurations are printed after everything that has a place; in Helm 3 they have none. */
  readonly ordersWebhooks: boolean
  /** Charts inside of a dependency with an alias are named by the alias; in Helm 3 by the chart, unless Chart.yaml lists them. */
  readonly aliasNamesInner: boolean
  /** Charts of other API versions are refused. */
  readonly chartApiVersions: readonly string[] | undefined
  /** A document of values may not begin on the line of its `---`. */
  readonly refusesValuesBehindMarker: boolean
  /** Any version with two numbers is taken for a Kubernetes version; Helm 3 wants a semantic one and completes it. */
  readonly genericKubeVersion: boolean
  /** What a values schema without `$schema` is read as, and whether `format` counts there. */
  readonly schemaDraft: '2020-12' | '7'
}

/** In the order in which `range` gives them. */
const apiVersions = {
  helm4: words(`
    v1 admissionregistration.k8s.io/v1 admissionregistration.k8s.io/v1alpha1 admissionregistration.k8s.io/v1beta1
    internal.apiserver.k8s.io/v1alpha1 apps/v1 apps/v1beta1 apps/v1beta2 authentication.k8s.io/v1
    authentication.k8s.io/v1alpha1 authentication.k8s.io/v1beta1 authorization.k8s.io/v1
    authorization.k8s.io/v1beta1 autoscaling/v1 autoscaling/v2 batch/v1 batch/v1beta1 certificates.k8s.io/v1
    certificates.k8s.io/v1beta1 certificates.k8s.io/v1alpha1 coordination.k8s.io/v1alpha2
    coordination.k8s.io/v1beta1 coordination.k8s.io/v1 discovery.k8s.io/v1 discovery.k8s.io/v1beta1
    events.k8s.io/v1 events.k8s.io/v1beta1 extensions/v1beta1 flowcontrol.apiserver.k8s.io/v1
    flowcontrol.apiserver.k8s.io/v1beta1 flowcontrol.apiserver.k8s.io/v1beta2 flowcontrol.apiserver.k8s.io/v1beta3
    networking.k8s.io/v1 networking.k8s.io/v1beta1 node.k8s.io/v1 node.k8s.io/v1alpha1 node.k8s.io/v1beta1
    policy/v1 policy/v1beta1 rbac.authorization.k8s.io/v1 rbac.authorization.k8s.io/v1beta1
    rbac.authorization.k8s.io/v1alpha1 resource.k8s.io/v1 resource.k8s.io/v1beta2 resource.k8s.io/v1beta1
    resource.k8s.io/v1alpha3 scheduling.k8s.io/v1alpha2 scheduling.k8s.io/v1beta1 scheduling.k8s.io/v1
    storage.k8s.io/v1beta1 storage.k8s.io/v1 storage.k8s.io/v1alpha1 storagemigration.k8s.io/v1beta1
    apiextensions.k8s.io/v1beta1 apiextensions.k8s.io/v1
  `),
  helm3: words(`
    v1 admissionregistration.k8s.io/v1 admissionregistration.k8s.io/v1alpha1 admissionregistration.k8s.io/v1beta1
    internal.apiserver.k8s.io/v1alpha1 apps/v1 apps/v1beta1 apps/v1beta2 authentication.k8s.io/v1
    authentication.k8s.io/v1alpha1 authentication.k8s.io/v1beta1 authorization.k8s.io/v1
    authorization.k8s.io/v1beta1 autoscaling/v1 autoscaling/v2 autoscaling/v2beta1 autoscaling/v2beta2 batch/v1
    batch/v1beta1 certificates.k8s.io/v1 certificates.k8s.io/v1beta1 certificates.k8s.io/v1alpha1
    coordination.k8s.io/v1alpha2 coordination.k8s.io/v1beta1 coordination.k8s.io/v1 discovery.k8s.io/v1
    discovery.k8s.io/v1beta1 events.k8s.io/v1 events.k8s.io/v1beta1 extensions/v1beta1
    flowcontrol.apiserver.k8s.io/v1 flowcontrol.apiserver.k8s.io/v1beta1 flowcontrol.apiserver.k8s.io/v1beta2
    flowcontrol.apiserver.k8s.io/v1beta3 networking.k8s.io/v1 networking.k8s.io/v1alpha1 networking.k8s.io/v1beta1
    node.k8s.io/v1 node.k8s.io/v1alpha1 node.k8s.io/v1beta1 policy/v1 policy/v1beta1 rbac.authorization.k8s.io/v1
    rbac.authorization.k8s.io/v1beta1 rbac.authorization.k8s.io/v1alpha1 resource.k8s.io/v1beta1
    resource.k8s.io/v1alpha3 scheduling.k8s.io/v1alpha1 scheduling.k8s.io/v1beta1 scheduling.k8s.io/v1
    storage.k8s.io/v1beta1 storage.k8s.io/v1 storage.k8s.io/v1alpha1 storagemigration.k8s.io/v1alpha1
    apiextensions.k8s.io/v1beta1 apiextensions.k8s.io/v1
  `),
}

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/)
}

export const flavourFacts: Readonly<Record<Flavour, FlavourFacts>> = {
  helm4: {
    version: 'v4.2.3',
    gitCommit: '43e8b7feece8beb0fcba47059ec9b522fd929a64',
    goVersion: 'go1.26.5',
    kubeVersion: 'v1.36.0',
    apiVersions: apiVersions.helm4,
    valuesPackage: 'common',
    chartIsMap: true,
    cleansNullDefaults: true,
    keepsForeignNulls: true,
    mergesValueDocuments: true,
    keepsTrailingSpace: true,
    ordersWebhooks: true,
    aliasNamesInner: true,
    chartApiVersions: ['v1', 'v2'],
    refusesValuesBehindMarker: true,
    genericKubeVersion: true,
    schemaDraft: '2020-12',
  },
  helm3: {
    version: 'v3.17.3',
    gitCommit: 'e4da49785aa6e6ee2b86efd5dd9e43400318262b',
    goVersion: 'go1.23.7',
    kubeVersion: 'v1.32.0',
    apiVersions: apiVersions.helm3,
    valuesPackage: 'chartutil',
    chartIsMap: false,
    cleansNullDefaults: false,
    keepsForeignNulls: false,
    mergesValueDocuments: false,
    keepsTrailingSpace: false,
    ordersWebhooks: false,
    aliasNamesInner: false,
    chartApiVersions: undefined,
    refusesValuesBehindMarker: false,
    genericKubeVersion: false,
    schemaDraft: '7',
  },
}
