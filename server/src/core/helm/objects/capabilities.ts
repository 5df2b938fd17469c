import { parseVersion } from '../../base/semver.ts'
import { bool, type HostValue, int, list, type MapValue, map, string, type Value } from '../../template/value.ts'
import type { FlavourFacts } from '../flavour.ts'
import { ChartRefusal } from '../refusal.ts'

/** The Kubernetes version that a chart is rendered for. */
export interface KubeVersion {
  /** As `.Capabilities.KubeVersion.Version` says it: `v1.33.4-gke.1245000`. */
  readonly version: string
  /** What ranges are held against; in Helm 4 without what providers add: `v1.33.4`. */
  readonly normalized: string
  readonly major: string
  readonly minor: string
}

/**
 * Reads what `--kube-version` says.
 *
 * @throws ChartRefusal for what Helm takes for no version
 */
export function readKubeVersion(
  text: string,
  { genericKubeVersion }: Pick<FlavourFacts, 'genericKubeVersion'>,
): KubeVersion {
  if (!genericKubeVersion) {
    const parsed = parseVersion(text)
    if (!parsed) throw new ChartRefusal(`invalid kube version '${text}': Invalid Semantic Version`)
    const { major, minor, patch, pre, metadata } = parsed
    const version = `v${major}.${minor}.${patch}${pre && `-${pre}`}${metadata && `+${metadata}`}`
    return { version, normalized: version, major: String(major), minor: String(minor) }
  }
  const numbers = /^\s*v?(\d+(?:\.\d+)*)/.exec(text)?.[1]?.split('.')
  if (!numbers) throw new ChartRefusal(`invalid kube version '${text}': could not parse "${text}" as version`)
  const [major = '', minor] = numbers.map(number => String(Number(number)))
  if (minor === undefined) throw new ChartRefusal(`invalid kube version '${text}': illegal version string "${text}"`)
  const normalized = `v${numbers.map(Number).join('.')}`
  return { version: text.startsWith('v') ? text : `v${text}`, normalized, major, minor }
}

/** `.Capabilities`. */
export function capabilitiesObject(kube: KubeVersion, apiVersions: readonly string[], facts: FlavourFacts): HostValue {
  const name = (type: string) => `${facts.valuesPackage}.${type}`
  const known = [...facts.apiVersions, ...apiVersions]
  const version = string(kube.version)
  const kubeVersion: HostValue = {
    kind: 'host',
    type: name('KubeVersion'),
    fields: new Map<string, Value>([
      ['Version', version],
      ['Major', string(kube.major)],
      ['Minor', string(kube.minor)],
    ]),
    methods: new Map([
      ['GitVersion', { parameters: [], call: () => version }],
      ['String', { parameters: [], call: () => string(kube.normalized) }],
    ]),
    // An action prints it by its String method.
    data: string(kube.normalized),
  }
  const versions: HostValue = {
    kind: 'host',
    type: name('VersionSet'),
    methods: new Map([
      [
        'Has',
        {
          parameters: ['string'],
          call: ([wanted]: readonly Value[]) => bool(wanted?.kind === 'string' && known.includes(wanted.text)),
        },
      ],
    ]),
    data: list(
      known.map(each => string(each)),
      '[]string',
    ),
  }
  const helmVersion: HostValue = {
    kind: 'host',
    type: 'version.BuildInfo',
    fields: new Map<string, Value>([
      ['Version', string(facts.version)],
      ['GitCommit', string(facts.gitCommit)],
      ['GitTreeState', string('clean')],
      ['GoVersion', string(facts.goVersion)],
      ...(facts.chartIsMap ? [['KubeClientVersion', string(facts.kubeVersion.replace(/\.\d+$/, ''))] as const] : []),
    ]),
  }
  return {
    kind: 'host',
    type: `*${name('Capabilities')}`,
    fields: new Map<string, Value>([
      ['KubeVersion', kubeVersion],
      ['APIVersions', versions],
      ['HelmVersion', helmVersion],
    ]),
  }
}

/** `.Release`, of an installation. */
export function releaseObject(name: string, namespace: string): MapValue {
  return map([
    ['Name', string(name)],
    ['Namespace', string(namespace)],
    ['IsUpgrade', bool(false)],
    ['IsInstall', bool(true)],
    ['Revision', int(1)],
    ['Service', string('Helm')],
  ])
}
