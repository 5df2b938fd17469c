import { workloadRule } from '../run/rule.ts'
import { fixWith, removeField } from '../support/edits.ts'
import { sidecarFix } from '../support/podFixes.ts'
import { containerText } from '../support/portFields.ts'

const handlers = ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle'] as const

export const containerFieldForbidden = workloadRule({
  id: 'container-field-forbidden',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Probe, hook or ports on a container that must not have them',
    what: 'Finds probes and hooks on init containers, and also ports on ephemeral containers.',
    why: [
      'An init container runs before the others and ends; there is nothing to probe, and the API server refuses probes and lifecycle',
      'hooks on it: `may not be set for init containers without restartPolicy=Always`. With `restartPolicy: Always` it is a sidecar',
      'that keeps running, and may have them. Ports are allowed on any init container, but no Service ever looks for them there.',
      '',
      'Ephemeral containers are for debugging and may have neither probes nor hooks nor ports.',
    ].join('\n'),
    instead:
      'Move the probe to the container that it is about, or make the init container a sidecar with `restartPolicy: Always`.',
    bad: manifest(''),
    good: manifest('      restartPolicy: Always\n'),
    sources: [
      'kubernetes pkg/apis/core/validation/validation.go: validateInitContainers, allowedEphemeralContainerFields',
      'kubernetes.io/docs/concepts/workloads/pods/sidecar-containers',
    ],
    covers: ['C12', 'C13'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(workload, graph) {
    for (const pod of workload.pods) {
      for (const container of pod.containers) {
        if (container.role !== 'init' && container.role !== 'ephemeral') continue
        const init = container.role === 'init'
        // Whether an init container restarts may be template text, or come by a patch.
        if (init && (!pod.complete || graph.mayBePatched(workload))) continue
        const why = init
          ? 'is an init container, which has none unless restartPolicy: Always makes it a sidecar'
          : 'is an ephemeral container'
        for (const name of init ? handlers : ['ports', ...handlers]) {
          const field = container.fields.get(name)
          if (!field) continue
          yield {
            at: field.keySpan,
            message: `${name} is refused: ${containerText(container)} ${why}.`,
            fixes: context => [
              ...(init ? sidecarFix(context, pod.document, container) : []),
              ...fixWith(
                { title: `Remove ${name}`, applicability: 'unsafe' },
                removeField(context, pod.document, field.keySpan),
              ),
            ],
          }
        }
      }
    }
  },
})

function manifest(restartPolicy: string): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  initContainers:
    - name: proxy
      image: example.com/proxy:1
${restartPolicy}      readinessProbe:
        httpGet:
          path: /ready
          port: 9901
  containers:
    - name: shop
      image: example.com/shop:1
`
}
