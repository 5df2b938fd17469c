import { assertNever } from '../../base/assert.ts'
import { valueOf } from '../../base/known.ts'
import type { Probe } from '../../k8s/facts/container.ts'
import { eventsCommand } from './commands.ts'
import { spoken } from './numbers.ts'
import { readinessEffect } from './readinessEffect.ts'
import { type Body, code } from './render.ts'
import { graceOf, restartText } from './restart.ts'
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
    lead: [leadOf(target, field, value), ...sum(view, target, field)],
    notes: [...slowdowns(target, field), say(facts.defaults)],
    verify: [eventsCommand(workload, 'Unhealthy', 'failures of probes')],
  }
}

function leadOf(target: Target, field: ProbeSetting, value: number): string {
  const { container, probe } = target
  const seconds = spoken(value)
  switch (field) {
    case 'initialDelaySeconds':
    case 'periodSeconds': {
      const { period, delay } = timesOf(probe)
      const name = { container: code(valueOf(container.name) ?? '<name>') }
      if (waits(target))
        return delay === '0 s'
          ? say(facts.periodAfterStartup, { ...name, period })
          : say(facts.periodAfterBoth, { ...name, period, delay })
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
        : say(probe.of === 'readinessProbe' ? facts.successReadiness : facts.success, { successes: code(value || 1) })
    case 'terminationGracePeriodSeconds':
      if (value === 0 && probe.of !== 'readinessProbe') return say(facts.graceZero)
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
  return field === 'terminationGracePeriodSeconds' && (of === 'readinessProbe' || value === 0)
}

/** How long it takes until something happens; nothing where a part of it is not known. */
function sum(view: View, target: Target, field: ProbeSetting): readonly string[] {
  const { probe } = target
  if (field === 'successThreshold' || field === 'terminationGracePeriodSeconds' || field === 'timeoutSeconds') return []
  const period = numberOf(probe, 'periodSeconds', 10)
  const failures = numberOf(probe, 'failureThreshold', 3)
  const delay = numberOf(probe, 'initialDelaySeconds', 0)
  if (period === undefined || failures === undefined || delay === undefined) return []
  const restart = restartText(target)
  if (probe.of === 'startupProbe') {
    const said = { failures: String(failures), period: `${period} s`, delay: `${delay} s`, restart }
    return [say(facts.sumStartup, { ...said, sum: spoken(delay + failures * period) })]
  }
  const each = Math.max(period, numberOf(probe, 'timeoutSeconds', 1) ?? 0)
  const said = { failures: String(failures), period: `${each} s`, sum: spoken(failures * each) }
  return probe.of === 'readinessProbe'
    ? [say(facts.sumReadiness, said), ...readinessEffect(view, target)]
    : [say(facts.sumLiveness, { ...said, restart })]
}

/** What takes longer than failures and period alone. */
function slowdowns(target: Target, field: ProbeSetting): readonly string[] {
  const { probe } = target
  if (probe.of === 'startupProbe' || (field !== 'periodSeconds' && field !== 'failureThreshold')) return []
  const [period, timeout] = [numberOf(probe, 'periodSeconds', 10), numberOf(probe, 'timeoutSeconds', 1)]
  const isLong = period !== undefined && timeout !== undefined && timeout > period
  const grace = probe.of === 'livenessProbe' ? graceOf(target, probe.fields) : undefined
  return [
    ...(isLong ? [say(facts.longTimeout, { timeout: spoken(timeout) })] : []),
    ...(grace === undefined || grace === 0 ? [] : [say(facts.sumGrace, { grace: `up to ${spoken(grace)}` })]),
  ]
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

/** True where another probe must pass first. */
function waits({ container, probe }: Target): boolean {
  return probe.of !== 'startupProbe' && container.probes.some(each => each.of === 'startupProbe')
}
