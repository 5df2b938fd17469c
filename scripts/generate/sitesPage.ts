import type { Condition, Site, Takes } from '../../server/src/core/k8s/sites/site.ts'
import { siteAreas } from '../../server/src/core/k8s/sites/table.ts'
import { urlSites } from '../../server/src/core/k8s/sites/urls.ts'

/** docs/sites.md: references to ports, and which number each takes. */
export function sitesPage(): string {
  const areas = [...siteAreas, { title: 'URLs in texts', sites: urlSites }]
  const sections = areas.flatMap(({ title, sites }) => [`## ${title}`, tableOf(sites)])
  return `${['# References to ports, and which number each takes', introduction, ...sections].join('\n\n')}\n`
}

const introduction = `A Service has two numbers, and so has everything that points to one. Which of them belongs where is the question behind most
broken deployments:

| called here | is | a name has |
| --- | --- | --- |
| Service port | \`ports[].port\` of the Service, or its \`name\` | up to 63 characters, may be digits only |
| container port | \`containerPort\` of the pod, or its \`name\` | up to 15 characters, and a letter |
| targetPort | what \`targetPort\` says: where the pods listen | as a container port |
| own port | what somebody listens on or dials by itself; it points to nothing | |

The fields of Services, containers and probes have types of their own in the engine: \`targetPort\` takes the number or name of a container
port, a probe a number, or a name of its own container. Everything else that Portolan follows is in these tables, which are written
from the table that the engine reads (\`server/src/core/k8s/sites\`).`

function tableOf(sites: readonly Site[]): string {
  const rows = sites.map(site => ({
    kinds: kindsOf(site),
    fields: fieldsOf(site),
    rest: `${takenBy(site)} | ${whoseOf(site)} | ${cell(site.note)} <sub>${cell(site.source)}</sub>`,
  }))
  const byKind = together(rows, row => `${row.kinds}|${row.rest}`, 'fields', '<br>')
  const byField = together(byKind, row => `${row.fields}|${row.rest}`, 'kinds', ', ')
  return toTable(byField.map(({ kinds, fields, rest }) => `| ${kinds} | ${fields} | ${rest} |`))
}

interface Row {
  readonly kinds: string
  readonly fields: string
  readonly rest: string
}

/** Rows that differ in one column only become one, where the first of them stands. */
function together(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  column: 'kinds' | 'fields',
  between: string,
): readonly Row[] {
  const groups = new Map<string, Row[]>()
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row])
  return [...groups.values()].flatMap(group => {
    const [first] = group
    return first ? [{ ...first, [column]: group.map(row => row[column]).join(between) }] : []
  })
}

function toTable(rows: readonly string[]): string {
  return ['| kind | field | takes | of | what to know |', '| --- | --- | --- | --- | --- |', ...rows].join('\n')
}

function kindsOf({ kinds, at }: Site): string {
  if (kinds === 'pod') return 'pods of every workload'
  if (kinds.length === 0) {
    const named = at.split(', ').map(path => /^([A-Z]\w*) /.exec(path)?.[1])
    return named.every(Boolean) ? named.join(', ') : 'everything'
  }
  const names = [...new Set(kinds.map(({ kind }) => kind))].join(', ')
  const groups = [...new Set(kinds.map(({ group }) => group).filter(group => group !== ''))].join(', ')
  return groups === '' ? names : `${names} (\`${groups}\`)`
}

function fieldsOf(site: Site): string {
  const { at, port, when, keys } = site
  const fields = keys
    ? [at.replace('{}', `[${keys}]`)]
    : port.length === 0
      ? [fieldOf(at, nameIn(site))]
      : port.map(path => fieldOf(at, path))
  return `${fields.map(field => `\`${field}\``).join(', ')}${when ? conditionOf(when) : ''}`
}

/** Where a row without a port has the name of the Service, relative to its place. */
function nameIn({ target }: Site): string {
  return target.is === 'service' ? target.name : target.is === 'host' ? target.host : ''
}

function conditionOf({ path, value, required, anyCase }: Condition): string {
  return required ? ` with \`${shown(path)}: ${anyCase ? value.toLowerCase() : value}\`` : ''
}

/** The path as a reader of the manifest would say it: whence it begins, the field before it shows. */
function shown(path: string): string {
  return path.replace(/^[/^]+/, '')
}

/** Of whom the port is, and which field says so. */
function whoseOf({ target }: Site): string {
  switch (target.is) {
    case 'service':
      return target.name === '' ? 'the Service named here' : `the Service in \`${shown(target.name)}\``
    case 'host':
      return target.host === ''
        ? 'the Service whose host is named here'
        : `the Service whose host is in \`${shown(target.host)}\``
    case 'services':
      return `the Services that \`${shown(target.selector)}\` selects by their labels`
    case 'pods':
      return `the pods that \`${shown(target.selector)}\` selects`
    case 'peers':
      return `the pods in \`${shown(target.list)}\``
    case 'workload':
      return `the pods of the workload in \`${shown(target.name)}\``
    case 'object':
      return `the ${target.kind} in \`${shown(target.name)}\``
    case 'own-pods':
      return 'the pod itself'
    case 'own-service-pods':
      return 'the pods that the Service selects'
    case 'own-service':
      return 'the Service itself'
    case 'listener':
      return ''
  }
}

function fieldOf(at: string, path: string): string {
  if (path === '' || path === '{key}') return path === '{key}' ? `keys of ${at.slice(0, -2)}` : at
  return `${at}.${path}`
}

const words: Readonly<Record<Takes, string>> = {
  'service-port-number': 'number of a Service port',
  'service-port-name': 'name of a Service port',
  'target-port': 'targetPort',
  'container-port-number': 'number of a container port',
  'container-port-name': 'name of a container port',
  'own-port': 'own port',
}

function takenBy({ takes, defaultPort, target }: Site): string {
  if (target.is === 'object') return 'port of a listener'
  const taken = takes.length === 0 ? 'name of a Service' : takes.map(each => words[each]).join(' or ')
  return defaultPort === undefined ? taken : `${taken}; ${defaultPort} when left out`
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|')
}
