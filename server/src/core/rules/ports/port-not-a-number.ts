import { spanOf, valueOf } from '../../base/known.ts'
import { isDigits, portFields } from '../portFields.ts'
import { resourceRule } from '../rule.ts'
import { quote } from '../text.ts'

export const portNotANumber = resourceRule({
  id: 'port-not-a-number',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'none',
  docs: {
    title: 'Word where only a port number is allowed',
    what: 'Finds names and other words in port fields that take numbers only.',
    why: [
      'A name is accepted where a port is *used*: `targetPort`, `httpGet.port`, `tcpSocket.port`. Where a port is *defined*',
      '(`port` and `nodePort` of a Service, `containerPort`, `hostPort`) and in `grpc.port` the API server decodes an integer',
      'and refuses anything else: `cannot unmarshal string into Go struct field … of type int32`.',
    ].join('\n'),
    instead: 'Write the number. The name of a port goes into its `name` field.',
    bad: `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - port: http
      targetPort: http
`,
    good: `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - name: http
      port: 80
      targetPort: http
`,
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
      }
    }
  },
})
