import type { Uri } from '../../base/place.ts'
import { parseVersion } from '../../base/semver.ts'
import { type StringValue, string } from '../../template/value.ts'
import { ChartRefusal } from '../refusal.ts'
import { type Decoded, decodeFile } from './decode.ts'
import { type ImportValues, importValuesOf } from './importValues.ts'

/** What `Chart.yaml` says. Strings know where they were written. */
export interface Metadata {
  readonly name: StringValue
  readonly version: StringValue
  readonly apiVersion: StringValue
  readonly type: StringValue
  readonly kubeVersion: StringValue
  readonly appVersion: StringValue
  readonly description: StringValue
  readonly home: StringValue
  readonly icon: StringValue
  readonly condition: StringValue
  readonly tags: StringValue
  readonly deprecated: boolean
  readonly sources: readonly StringValue[]
  readonly keywords: readonly StringValue[]
  readonly maintainers: readonly Maintainer[]
  readonly annotations: ReadonlyMap<string, StringValue> | undefined
  readonly dependencies: readonly Dependency[]
}

export interface Maintainer {
  readonly name: StringValue
  readonly email: StringValue
  readonly url: StringValue
}

export interface Dependency {
  readonly name: StringValue
  readonly version: StringValue
  readonly repository: StringValue
  readonly alias: StringValue
  readonly condition: StringValue
  readonly tags: readonly StringValue[]
  readonly enabled: boolean
  readonly importValues: readonly ImportValues[]
}

/**
 * Reads `Chart.yaml`, and `requirements.yaml` over it, as charts of the first version had their dependencies there.
 *
 * @throws ChartRefusal where Helm refuses to load the chart
 */
export function readMetadata(
  chart: { uri: Uri; text: string },
  requirements: { uri: Uri; text: string } | undefined,
): Metadata {
  const decoded = decode(chart, 'Chart.yaml')
  const more = requirements && decode(requirements, 'requirements.yaml')
  const dependencies =
    more?.structs('dependencies', 'Dependency') ?? decoded.structs('dependencies', 'Dependency') ?? []
  const text = (field: string) => clean(more?.text(field) ?? decoded.text(field))
  const apiVersion = text('apiVersion')
  const metadata: Metadata = {
    name: text('name'),
    version: more?.text('version') ?? decoded.text('version') ?? string(''),
    apiVersion: apiVersion.text === '' ? string('v1') : apiVersion,
    type: text('type'),
    kubeVersion: text('kubeVersion'),
    appVersion: text('appVersion'),
    description: text('description'),
    home: text('home'),
    icon: text('icon'),
    condition: text('condition'),
    tags: text('tags'),
    deprecated: decoded.flag('deprecated'),
    sources: (decoded.texts('sources') ?? []).map(clean),
    keywords: (decoded.texts('keywords') ?? []).map(clean),
    maintainers: (decoded.structs('maintainers', 'Maintainer') ?? []).map(readMaintainer),
    annotations: decoded.textMap('annotations'),
    dependencies: dependencies.map(readDependency),
  }
  validate(metadata)
  return metadata
}

/** @returns the fields of Go's struct, in which a type that does not fit is a refusal in the name of its file */
function decode({ uri, text }: { uri: Uri; text: string }, name: string): Decoded {
  return decodeFile(uri, text, { struct: 'Metadata', file: name })
}

function readMaintainer(decoded: Decoded | undefined): Maintainer {
  if (!decoded) throw refusal('maintainers must not contain empty or null nodes')
  return {
    name: clean(decoded.text('name')),
    email: clean(decoded.text('email')),
    url: clean(decoded.text('url')),
  }
}

function readDependency(decoded: Decoded | undefined): Dependency {
  if (!decoded) throw refusal('dependencies must not contain empty or null nodes')
  const name = clean(decoded.text('name'))
  const alias = decoded.text('alias') ?? string('')
  if (alias.text !== '' && !/^[a-zA-Z0-9_-]+$/.test(alias.text))
    throw refusal(`dependency "${name.text}" has disallowed characters in the alias`)
  return {
    name,
    version: clean(decoded.text('version')),
    repository: clean(decoded.text('repository')),
    alias,
    condition: clean(decoded.text('condition')),
    tags: (decoded.texts('tags') ?? []).map(clean),
    enabled: decoded.flag('enabled'),
    importValues: importValuesOf(decoded.items('import-values') ?? []),
  }
}

/** Helm's own checks when it loads a chart (pkg/chart/v2/metadata.go). */
function validate({ name, version, type, dependencies }: Metadata): void {
  if (name.text === '') throw refusal('chart.metadata.name is required')
  if (name.text === '.' || name.text === '..') throw refusal(`chart.metadata.name "${name.text}" is not allowed`)
  if (name.text.includes('/')) throw refusal(`chart.metadata.name "${name.text}" is invalid`)
  if (version.text === '') throw refusal('chart.metadata.version is required')
  if (!parseVersion(version.text)) throw refusal(`chart.metadata.version "${version.text}" is invalid`)
  if (!['', 'application', 'library'].includes(type.text))
    throw refusal('chart.metadata.type must be application or library')
  const taken = new Set<string>()
  for (const dependency of dependencies) {
    const key = dependency.alias.text || dependency.name.text
    if (taken.has(key)) throw refusal(`more than one dependency with name or alias "${key}"`)
    taken.add(key)
  }
}

function refusal(message: string): ChartRefusal {
  return new ChartRefusal(`validation: ${message}`)
}

/** Helm makes every kind of blank a space, and drops what cannot be printed. */
function clean(value: StringValue | undefined): StringValue {
  if (!value) return string('')
  const text = value.text.replace(/\s/gu, ' ').replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, '')
  return text === value.text ? value : string(text)
}
