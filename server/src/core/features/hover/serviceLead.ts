import { assertNever } from '../../base/assert.ts'
import { isHeadless, type Service } from '../../k8s/facts/service.ts'
import { exposureOf, isExternal } from './exposure.ts'
import { addressText } from './ipFamily.ts'
import { say } from './sentence.ts'
import { serviceFacts as facts } from './sentences/service.ts'
import { called, shown, type View } from './view.ts'

/** How clients reach a Service: one sentence. @param field what is asked about; the address itself may be given */
export function exposureLead(view: View, service: Service, field: 'type' | 'clusterIP'): string {
  const exposure = exposureOf(service)
  const name = { service: called(service) }
  const type = shown(view, service.document, service.type)
  if (isHeadless(service) && isExternal(exposure)) return say(facts.headlessRefused, { type })
  if (field === 'clusterIP' && !isHeadless(service) && exposure !== 'external-name') {
    return say(facts.clusterIpGiven, { ...name, value: shown(view, service.document, service.clusterIP) })
  }
  switch (exposure) {
    case 'cluster-ip':
      return say(service.externalIPs ? facts.externalIps : facts.clusterIp, { ...name, address: addressText(service) })
    case 'node-port':
      return say(facts.nodePort, name)
    case 'load-balancer':
      return say(facts.loadBalancer, name)
    case 'headless':
      return say(facts.headless, name)
    case 'external-name':
      return say(facts.externalName, { ...name, host: shown(view, service.document, service.externalName) })
    case 'unknown':
      return service.type.kind === 'known'
        ? say(facts.typeInvalid, { value: type })
        : say(facts.typeUnknown, { value: type })
    default:
      return assertNever(exposure)
  }
}
