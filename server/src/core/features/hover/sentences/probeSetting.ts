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
  timeout: sentence('An answer that takes longer than {timeout} counts as a failure.', source.probeEffects),
  failure: sentence('The probe has failed after {failures} failures in a row.', source.probeEffects),
  success: sentence('After a failure it has passed again with {successes} in a row.', source.probeEffects),
  sumLiveness: sentence(
    'A container that stops answering is restarted after about {failures} × {period} = {sum}.',
    source.probeEffects,
  ),
  sumReadiness: sentence(
    'A pod that stops answering gets no new connections from Services after about {failures} × {period} = {sum}.',
    source.probeEffects,
  ),
  sumStartup: sentence(
    'The container has about {delay} + {failures} × {period} = {sum} to come up; then it is restarted.',
    source.probeEffects,
  ),
  successOne: sentence(
    'The API server takes nothing but 1 here: a {probe} that passes once has passed.',
    source.probeSettings,
  ),
  grace: sentence(
    "When the {probe} has failed, the container gets {value} to end, in place of the pod's own terminationGracePeriodSeconds.",
    source.probeSettings,
  ),
  graceRefused: sentence(
    'The API server refuses it on a readinessProbe, which ends no container.',
    source.probeSettings,
  ),
  defaults: sentence(
    'Left out: initialDelaySeconds 0, timeoutSeconds 1, periodSeconds 10, successThreshold 1, failureThreshold 3.',
    source.probeDefaults,
  ),
  waits: sentence('It begins when the startupProbe has passed.', source.probeEffects),
  refused: sentence('The API server takes no negative number here and refuses {value}.', source.probeSettings),
} as const
