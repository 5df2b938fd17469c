import { assertNever } from '../../base/assert.ts'
import { valueOf } from '../../base/known.ts'
import type { Probe } from '../../k8s/container.ts'
import { eventsCommand } from './commands.ts'
import { spoken } from './numbers.ts'
import { type Body, code } from './render.ts'
import { say } from './sentence.ts'
import { probeSettingFacts as facts } from './sentences/probeSetting.ts'
import { serviceSettingFacts } from './sentences/serviceSetting.ts'
import type { InContainer, ProbeSetting } from './target.ts'
import { shown, type View } from './view.ts'

type Target = InContainer & { readonly probe: Probe }

/** Hover of what stands beside a probe's handler: with the arithmetic of all of it together. */
export function probeSettingBody(view: View, target: Target, field: ProbeSetting): Body {
  const { probe, workload } = target
  const written = probe.fields.get(field)?.value
  const value = written && valueOf(written)
  const text = written ? shown(view, workload.document, written) : code('')
  if (typeof value !== 'number') return { lead: [say(serviceSettingFacts.unknown, { value: text })] }
  if (value < 0) return { lead: [say(facts.refused, { value: text })] }
  if (isRefused(probe, field, value)) return { lead: [leadOf(target, field, value)] }
  return {
    lead: [leadOf(target, field, value), ...sum(target, field)],
    notes: [...waits(target), say(facts.defaults)],
    verify: [eventsCommand(workload, 'Unhealthy', 'failures of probes')],
  }
}

function leadOf({ container, probe }: Target, field: ProbeSetting, value: number): string {
  const seconds = spoken(value)
  switch (field) {
    case 'initialDelaySeconds':
    case 'periodSeconds': {
      const { period, delay } = timesOf(probe)
      const name = { container: code(valueOf(container.name) ?? '<name>') }
      return delay === '0 s'
        ? say(facts.periodAtOnce, { ...name, period })
        : say(facts.period, { ...name, period, delay })
    }
    case 'timeoutSeconds':
      return say(facts.timeout, { timeout: value === 0 ? spoken(1) : seconds })
    case 'failureThreshold':
      return say(facts.failure, { failures: code(value || 3) })
    case 'successThreshold':
      return isRefused(probe, field, value)
        ? say(facts.successOne, { probe: probe.of })
        : say(facts.success, { successes: code(value || 1) })
    case 'terminationGracePeriodSeconds':
      return isRefused(probe, field, value)
        ? say(facts.graceRefused)
        : say(facts.grace, { probe: probe.of, value: seconds })
    default:
      return assertNever(field)
  }
}

/** What is good for some probes only. */
function isRefused({ of }: Probe, field: ProbeSetting, value: number): boolean {
  if (field === 'successThreshold') return of !== 'readinessProbe' && value > 1
  return field === 'terminationGracePeriodSeconds' && of === 'readinessProbe'
}

/** How long it takes until something happens; nothing where a part of it is not known. */
function sum({ probe }: Target, field: ProbeSetting): readonly string[] {
  if (field === 'successThreshold' || field === 'terminationGracePeriodSeconds' || field === 'timeoutSeconds') return []
  const period = numberOf(probe, 'periodSeconds', 10)
  const failures = numberOf(probe, 'failureThreshold', 3)
  const delay = numberOf(probe, 'initialDelaySeconds', 0)
  if (period === undefined || failures === undefined || delay === undefined) return []
  const said = { failures: String(failures), period: `${period} s` }
  if (probe.of === 'startupProbe')
    return [say(facts.sumStartup, { ...said, delay: `${delay} s`, sum: spoken(delay + failures * period) })]
  const fact = probe.of === 'readinessProbe' ? facts.sumReadiness : facts.sumLiveness
  return [say(fact, { ...said, sum: spoken(failures * period) })]
}

function timesOf(probe: Probe): { readonly period: string; readonly delay: string } {
  const said = (number: number | undefined) => (number === undefined ? '…' : spoken(number))
  return {
    period: said(numberOf(probe, 'periodSeconds', 10)),
    delay: said(numberOf(probe, 'initialDelaySeconds', 0)),
  }
}

/** What the API server makes of a field: its default for 0 as for nothing. `undefined` where nobody knows. */
function numberOf({ fields }: Probe, field: ProbeSetting, usual: number): number | undefined {
  const written = fields.get(field)?.value
  if (!written) return usual
  const value = valueOf(written)
  return typeof value === 'number' ? value || usual : undefined
}

function waits({ container, probe }: Target): readonly string[] {
  const startsFirst = container.probes.some(each => each.of === 'startupProbe')
  return startsFirst && probe.of !== 'startupProbe' ? [say(facts.waits)] : []
}
