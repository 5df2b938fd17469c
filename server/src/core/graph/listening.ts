import { valueOf } from '../base/known.ts'
import type { Home } from '../deploy/unit.ts'
import type { ConfigEntry, ConfigMap } from '../k8s/facts/configMap.ts'
import type { Container } from '../k8s/facts/container.ts'
import type { Resource } from '../k8s/facts/resource.ts'
import type { PodTemplate } from '../k8s/facts/workload.ts'
import { addressIn } from '../k8s/listenAddresses/address.ts'
import { purposeOf } from '../k8s/listenAddresses/names.ts'
import type { GraphContext } from './context.ts'
import type { ListenEvidence } from './graph.ts'
import { lookUp } from './lookup.ts'

/**
 * What a container listens on: by its own words, by variables that it takes from ConfigMaps in view, and by the configuration
 * files that it mounts from them.
 */
export function listensOf(
  container: Container,
  pod: PodTemplate,
  owner: Resource,
  home: Home,
  context: GraphContext,
): readonly ListenEvidence[] {
  const own = container.listens.map(each => ({ ...each, at: { document: pod.document, span: each.span } }))
  const configMap = finder(owner, home, context)
  return [...own, ...fromVariables(container, configMap), ...fromMounts(container, pod, configMap)]
}

/** The entries of ConfigMaps in view that the containers of a pod take variables from, or may mount as files. */
export function configurationOf(
  pod: PodTemplate,
  owner: Resource,
  home: Home,
  context: GraphContext,
): readonly ConfigEntry[] {
  const configMap = finder(owner, home, context)
  const variables = pod.containers.flatMap(({ env, envFrom }) => [
    ...env.flatMap(({ configMapKey }) => {
      const key = configMapKey && valueOf(configMapKey.key)
      return configMapKey ? entriesOf(configMap(valueOf(configMapKey.configMap)), key) : []
    }),
    ...envFrom.flatMap(source => (source.of === 'ConfigMap' ? entriesOf(configMap(valueOf(source.name))) : [])),
  ])
  return [...variables, ...pod.configVolumes.flatMap(volume => entriesOf(configMap(valueOf(volume.configMap))))]
}

function entriesOf(configMap: ConfigMap | undefined, key?: string): readonly ConfigEntry[] {
  return configMap?.data.filter(entry => key === undefined || entry.key === key) ?? []
}

type Find = (name: string | undefined) => ConfigMap | undefined

function finder(owner: Resource, home: Home, context: GraphContext): Find {
  return name => {
    if (name === undefined) return undefined
    const found = lookUp('ConfigMap', name, { resource: owner, home, namespace: undefined }, context)
    const [only, other] = found.status === 'found' ? found.found : []
    return only?.is === 'configMap' && !other ? only : undefined
  }
}

function* fromVariables(container: Container, find: Find): Generator<ListenEvidence> {
  for (const { name, configMapKey } of container.env) {
    const variable = valueOf(name)
    const key = configMapKey && valueOf(configMapKey.key)
    if (variable !== undefined && configMapKey && key !== undefined)
      yield* fromEntry(variable, key, find(valueOf(configMapKey.configMap)))
  }
  for (const source of container.envFrom) {
    const configMap = source.of === 'ConfigMap' ? find(valueOf(source.name)) : undefined
    for (const { key } of configMap?.data ?? [])
      yield* fromEntry(`${valueOf(source.prefix) ?? ''}${key}`, key, configMap)
  }
}

function* fromEntry(variable: string, key: string, configMap: ConfigMap | undefined): Generator<ListenEvidence> {
  const purpose = purposeOf(variable)
  const entry = configMap?.data.find(each => each.key === key)
  const address = purpose && entry?.value.kind === 'known' ? addressIn(entry.value.value) : undefined
  if (!purpose || !configMap || entry?.value.kind !== 'known' || !address) return
  const { span } = entry.value
  const { host, port } = address
  const at = { document: configMap.document, span }
  yield { port, protocol: 'TCP', host, hostSpan: undefined, purpose, by: variable, span, at }
}

function* fromMounts(container: Container, { configVolumes }: PodTemplate, find: Find): Generator<ListenEvidence> {
  for (const { volume, subPath } of container.mounts) {
    const wanted = valueOf(volume)
    const file = valueOf(subPath)
    for (const source of configVolumes.filter(each => wanted !== undefined && valueOf(each.volume) === wanted)) {
      const configMap = find(valueOf(source.configMap))
      for (const { key, listens } of configMap?.data ?? []) {
        if (!configMap || (file !== undefined && file !== key)) continue
        for (const listen of listens) yield { ...listen, at: { document: configMap.document, span: listen.span } }
      }
    }
  }
}
