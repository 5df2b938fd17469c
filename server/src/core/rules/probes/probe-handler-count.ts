import type { DocumentId } from '../../base/place.ts'
import { contains } from '../../base/span.ts'
import type { Container, Probe } from '../../k8s/facts/container.ts'
import type { MisplacedField } from '../../k8s/facts/mistake.ts'
import type { Workload } from '../../k8s/facts/workload.ts'
import { isKnative, servesRequests } from '../../k8s/knowledge/knative.ts'
import { handlers } from '../../k8s/mistakes/tables.ts'
import { type Report, workloadRule } from '../run/rule.ts'
import { fixWith, removeField } from '../support/edits.ts'
import { containerText } from '../support/portFields.ts'
import { isHook } from '../support/probeHandlers.ts'
import { enumerate } from '../support/text.ts'

export const probeHandlerCount = workloadRule({
  id: 'probe-handler-count',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Probe or hook without exactly one handler',
    what: 'Finds probes and lifecycle hooks that say not at all, or in several ways, what is to be done.',
    why: [
      'A probe needs exactly one of `httpGet`, `tcpSocket`, `grpc` and `exec`, a lifecycle hook one of `httpGet`, `exec`, `sleep` (and',
      '`tcpSocket`, which never works). The API server refuses none (`must specify a handler type`) as well as several',
      '(`may not specify more than 1 handler type`). Most often a handler stands beside the probe instead of in it, or the old one',
      'was left when a new one was written.',
    ].join('\n'),
    instead: 'Leave one handler.',
    bad: manifest('            tcpSocket:\n              port: 8080\n'),
    good: manifest(''),
    sources: ['kubernetes pkg/apis/core/validation/validation.go: validateHandler, validateProbe'],
    covers: ['P1'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(workload, graph) {
    for (const pod of workload.pods) {
      for (const container of pod.containers) {
        for (const probe of container.probes) {
          if (probe.handlers.length > 1) yield several(probe, container, pod.document)
          else if (
            probe.handlers.length === 0 &&
            probe.complete &&
            // The controller of a custom resource may fill in what is empty.
            (probe.fields.size > 0 || !workload.byShape) &&
            // Knative gives the container that serves a readinessProbe by tcpSocket.
            !(probe.of === 'readinessProbe' && isKnative(workload) && servesRequests(container, pod)) &&
            !graph.mayBePatched(workload) &&
            !standsBeside(probe, workload)
          )
            yield {
              at: probe.keySpan,
              message: `${probe.of} of ${containerText(container)} has no handler: it needs ${isHook(probe) ? 'exec, httpGet or sleep' : 'httpGet, tcpSocket, grpc or exec'}.`,
            }
        }
      }
    }
  },
})

/** The handler is there, but misspelt or without its name: field-misplaced says so. */
function standsBeside({ span }: Probe, { mistakes }: Workload): boolean {
  return mistakes.some(mistake => mistake.is === 'misplaced' && contains(span, mistake.keySpan) && isOfHandler(mistake))
}

function isOfHandler({ belongs, meant }: MisplacedField): boolean {
  return handlers.includes(belongs ?? '') || handlers.includes(meant ?? '')
}

function several(probe: Probe, container: Container, document: DocumentId): Report {
  const [first, ...others] = probe.handlers
  const second = others[0] ?? first
  return {
    at: second?.keySpan ?? probe.keySpan,
    message: `${probe.of} of ${containerText(container)} has ${enumerate(probe.handlers.map(each => each.type))}: exactly one is allowed.`,
    fixes: context =>
      probe.handlers.flatMap(handler =>
        probe.handlers.length > 2
          ? []
          : fixWith(
              { title: `Remove ${handler.type}`, applicability: 'unsafe' },
              removeField(context, document, handler.keySpan),
            ),
      ),
  }
}

function manifest(second: string): string {
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
      readinessProbe:
            httpGet:
              path: /ready
              port: 8080
${second}`
}
