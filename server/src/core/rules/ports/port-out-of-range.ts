import { spanOf, valueOf } from '../../base/known.ts'
import type { ResourceBase } from '../../k8s/facts/base.ts'
import { isPortNumber } from '../../k8s/facts/port.ts'
import { isKnative } from '../../k8s/knowledge/knative.ts'
import { resourceRule } from '../run/rule.ts'
import { type PortField, portFields } from '../support/portFields.ts'

export const portOutOfRange = resourceRule({
  id: 'port-out-of-range',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'none',
  docs: {
    title: 'Port number outside 1 to 65535',
    what: 'Finds port numbers that no port can have, in Services, containers, probes and lifecycle hooks.',
    why: [
      'Port numbers of TCP, UDP and SCTP have 16 bits. The API server refuses the whole resource:',
      '`must be between 1 and 65535, inclusive`.',
      '',
      'A `targetPort`, `nodePort` or `hostPort` of `0` is legal and means "not set", so it is not reported.',
    ].join('\n'),
    instead: 'Write the number that is meant. Most often a digit was typed twice.',
    bad: `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - port: 80
      targetPort: 80801
`,
    good: `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - port: 80
      targetPort: 8080
`,
    sources: [
      'k8s.io/apimachinery/pkg/util/validation: IsValidPortNum',
      'kubernetes pkg/apis/core/validation/validation.go: validateServicePort, validateContainerPorts, ValidatePortNumOrName',
    ],
    covers: ['S1', 'S5', 'C1', 'C2', 'P2'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(resource) {
    for (const field of portFields(resource)) {
      const problem = problemOf(field)
      if (problem && !isKnativeDefault(resource, field)) yield { at: spanOf(field.value), message: problem }
    }
  },
})

function problemOf({ label, value }: PortField): string | undefined {
  if (value.kind !== 'known' || typeof value.value !== 'number') return undefined
  const written = `${label} ${value.value}`
  if (isPortNumber(value.value)) return undefined
  if (!Number.isInteger(value.value)) return `${written} is not a whole number: port numbers run from 1 to 65535.`
  // The API server takes a containerPort of 0 for one that is missing.
  if (label === 'containerPort' && value.value === 0) return undefined
  return `${written} is not a port number: they run from 1 to 65535.`
}

/** Knative puts its own port into probes that have none, and writes that as 0. */
function isKnativeDefault(resource: ResourceBase, { label, value }: PortField): boolean {
  return isKnative(resource) && label.endsWith('.port') && valueOf(value) === 0
}
