/**
 * A row of the table of sites: one place of one kind of resource that points at a port. Data only; extraction, rules,
 * navigation and docs/sites.md read it, so a new API is a few rows and no code.
 */
export interface Site {
  /** Kebab-case, unique, stable: `ingress-backend`. */
  readonly id: string
  /**
   * The kinds that have it. Versions never matter: a field that one version lacks is simply absent. `pod`: every pod template,
   * whose paths begin at the template.
   */
  readonly kinds: readonly SiteKind[] | 'pod'
  /**
   * The path to the narrowest thing that holds target and port, from the root of the resource: keys with dots between, `[]`
   * for every item of a list, `{}` for every entry of a mapping. An annotation is written in brackets:
   * `metadata.annotations[prometheus.io/port]`.
   *
   * @example 'spec.rules[].http.paths[].backend.service'
   */
  readonly at: string
  /**
   * Where the port is, relative to `at`; of several the first that is written counts. `''`: the value at `at` itself. `{key}`:
   * the key of the entry at `at`.
   */
  readonly port: readonly string[]
  /**
   * Fields that people write in place of these and that nobody reads, relative to `at`: `port: 80` where a mapping belongs. Read
   * after the others, so that the port leads somewhere and the mistake can be told.
   */
  readonly mistaken?: readonly string[]
  /** What belongs there. */
  readonly takes: readonly Takes[]
  readonly target: TargetRow
  /** The Service port that counts when none is written. */
  readonly defaultPort?: number
  /** The row counts only where this holds. */
  readonly when?: Condition
  /**
   * The row counts only for keys of this form: `{port}` stands for digits, `*` for anything. `{key}` as the port means the
   * digits then.
   *
   * @example 'example.com/port_{port}_*'
   */
  readonly keys?: string
  /** What is written where every port is meant: the place then points at none. */
  readonly every?: string
  /** A name there is a regular expression that the whole name of the port must match (`namePattern`). */
  readonly patterns?: true
  /** In a list with a port that fits the others do no harm: such lists are copied from place to place. */
  readonly surplus?: true
  /** Neighbours that rules want, by name, as paths. */
  readonly beside?: Readonly<Record<string, string>>
  /** How the text at `at` is read, where it is not a plain value. With `number` other fields are read so, too. */
  readonly text?: TextForm
  /** What a reader must know: one sentence for docs/sites.md. */
  readonly note: string
  /** Where the API says so. */
  readonly source: string
}

export interface SiteKind {
  /** API group, `''` for core. */
  readonly group: string
  readonly kind: string
}

/** Which number or name belongs into a field. The mistakes are made between these. */
export type Takes =
  | 'service-port-number'
  | 'service-port-name'
  | 'target-port'
  | 'container-port-number'
  | 'container-port-name'
  | 'own-port'

/**
 * How a row names what it points at. Paths are relative to `at`; `/` at the beginning: from the root of the resource; each `^`
 * goes one step of the path `at` up.
 */
export type TargetRow =
  | { readonly is: 'service'; readonly name: string; readonly namespace?: string }
  /** A Service by a host name such as `web.shop.svc.cluster.local`. */
  | { readonly is: 'host'; readonly host: string }
  /**
   * `namespaces`: where a `namespaceSelector` stands, or `*` for those of every namespace. `flat`: the labels stand right in the
   * selector, without `matchLabels`.
   */
  | { readonly is: 'services'; readonly selector: string; readonly namespaces?: string; readonly flat?: true }
  | { readonly is: 'pods'; readonly selector: string; readonly namespaces?: string; readonly flat?: true }
  /** The pods that the peers of a NetworkPolicy rule mean. */
  | { readonly is: 'peers'; readonly list: string }
  | {
      readonly is: 'object'
      readonly group: string
      readonly kind: string
      readonly name: string
      readonly namespace?: string
    }
  /** The pods of a workload by its name. */
  | { readonly is: 'workload'; readonly kind: string; readonly name: string; readonly namespace?: string }
  /** Pods of the template, pods that the Service selects, the Service itself, or nothing but itself. */
  | { readonly is: 'own-pods' | 'own-service-pods' | 'own-service' | 'listener' }

/** The field at `path` (as in `TargetRow`) says `value`, or is absent, unless it is `required`. */
export interface Condition {
  readonly path: string
  readonly value: string
  readonly required?: true
  /** Capital and small letters mean the same. */
  readonly anyCase?: true
}

/**
 * `number`: a number in quotes. `list`: numbers or names with commas between. `host-port`: `[scheme://]name[.namespace][:port]`.
 * `service-port`: `namespace/name:port`. `json-keys`: the keys of the mapping called `key` in a JSON text, of the outermost for `''`.
 * `urls`: every URL and `host:port` in a text. `json-services`: objects with `serviceName` and `servicePort` in a JSON text.
 */
export type TextForm =
  | { readonly form: 'list' | 'host-port' | 'service-port' | 'number' | 'urls' | 'json-services' }
  | { readonly form: 'json-keys'; readonly key: string }
