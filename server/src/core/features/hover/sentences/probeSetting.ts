import { sentence } from '../sentence.ts'
import * as source from '../sources.ts'

/** What stands beside the handler of a probe: how often, how long, how many times. */
export const probeSettingFacts = {
  period: sentence(
    'The kubelet asks container {container} every {period}, for the first time {delay} after it has started.',
    source.probeDefaults,
  ),
  periodAtOnce: sentence(
    'The kubelet asks container {container} every {period}, from its start on.',
    source.probeDefaults,
  ),
  periodAfterStartup: sentence(
    'The kubelet asks container {container} every {period}, once its startupProbe has passed.',
    source.probeEffects,
  ),
  periodAfterBoth: sentence(
    'The kubelet asks container {container} every {period}, once its startupProbe has passed and {delay} have gone by since its start.',
    source.probeEffects,
  ),
  timeout: sentence('An answer that takes longer than {timeout} counts as a failure.', source.probeEffects),
  failure: sentence('The probe has failed after {failures} failures in a row.', source.probeEffects),
  success: sentence('After a failure it has passed again with {successes} in a row.', source.probeEffects),
  successReadiness: sentence(
    'It has passed with {successes} in a row: at the start, where it counts as failed, as well as after a failure.',
    'pkg/kubelet/prober/worker.go newWorker',
  ),
  sumLiveness: sentence(
    'After about {failures} × {period} = {sum} without an answer the container {restart}.',
    source.probeEffects,
  ),
  sumGrace: sentence(
    'If it does not end when it is asked to, that takes {grace} more (terminationGracePeriodSeconds).',
    source.gracePeriods,
  ),
  sumReadiness: sentence(
    'After about {failures} × {period} = {sum} without an answer it has failed.',
    source.probeEffects,
  ),
  sumStartup: sentence(
    'The container has about {delay} + {failures} × {period} = {sum} to come up; else it {restart}.',
    source.probeEffects,
  ),
  longTimeout: sentence(
    'A probe that waits for {timeout} (timeoutSeconds) delays the next one, so {timeout} counts in place of periodSeconds.',
    'pkg/kubelet/prober/worker.go run',
  ),
  successOne: sentence(
    'The API server takes nothing but 1 here: a {probe} that passes once has passed.',
    source.probeSettings,
  ),
  grace: sentence(
    "When the {probe} has failed, the container gets {value} to end, in place of the pod's own terminationGracePeriodSeconds.",
    source.probeSettings,
  ),
  graceZero: sentence('The API server takes no 0 here: at least 1 second.', source.probeSettings),
  graceRefused: sentence(
    'The API server refuses it on a readinessProbe, which ends no container.',
    source.probeSettings,
  ),
  defaults: sentence(
    'Left out: initialDelaySeconds 0, timeoutSeconds 1, periodSeconds 10, successThreshold 1, failureThreshold 3.',
    source.probeDefaults,
  ),
  refused: sentence('The API server takes no negative number here and refuses {value}.', source.probeSettings),
} as const
