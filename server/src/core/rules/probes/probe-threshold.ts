import { spanOf, valueOf } from '../../base/known.ts'
import type { DocumentId } from '../../base/place.ts'
import type { Probe } from '../../k8s/facts/container.ts'
import type { Field } from '../../k8s/facts/fields.ts'
import { type Fix, type FixContext, type Report, workloadRule } from '../run/rule.ts'
import { fixWith, removeField, replaceScalar } from '../support/edits.ts'
import { isHook } from '../support/probeHandlers.ts'

export const probeThreshold = workloadRule({
  id: 'probe-threshold',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Probe with thresholds or times that Kubernetes refuses',
    what: 'Finds negative times, a `successThreshold` other than 1 where it must be 1, and grace periods that a probe cannot have.',
    why: [
      'The API server refuses these settings of a probe:',
      '',
      '- any negative number;',
      '- `successThreshold` other than 1 on a livenessProbe or startupProbe: one success is enough there, only a readinessProbe can',
      '  ask for more in a row;',
      '- `terminationGracePeriodSeconds` on a readinessProbe, which never ends a container, or one that is not positive.',
      '',
      'Left out or 0 they mean: timeout 1 s, period 10 s, successThreshold 1, failureThreshold 3, no initial delay.',
    ].join('\n'),
    instead: 'Use a positive number; leave `successThreshold` out except for readiness.',
    bad: manifest(2),
    good: manifest(1),
    sources: [
      'kubernetes pkg/apis/core/validation/validation.go: validateProbe, validateLivenessProbe, validateReadinessProbe, validateStartupProbe',
      'kubernetes pkg/apis/core/v1/defaults.go: SetDefaults_Probe',
    ],
    covers: ['P9', 'P10', 'P11'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(workload) {
    for (const pod of workload.pods)
      for (const container of pod.containers)
        for (const probe of container.probes) if (!isHook(probe)) yield* reportsOf(probe, pod.document)
  },
})

const times = ['initialDelaySeconds', 'timeoutSeconds', 'periodSeconds', 'successThreshold', 'failureThreshold']

function* reportsOf(probe: Probe, document: DocumentId): Generator<Report> {
  for (const name of times) {
    const field = probe.fields.get(name)
    const value = field && valueOf(field.value)
    if (field && typeof value === 'number' && value < 0)
      yield { at: spanOf(field.value), message: `${name} ${value} is refused: it must not be negative.` }
  }
  const success = probe.fields.get('successThreshold')
  const threshold = success && valueOf(success.value)
  if (success && typeof threshold === 'number' && threshold > 1 && probe.of !== 'readinessProbe') {
    yield {
      at: spanOf(success.value),
      message: `successThreshold ${threshold} is refused: it must be 1 for a ${probe.of}, only a readinessProbe can ask for more.`,
      fixes: context =>
        fixWith(
          { title: 'Change successThreshold to 1', applicability: 'unsafe', preferred: true },
          replaceScalar(context, document, success.value, 1),
        ),
    }
  }
  const grace = probe.fields.get('terminationGracePeriodSeconds')
  if (grace) yield* graceReports(probe, grace, document)
}

function* graceReports(probe: Probe, grace: Field, document: DocumentId): Generator<Report> {
  const fixes = (context: FixContext): Iterable<Fix> =>
    fixWith(
      { title: 'Remove terminationGracePeriodSeconds', applicability: 'unsafe', preferred: true },
      removeField(context, document, grace.keySpan),
    )
  const seconds = valueOf(grace.value)
  if (probe.of === 'readinessProbe')
    yield {
      at: grace.keySpan,
      message: 'terminationGracePeriodSeconds is refused on a readinessProbe: it never ends the container.',
      fixes,
    }
  else if (typeof seconds === 'number' && seconds <= 0)
    yield {
      at: spanOf(grace.value),
      message: `terminationGracePeriodSeconds ${seconds} is refused on a probe: it must be positive.`,
      fixes,
    }
}

function manifest(threshold: number): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: example.com/shop:1
      ports:
        - containerPort: 8080
      livenessProbe:
        successThreshold: ${threshold}
        httpGet:
          path: /live
          port: 8080
`
}
