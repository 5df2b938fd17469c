import type { External } from './settings.ts'

/** Questions about what lives outside of the repository. */
export interface Externals {
  hasService(name: string, namespace: string | undefined): boolean
  hasWorkload(kind: string, name: string): boolean
  hasLabel(key: string, value: string): boolean
}

/** @param lists of all configurations that count for a file */
export function externals(lists: readonly External[]): Externals {
  const services = lists.flatMap(each => each.services).map(matcher)
  const workloads = lists.flatMap(each => each.workloads).map(matcher)
  const labels = lists.flatMap(each => each.labels).map(matcher)
  return {
    hasService: (name, namespace) =>
      services.some(fits => fits(name) || (namespace !== undefined && fits(`${namespace}/${name}`))),
    hasWorkload: (kind, name) => workloads.some(fits => fits(name) || fits(`${kind}/${name}`)),
    hasLabel: (key, value) => labels.some(fits => fits(key) || fits(`${key}=${value}`)),
  }
}

/** @example matcher('kafka-*')('kafka-broker') // true */
function matcher(pattern: string): (text: string) => boolean {
  const source = pattern.split('*').map(part => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
  const expression = new RegExp(`^${source.join('.*')}$`, 'i')
  return text => expression.test(text)
}
