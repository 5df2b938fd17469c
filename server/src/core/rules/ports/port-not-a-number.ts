import { type Known, spanOf, valueOf } from '../../base/known.ts'
import { contains } from '../../base/span.ts'
import type { Service } from '../../k8s/facts/service.ts'
import type { Workload } from '../../k8s/facts/workload.ts'
import { type Fix, type FixContext, resourceRule } from '../run/rule.ts'
import { fixWith, replaceScalar } from '../support/edits.ts'
import { isDigits, portFields } from '../support/portFields.ts'
import { quote } from '../support/text.ts'

export const portNotANumber = resourceRule({
  id: 'port-not-a-number',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Word where only a port number is allowed',
    what: 'Finds names and other words in port fields that take numbers only.',
    why: [
      'A name is accepted where a port is *used*: `targetPort`, `httpGet.port`, `tcpSocket.port`. Where a port is *defined*',
      '(`port` and `nodePort` of a Service, `containerPort`, `hostPort`) and in `grpc.port` the API server decodes an integer',
      'and refuses anything else: `cannot unmarshal string into Go struct field … of type int32`.',
    ].join('\n'),
    instead: 'Write the number. The name of a port goes into its `name` field.',
    bad: manifest('grpc'),
    good: manifest('9000'),
    sources: ['k8s.io/api/core/v1: ServicePort, ContainerPort, GRPCAction (int32 fields)'],
    covers: ['S1', 'C1', 'C2', 'P3'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(resource) {
    for (const { label, takes, value } of portFields(resource)) {
      const word = valueOf(value)
      if (takes !== 'integer' || typeof word !== 'string' || isDigits(word)) continue
      yield {
        at: spanOf(value),
        message: `${label} ${quote(word)} is not a number, and only a number is accepted here.`,
        fixes: context => numberOfName(context, resource, value, word),
      }
    }
  },
})

/** The name is that of a port of the container that the probe is in. */
function numberOfName(
  context: FixContext,
  resource: Service | Workload,
  field: Known<number | string>,
  word: string,
): readonly Fix[] {
  if (resource.is === 'service') return []
  const at = spanOf(field)
  const own = resource.pods.flatMap(pod => pod.containers).find(({ span }) => contains(span, at))
  const number = own?.ports.items.flatMap(port =>
    valueOf(port.name) === word ? (valueOf(port.containerPort) ?? []) : [],
  )
  const [only] = number ?? []
  return typeof only === 'number'
    ? fixWith(
        {
          title: `Change it to ${only}, the number of container port ${quote(word)}`,
          applicability: 'unsafe',
          preferred: true,
        },
        replaceScalar(context, resource.document, field, only),
      )
    : []
}

function manifest(port: string): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: shop
spec:
  containers:
    - name: shop
      image: example.com/shop:1
      ports:
        - name: grpc
          containerPort: 9000
      readinessProbe:
        grpc:
          port: ${port}
`
}
