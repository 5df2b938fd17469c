import { spanOf, valueOf } from '../../base/known.ts'
import type { Span } from '../../base/span.ts'
import { type Service, serviceType } from '../../k8s/facts/service.ts'
import { serviceRule } from '../run/rule.ts'
import { fixWith, replaceScalar } from '../support/edits.ts'
import { quote, resourceText } from '../support/text.ts'

export const externalNameInvalid = serviceRule({
  id: 'external-name-invalid',
  certainty: 'certain',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'externalName that is missing or no DNS name',
    what: 'Finds ExternalName Services whose `externalName` is missing, no DNS name, or an IP address.',
    why: [
      'A Service of type ExternalName is nothing but an alias in DNS, so it needs a name to point to: a DNS name of lower-case',
      'letters, digits, `-` and `.`, without scheme, port or path (one dot at its end is allowed). The API server refuses all else.',
      '',
      'An IPv4 address happens to look like a DNS name, so `10.0.0.5` is accepted. DNS then answers with an alias for the *name*',
      '`10.0.0.5`, which nobody can resolve: clients see "no such host".',
    ].join('\n'),
    instead:
      'Give a DNS name. For an IP address, leave out type and selector and write an EndpointSlice with the address instead.',
    bad: manifest('https://db.example.com'),
    good: manifest('db.example.com'),
    sources: [
      'kubernetes pkg/apis/core/validation/validation.go: ValidateService (ExternalName)',
      'kubernetes/api core/v1 types.go: ServiceSpec.ExternalName',
      'kubernetes/dns docs/specification.md: ExternalName is a CNAME record',
    ],
    covers: ['S15'],
    verify: ['kubectl apply --dry-run=server -f db.yaml', 'kubectl run -it --rm dig --image=busybox -- nslookup db'],
  },
  *check(service, graph) {
    if (serviceType(service) !== 'ExternalName' || graph.mayBeRetyped(service)) return
    const { externalName } = service
    if (externalName.kind === 'absent') {
      if (graph.mayBePatched(service)) return
      const message = `${resourceText(service)} is of type ExternalName and has no externalName: the API server refuses it.`
      yield { at: typeSpan(service), message }
      return
    }
    const name = valueOf(externalName)
    if (name === undefined) return
    if (/^\d{1,3}(\.\d{1,3}){3}$/.test(name)) {
      const message = `externalName ${name} is used as a DNS name, not as an address, and no such name exists.`
      yield { at: spanOf(externalName), message, certainty: 'likely' }
    } else if (!isDnsName(name)) {
      yield {
        at: spanOf(externalName),
        message: `externalName ${quote(name)} is refused: it is no DNS name${hint(name)}.`,
        fixes: context => {
          const host = hostIn(name)
          return host === undefined
            ? []
            : fixWith(
                { title: `Change externalName to ${host}`, applicability: 'unsafe', preferred: true },
                replaceScalar(context, service.document, externalName, host),
              )
        },
      }
    }
  },
})

function typeSpan({ type, kindSpan }: Service): Span {
  return type.kind === 'known' ? spanOf(type) : kindSpan
}

/** IsDNS1123Subdomain, after one dot at the end is taken away. */
function isDnsName(name: string): boolean {
  const plain = name.endsWith('.') ? name.slice(0, -1) : name
  return plain.length <= 253 && plain.split('.').every(label => /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(label))
}

/** The host of a URL or of `host:port`, in lower case. @example hostIn('https://DB.example.com:5432/x') // 'db.example.com' */
function hostIn(name: string): string | undefined {
  const host = name
    .trim()
    .replace(/^[a-z][-+.a-z0-9]*:\/\//i, '')
    .replace(/[/?#].*$/s, '')
    .replace(/^.*@/, '')
    .replace(/:\d+$/, '')
    .toLowerCase()
  const isAddress = /^[\d.]+$/.test(host)
  return host !== name && host.includes('.') && !isAddress && isDnsName(host) ? host : undefined
}

function hint(name: string): string {
  if (name.includes('://')) return ' (a scheme does not belong here)'
  if (/:\d+$/.test(name)) return ' (a port number does not belong here)'
  if (name.includes('/')) return ' (a path does not belong here)'
  return /[A-Z_]/.test(name) ? ' (lower-case letters, digits, "-" and "." only)' : ''
}

function manifest(host: string): string {
  return `apiVersion: v1
kind: Service
metadata:
  name: db
spec:
  type: ExternalName
  externalName: ${host}
`
}
