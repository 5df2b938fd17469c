import { describe, expect, test } from 'vitest'
import { inView, service, workload } from '../../support/view.ts'

/** Where the first port of the Service leads in its first pod. */
function leads(port: string, pod: string): string {
  const view = inView({ 'a.yaml': [service('web', 'app: web', port), pod].join('---\n') })
  const web = view.service('web')
  const selection = view.graph.selection(web)
  const [selected] = selection.status === 'selected' ? selection.pods : []
  const [first] = web.ports.items
  if (!selected || !first) throw new Error('the snippet selects nothing')
  const resolution = view.graph.resolve(first, selected)
  switch (resolution.status) {
    case 'number':
      return `${resolution.number} ${resolution.declared ? 'declared' : 'undeclared'}`
    case 'named':
      return `${resolution.number} of ${resolution.declared.container.name.kind === 'known' ? resolution.declared.container.name.value : '?'}`
    case 'missing':
      return `missing${resolution.otherProtocol ? ', other protocol' : ''}${resolution.initOnly ? ', init only' : ''}`
    case 'unknown':
      return 'unknown'
  }
}

/** A Pod whose containers are given as flow maps; `init` ones come first in the text. */
function pod(containers: string, init = ''): string {
  const inits = init ? `, initContainers: [${init}]` : ''
  return `apiVersion: v1\nkind: Pod\nmetadata: {name: web, labels: {app: web}}\nspec: {containers: [${containers}]${inits}}\n`
}

const http = '{port: 80, targetPort: http}'
const main = '{name: main, image: i, ports: [{name: http, containerPort: 8080}]}'
const sidecar = '{name: side, image: i, restartPolicy: Always, ports: [{name: http, containerPort: 9000}]}'
const init = '{name: setup, image: i, ports: [{name: http, containerPort: 7000}]}'

describe('FindPort', () => {
  test('a number is used as it is', () => {
    expect(leads('{port: 80, targetPort: 8080}', workload('web', 'app: web'))).toBe('8080 declared')
    expect(leads('{port: 80, targetPort: 9999}', workload('web', 'app: web'))).toBe('9999 undeclared')
  })
  test('without targetPort the Service port is the target; so with 0 and ""', () => {
    expect(leads('{port: 8080}', workload('web', 'app: web'))).toBe('8080 declared')
    expect(leads('{port: 8080, targetPort: 0}', workload('web', 'app: web'))).toBe('8080 declared')
    expect(leads('{port: 8080, targetPort: ""}', workload('web', 'app: web'))).toBe('8080 declared')
  })
  test('containers come before sidecars, whatever stands first', () =>
    expect(leads(http, pod(main, sidecar))).toBe('8080 of main'))
  test('a sidecar counts', () => expect(leads(http, pod('{name: main, image: i}', sidecar))).toBe('9000 of side'))
  test('an init container does not', () =>
    expect(leads(http, pod('{name: main, image: i}', init))).toBe('missing, init only'))
  test('the protocol of a named port must match', () => {
    expect(leads('{port: 53, protocol: UDP, targetPort: http}', pod(main))).toBe('missing, other protocol')
    expect(
      leads(
        '{port: 53, protocol: UDP, targetPort: dns}',
        pod(
          '{name: m, image: i, ports: [{name: dns, containerPort: 53}, {name: dns, containerPort: 54, protocol: UDP}]}',
        ),
      ),
    ).toBe('54 of m')
  })
  test('the protocol of a number does not', () =>
    expect(leads('{port: 80, protocol: UDP, targetPort: 8080}', pod(main))).toBe('8080 declared'))
  test('a templated port may have the name', () =>
    expect(leads(http, pod(`{name: main, image: i, ports: [{name: '\${NAME}', containerPort: 1}]}`))).toBe('unknown'))
  test('digits in quotes are a name, and nobody has it', () =>
    expect(leads('{port: 80, targetPort: "8080"}', pod(main))).toBe('missing'))
})
