import { bool, list, type MapValue, map, type StringValue, string, type Value } from '../../template/value.ts'
import type { PlacedChart, PlacedDependency } from '../chart/chart.ts'
import type { Maintainer } from '../chart/metadata.ts'
import type { FlavourFacts } from '../flavour.ts'

/** `.Chart`: what Chart.yaml says, by the names of Go's fields. */
export function chartObject(placed: PlacedChart, { chartIsMap }: Pick<FlavourFacts, 'chartIsMap'>): Value {
  const fields = fieldsOf(placed)
  if (chartIsMap) return map(fields)
  return { kind: 'host', type: 'struct { chart.Metadata; IsRoot bool }', fields: new Map(fields) }
}

function fieldsOf({ chart, name, isRoot, dependencies }: PlacedChart): readonly (readonly [string, Value])[] {
  const { metadata } = chart
  return [
    ['Name', name === metadata.name.text ? metadata.name : string(name)],
    ['Home', metadata.home],
    ['Sources', list(metadata.sources)],
    ['Version', metadata.version],
    ['Description', metadata.description],
    ['Keywords', list(metadata.keywords)],
    ['Maintainers', list(metadata.maintainers.map(maintainerObject))],
    ['Icon', metadata.icon],
    ['APIVersion', metadata.apiVersion],
    ['Condition', metadata.condition],
    ['Tags', metadata.tags],
    ['AppVersion', metadata.appVersion],
    ['Deprecated', bool(metadata.deprecated)],
    ['Annotations', textMap(metadata.annotations)],
    ['KubeVersion', metadata.kubeVersion],
    ['Dependencies', list(dependencies.map(dependencyObject))],
    ['Type', metadata.type],
    ['IsRoot', bool(isRoot)],
  ]
}

function maintainerObject({ name, email, url }: Maintainer): MapValue {
  return map([
    ['Name', name],
    ['Email', email],
    ['URL', url],
  ])
}

function dependencyObject({ written, name, enabled }: PlacedDependency): MapValue {
  return map([
    ['Name', name === written.name.text ? written.name : string(name)],
    ['Version', written.version],
    ['Repository', written.repository],
    ['Condition', written.condition],
    ['Tags', list(written.tags)],
    ['Enabled', bool(enabled)],
    [
      'ImportValues',
      list(
        written.importValues.map(({ child, parent }) =>
          map([
            ['child', string(child)],
            ['parent', string(parent)],
          ]),
        ),
      ),
    ],
    ['Alias', written.alias],
  ])
}

function textMap(texts: ReadonlyMap<string, StringValue> | undefined): MapValue {
  const entries = [...(texts ?? [])].map(([key, value]) => [key, value] as const)
  return { ...map(entries), type: 'map[string]string' }
}
