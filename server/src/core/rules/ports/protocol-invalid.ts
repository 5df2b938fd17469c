import { type Known, spanOf, valueOf } from '../../base/known.ts'
import { nearest } from '../../base/similar.ts'
import type { Service } from '../../k8s/facts/service.ts'
import type { Workload } from '../../k8s/facts/workload.ts'
import { resourceRule } from '../run/rule.ts'
import { fixWith, replaceScalar } from '../support/edits.ts'
import { quote } from '../support/text.ts'

const protocols = ['TCP', 'UDP', 'SCTP']

export const protocolInvalid = resourceRule({
  id: 'protocol-invalid',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Protocol that is not TCP, UDP or SCTP',
    what: 'Finds `protocol` values other than `TCP`, `UDP` and `SCTP`, such as `tcp` in lower case.',
    why: [
      'The protocol of a Service port or container port is one of the transport protocols `TCP` (the default), `UDP` and `SCTP`,',
      'in upper case: the API server refuses `tcp`. What runs on top, such as HTTP or gRPC, is no value here: for a Service port',
      'it belongs into `appProtocol`.',
    ].join('\n'),
    instead: 'Write `TCP`, `UDP` or `SCTP`, or leave the field out for TCP.',
    bad: manifest('tcp'),
    good: manifest('TCP'),
    sources: [
      'kubernetes pkg/apis/core/validation/validation.go: supportedPortProtocols, validateServicePort, validateContainerPorts',
    ],
    covers: ['S6', 'C3'],
    verify: ['kubectl apply --dry-run=server -f shop.yaml'],
  },
  *check(resource) {
    for (const protocol of protocolsOf(resource)) {
      const value = valueOf(protocol)
      if (value === undefined || protocols.includes(value)) continue
      const meant = /^(https?|http2|h2c|grpc|tls|ws|wss)$/i.test(value) ? 'TCP' : nearest(value, protocols)
      const application = /^(https?|http2|h2c|grpc|tls|ws|wss)$/i.test(value) ? `, and ${value} runs on TCP` : ''
      yield {
        at: spanOf(protocol),
        message: `protocol ${quote(value)} is refused: it is TCP, UDP or SCTP, in upper case${application}.`,
        fixes: context =>
          meant === undefined
            ? []
            : fixWith(
                {
                  title: `Change protocol to ${meant}`,
                  applicability: value.toUpperCase() === meant ? 'safe' : 'unsafe',
                  preferred: true,
                },
                replaceScalar(context, resource.document, protocol, meant),
              ),
      }
    }
  },
})

function protocolsOf(resource: Service | Workload): readonly Known<string>[] {
  if (resource.is === 'service') return resource.ports.items.map(port => port.protocol)
  return resource.pods.flatMap(pod =>
    pod.containers.flatMap(container => container.ports.items.map(port => port.protocol)),
  )
}

function manifest(protocol: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: shop
spec:
  selector:
    app: shop
  ports:
    - port: 80
      targetPort: 8080
      protocol: ${protocol}
`
}
