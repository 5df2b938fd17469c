import { valueOf } from '../../base/known.ts'
import type { Service, ServicePort } from '../../k8s/facts/service.ts'
import { plainName, plainPort } from './commands.ts'
import { code } from './render.ts'
import { say } from './sentence.ts'
import { servicePortFacts as facts } from './sentences/servicePort.ts'
import { called, shown, type View } from './view.ts'

/** What an ExternalName Service makes of a port field: nothing. */
export function external(
  view: View,
  service: Service,
  port: ServicePort,
  field: 'port' | 'targetPort' | 'name',
): string {
  const value = shown(view, service.document, port[field])
  return say(facts.portExternal, { service: called(service), host: hostOf(view, service), field, value })
}

export function hostOf(view: View, service: Service): string {
  return service.externalName.kind === 'absent'
    ? 'its externalName'
    : shown(view, service.document, service.externalName)
}

/** `api:80`: what clients in the cluster write. */
export function address(service: Service, port: ServicePort): string {
  return code(`${plainName(service)}:${plainPort(port.port)}`)
}

export function portName(port: ServicePort): string {
  return port.name.kind === 'absent' ? code('""') : code(valueOf(port.name) ?? '…')
}

/** Where DNS and the API say the port of a headless Service: only a named port has SRV records. */
export function recordsText(port: ServicePort): string {
  return say(port.name.kind === 'absent' ? facts.recordsUnnamed : facts.recordsNamed)
}
