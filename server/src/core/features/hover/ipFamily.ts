import { valueOf, valueOr } from '../../base/known.ts'
import { isHeadless, type Service } from '../../k8s/facts/service.ts'
import { serviceCommand } from './commands.ts'
import { exposureOf } from './exposure.ts'
import { type Body, code } from './render.ts'
import { say } from './sentence.ts'
import { serviceFacts } from './sentences/service.ts'
import { serviceSettingFacts as facts } from './sentences/serviceSetting.ts'
import { called, shown, type View } from './view.ts'

/** Hover of `ipFamilyPolicy` and `ipFamilies`. */
export function ipFamilyBody(view: View, service: Service, field: 'ipFamilies' | 'ipFamilyPolicy'): Body {
  if (exposureOf(service) === 'external-name') return { lead: [say(facts.familyRefused)] }
  const policy = service.ipFamilyPolicy
  if (policy.kind === 'unknown') return { lead: [say(facts.unknown, { value: shown(view, service.document, policy) })] }
  const lead = leadOf(service)
  if (lead === undefined) {
    const value = shown(view, service.document, policy)
    return { lead: [say(facts.familyOther, { value })] }
  }
  const isTooMany = service.ipFamilies.length > 1 && valueOf(policy) === 'SingleStack'
  return {
    lead: [lead, ...(isTooMany ? [say(facts.familyTwo)] : [])],
    notes: [...(field === 'ipFamilies' ? [say(facts.familyFirst)] : []), say(facts.familyPods)],
    verify: [serviceCommand(service, 'its addresses')],
  }
}

function leadOf(service: Service): string | undefined {
  const name = { service: called(service) }
  const stack = stackOf(service)
  if (isHeadless(service)) {
    if (stack === 'single') return say(facts.familySingleHeadless, { ...name, family: familyOf(service) })
    return stack && say(facts.familyBothHeadless, name)
  }
  if (stack === 'single') return say(facts.familySingle, { ...name, family: familyOf(service) })
  return stack && say(stack === 'both' ? facts.familyRequire : facts.familyPrefer, name)
}

/** `an address`, or the two of a Service that asks for both families. */
export function addressText(service: Service): string {
  const stack = stackOf(service)
  if (stack === 'both') return say(serviceFacts.addressBoth)
  return say(stack === 'prefer-both' ? serviceFacts.addressPreferBoth : serviceFacts.address)
}

/**
 * How many families a Service asks for; `undefined` for a policy that is not known, or none. Without a policy two families
 * mean RequireDualStack.
 *
 * @see kubernetes pkg/registry/core/service/storage/alloc.go: initIPFamilyFields
 */
function stackOf({ ipFamilyPolicy, ipFamilies }: Service): 'single' | 'prefer-both' | 'both' | undefined {
  switch (valueOr(ipFamilyPolicy, ipFamilies.length > 1 ? 'RequireDualStack' : 'SingleStack')) {
    case 'SingleStack':
      return 'single'
    case 'PreferDualStack':
      return 'prefer-both'
    case 'RequireDualStack':
      return 'both'
    default:
      return undefined
  }
}

function familyOf({ ipFamilies }: Service): string {
  const [first] = ipFamilies
  if (!first) return say(facts.familyFirstUsual)
  const family = valueOf(first)
  return family === undefined ? say(facts.familyFirstNamed) : code(family)
}
