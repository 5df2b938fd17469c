import { spanOf, valueOf } from '../../base/known.ts'
import { isPortNumber, portNameProblem } from '../../k8s/facts/port.ts'
import type { Reference } from '../../k8s/facts/reference.ts'
import { siteOf } from '../../k8s/sites/table.ts'
import { referenceRule } from '../run/rule.ts'
import { fixWith } from '../support/edits.ts'
import { changePort } from '../support/referenceEdits.ts'
import { podsPointedAt, wantedAt } from '../support/references.ts'
import { allServedPorts } from '../support/selection.ts'
import { containerPortText, quote } from '../support/text.ts'

export const annotationPortInvalid = referenceRule({
  id: 'annotation-port-invalid',
  certainty: 'likely',
  since: '0.1.0',
  fix: 'sometimes',
  docs: {
    title: 'Annotation whose port is no port',
    what: 'Finds annotations such as `prometheus.io/port` that hold something else than a number from 1 to 65535.',
    why: [
      'To Kubernetes an annotation is just a text, so the API server refuses neither `"80801"` nor `"http"`. The usual scrape',
      'configuration of Prometheus puts the digits of `prometheus.io/port` into the address that it scrapes. A word is ignored, so',
      'Prometheus scrapes the ports that the pod declares instead; an impossible number gives a target that is down. There is no',
      'sign of either in the cluster. The number may be any port of the pod: it need not be declared.',
    ].join('\n'),
    instead: 'Write the number of the port that the pod serves, in quotes.',
    bad: manifest('80801'),
    good: manifest('8080'),
    sources: [
      'prometheus-community/helm-charts prometheus/values.yaml: relabel rules for prometheus.io/port',
      'prometheus config/config.go: CheckTargetAddress refuses a slash only',
    ],
    covers: ['5.3'],
    verify: ["kubectl get pod shop -o jsonpath='{.metadata.annotations}'"],
  },
  *check(reference, resource, graph) {
    if (siteOf(reference.site).text?.form !== 'number') return
    const value = valueOf(reference.port)
    // Who finds no digits, or is told not to look, does without.
    if (value === undefined || value === '' || isPortNumber(value) || isSwitchedOff(reference)) return
    if (wantedAt(reference)?.name && typeof value === 'string' && portNameProblem(value) === undefined) return
    const served = allServedPorts(podsPointedAt(reference, resource, graph) ?? [])
    const called = served.filter(({ port }) => valueOf(port.name) === value)
    const [only, other] = called.length > 0 ? called : served
    yield {
      at: spanOf(reference.port),
      message: `${quote(String(value))} is no port: a number from 1 to 65535 belongs here${wantedAt(reference)?.name ? ', or the name of a container port' : ''}.`,
      related: served.slice(0, 3).map(({ pod, port }) => ({
        at: { document: pod.document, span: spanOf(port.containerPort) },
        message: `Container port ${containerPortText(port)}`,
      })),
      fixes: context => {
        const number = only && valueOf(only.port.containerPort)
        return only && typeof number === 'number' && !other
          ? fixWith(
              { title: `Change it to ${containerPortText(only.port)}`, applicability: 'unsafe', preferred: true },
              changePort(context, resource.document, reference, number),
            )
          : []
      },
    }
  },
})

function isSwitchedOff({ beside }: Reference): boolean {
  const { scrape } = beside
  return scrape !== undefined && String(valueOf(scrape)) === 'false'
}

function manifest(port: string): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: shop
  annotations:
    prometheus.io/scrape: "true"
    prometheus.io/port: "${port}"
spec:
  containers:
    - name: shop
      image: example.com/shop:1
      ports:
        - name: http
          containerPort: 8080
`
}
