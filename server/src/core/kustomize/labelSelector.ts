import type { Location } from '../base/place.ts'
import { BuildError } from './problem.ts'

export interface Requirement {
  readonly key: string
  readonly operator: 'in' | 'notin' | 'exists' | '!' | '>' | '<'
  readonly values: readonly string[]
}

/**
 * Label selectors in the form that kubectl takes (k8s.io/apimachinery, labels.Parse).
 *
 * @example parseLabelSelector('app=web,tier in (a, b),!old', at)
 * @throws BuildError
 */
export function parseLabelSelector(text: string, at: Location): readonly Requirement[] {
  if (text.trim() === '') return []
  const found: Requirement[] = []
  let rest = text
  while (rest !== '') {
    const match = REQUIREMENT.exec(rest)
    if (!match) throw new BuildError('patch-target', `unable to parse requirement: ${text}`, at)
    const [whole, not, absent, key = '', equality, value, set, list, compare, size] = match
    rest = rest.slice(whole.length)
    if (absent !== undefined && not) found.push({ key: absent, operator: '!', values: [] })
    else if (equality !== undefined)
      found.push({ key, operator: equality === '!=' ? 'notin' : 'in', values: [value ?? ''] })
    else if (set !== undefined)
      found.push({
        key,
        operator: set === 'in' ? 'in' : 'notin',
        values: (list ?? '').split(',').map(each => each.trim()),
      })
    else if (compare !== undefined) found.push({ key, operator: compare === '>' ? '>' : '<', values: [size ?? ''] })
    else found.push({ key, operator: 'exists', values: [] })
    if (rest.startsWith(',') && rest.trim() === ',')
      throw new BuildError('patch-target', `unable to parse requirement: ${text}`, at)
    if (rest.startsWith(',')) rest = rest.slice(1)
  }
  return found
}

const REQUIREMENT =
  /^[ \t]*(?:(!)[ \t]*([\w./-]+)|([\w./-]+)[ \t]*(?:(==|=|!=)[ \t]*([\w.-]*)|(in|notin)[ \t]*\(([\w.,\t -]*)\)|([<>])[ \t]*(\d+))?)[ \t]*(?=,|$)/

export function matchesLabels(requirements: readonly Requirement[], labels: ReadonlyMap<string, string>): boolean {
  return requirements.every(({ key, operator, values }) => {
    const value = labels.get(key)
    switch (operator) {
      case 'exists':
        return value !== undefined
      case '!':
        return value === undefined
      case 'in':
        return value !== undefined && values.includes(value)
      case 'notin':
        return value === undefined || !values.includes(value)
      case '>':
        return value !== undefined && /^-?\d+$/.test(value) && Number(value) > Number(values[0])
      case '<':
        return value !== undefined && /^-?\d+$/.test(value) && Number(value) < Number(values[0])
    }
  })
}
