import type { Known } from '../../base/known.ts'
import type { Span } from '../../base/span.ts'
import type { LabelSelector } from './labels.ts'
import type { PortNumberOrName } from './port.ts'

/**
 * One place of a manifest that points at a port: what a row of the table of sites found. Services and probes have
 * types of their own; everything else that points is a reference.
 */
export interface Reference {
  /** The id of the row: `ingress-backend`. */
  readonly site: string
  readonly target: Target
  /**
   * The number or name that is written; absent where the row's default counts (443 of a webhook, 80 of `http://`) or where
   * no port is chosen. A name made of digits stays a string.
   */
  readonly port: Known<PortNumberOrName>
  /** Which of the fields of the row holds it: `port.number`. Empty where the value itself does, or a part of a text. */
  readonly field: string
  /** True for a number without quotes where the API takes text only. */
  readonly unquoted?: true
  /** The number that an absent port means, if the row or the URL's scheme has one. */
  readonly defaultPort: number | undefined
  /** Neighbours that a rule for this site may want: `endPort`, `protocol`, `sectionName`, `hostname`. */
  readonly beside: Readonly<Record<string, Known<string | number | boolean>>>
  /** The narrowest mapping, list item or text that holds target and port. */
  readonly span: Span
}

/** What a reference points at. */
export type Target =
  /** A Service by name. An absent namespace is that of the resource. */
  | { readonly is: 'service'; readonly name: Known<string>; readonly namespace: Known<string> }
  /** A host in a URL or `host:port`, read as a Service's DNS name; it may be anything else, too. */
  | {
      readonly is: 'host'
      readonly host: Known<string>
      readonly service: string
      readonly namespace: string | undefined
      /** True for `name.namespace.svc…`, which can only be a Service. */
      readonly surely: boolean
      /** True where the host names one pod behind the Service, which only a headless one allows. */
      readonly ofPod?: true
    }
  /** Services by their labels: monitors. `namespaces`: `any`, or a list; absent means that of the resource. */
  | { readonly is: 'services'; readonly selector: LabelSelector | undefined; readonly namespaces: Namespaces }
  /** Pods by their labels: policies, PodMonitors. No selector means all pods of the namespace. */
  | { readonly is: 'pods'; readonly selector: LabelSelector | undefined; readonly namespaces: Namespaces }
  /** The workload of that kind and name. */
  | {
      readonly is: 'workload'
      readonly kind: Known<string>
      readonly name: Known<string>
      readonly namespace: Known<string>
    }
  /** The pod of the template that holds the annotation: `pod` is its `PodTemplate.id`. */
  | { readonly is: 'own-pods'; readonly pod: string }
  /** The pods that the Service with the annotation selects. */
  | { readonly is: 'own-service-pods' }
  /** The Service that carries the annotation. */
  | { readonly is: 'own-service' }
  /** A listener of its own: nothing else is pointed at. */
  | { readonly is: 'listener' }
  /** Another object by name, such as the Gateway of a route's `parentRefs`. */
  | {
      readonly is: 'object'
      readonly group: string
      readonly kind: string
      readonly name: Known<string>
      readonly namespace: Known<string>
    }

export type Namespaces = 'own' | 'any' | readonly Known<string>[]
