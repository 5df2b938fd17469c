import { valueOf } from '../../base/known.ts'
import type { Container } from '../../k8s/facts/container.ts'
import type { PodTemplate, Workload } from '../../k8s/facts/workload.ts'
import { code } from './render.ts'
import { say } from './sentence.ts'
import { probeFacts as facts } from './sentences/probe.ts'

interface Where {
  readonly workload: Workload
  readonly pod: PodTemplate
  readonly container: Container
}

/**
 * What becomes of a container whose probe has failed, for the end of a sentence: `is restarted`. The container's own
 * restartPolicy goes before that of the pod; sidecars are always restarted.
 *
 * @see kubernetes pkg/kubelet/kuberuntime/kuberuntime_manager.go: computePodActions
 */
export function restartText({ workload, pod, container }: Where): string {
  if (container.fields.has('restartPolicyRules')) return say(facts.restartByRules)
  const own = container.fields.get('restartPolicy') ?? pod.fields.get('restartPolicy')
  if (!own) return say(workload.fragment && mayEnd(workload) ? facts.restartUnknown : facts.restart)
  const policy = valueOf(own.value)
  if (policy === undefined) return say(facts.restartUnknown)
  return policy === 'Never' ? say(facts.restartNever, { policy: code('Never') }) : say(facts.restart)
}

/** Kinds whose pods may have a restartPolicy other than Always. */
function mayEnd({ kind }: Workload): boolean {
  return kind === 'Pod' || kind === 'Job' || kind === 'CronJob' || kind === 'PodTemplate'
}

/**
 * How long a container gets to end before it is killed, in seconds: what its probe says, else its pod, else 30. `undefined`
 * where nobody knows.
 */
export function graceOf({ pod }: Pick<Where, 'pod'>, own: Container['fields'] | undefined): number | undefined {
  const field = own?.get('terminationGracePeriodSeconds') ?? pod.fields.get('terminationGracePeriodSeconds')
  if (!field) return 30
  const seconds = valueOf(field.value)
  return typeof seconds === 'number' ? seconds : undefined
}
