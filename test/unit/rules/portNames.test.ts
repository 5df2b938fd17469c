import { describe, expect, test } from 'vitest'
import { absent, type Known, known } from '../../../server/src/core/base/known.ts'
import type { ContainerPort } from '../../../server/src/core/k8s/facts/container.ts'
import type { ServicePort } from '../../../server/src/core/k8s/facts/service.ts'
import {
  areOfOnePort,
  suggestContainerPortName,
  suggestServicePortName,
  validName,
} from '../../../server/src/core/rules/support/portNames.ts'

test.each([
  ['HTTP_Metrics', 15, 'http-metrics'],
  ['http_metrics-endpoint', 15, 'http-metrics'],
  ['redis:6.2', 15, 'redis-6-2'],
  ['8080', 15, 'port-8080'],
  ['-a--b-', 15, 'a-b'],
  ['Web UI', 63, 'web-ui'],
  ['8080', 63, undefined],
  ['averyveryverylongword', 15, undefined],
  ['порт', 15, undefined],
  ['http', 15, undefined],
] as const)('validName(%j, %i) is %j', (name, longest, valid) => {
  expect(validName(name, longest)).toBe(valid)
})

const at = { start: 0, end: 0 }
const maybe = <T>(value: T | undefined): Known<T> => (value === undefined ? absent(at) : known(value, at))

interface Written {
  readonly port?: number | string
  readonly targetPort?: number | string
  readonly protocol?: string
}

test.each<[Written, readonly string[], string | undefined]>([
  [{ port: 80 }, [], 'http'],
  [{ port: 80 }, ['http'], 'http-tcp'],
  [{ port: 53, protocol: 'UDP' }, ['dns'], 'dns-udp'],
  [{ port: 81 }, [], 'port-81'],
  [{ port: 81 }, ['port-81', 'port-81-tcp'], undefined],
  [{ port: 80, targetPort: 'web' }, [], 'web'],
  [{ port: 80, targetPort: 'web' }, ['web', 'web-tcp'], 'port-80'],
  [{ port: 80, targetPort: '8080' }, [], 'http'],
  [{ port: '80', targetPort: 'web' }, [], 'web'],
  [{ port: '80', targetPort: 'web' }, ['web', 'web-tcp'], undefined],
  [{ port: '80', targetPort: '8080' }, [], undefined],
])('of the Service port %j beside %j the name is %j', ({ port, targetPort, protocol }, taken, name) => {
  const written: ServicePort = {
    index: 0,
    name: absent(at),
    appProtocol: absent(at),
    nodePort: absent(at),
    port: maybe(port),
    targetPort: maybe(targetPort),
    protocol: maybe(protocol),
    span: at,
  }
  expect(suggestServicePortName(written, taken.map(maybe))).toBe(name)
})

test.each<[number | string, string | undefined, readonly string[], string | undefined]>([
  [8080, undefined, [], 'http'],
  [8080, undefined, ['http'], 'port-8080'],
  [53, 'UDP', ['dns'], 'dns-udp'],
  [9000, undefined, [], 'port-9000'],
  [9000, undefined, ['port-9000'], 'tcp-9000'],
  ['9000', undefined, [], undefined],
])('of container port %j (%j) beside %j the name is %j', (containerPort, protocol, taken, name) => {
  const written: ContainerPort = {
    name: absent(at),
    hostPort: absent(at),
    hostIP: absent(at),
    containerPort: maybe(containerPort),
    protocol: maybe(protocol),
    span: at,
  }
  expect(suggestContainerPortName(written, taken.map(maybe))).toBe(name)
})

describe('names of one port', () => {
  test.each([
    ['http', 'http'],
    ['http', 'web'],
    ['api', 'grpc'],
    ['8080-tcp', 'http'],
    ['gateway-1', 'gateway'],
    ['http-metrics', 'metrics'],
  ])('%s may be %s', (one, other) => {
    expect(areOfOnePort(one, other)).toBe(true)
    expect(areOfOnePort(other, one)).toBe(true)
  })

  test.each([
    ['metrics', 'http'],
    ['grpc', 'http'],
    ['relay', 'http'],
    ['relay', 'gateway'],
  ])('%s is not %s', (one, other) => {
    expect(areOfOnePort(one, other)).toBe(false)
    expect(areOfOnePort(other, one)).toBe(false)
  })
})
