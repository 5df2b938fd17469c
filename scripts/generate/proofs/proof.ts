/** A manifest that shows what a row of docs/coverage.md claims: that a rule reports it, and as what. */
export interface Proof {
  /** The id of the row. */
  readonly row: string
  readonly rule: string
  /** `silent`: the rule says nothing of what the row calls right. Hints that are off count, too. */
  readonly severity: 'error' | 'warning' | 'information' | 'hint' | 'silent'
  readonly manifest: string
}

/** Rows of `[row, rule, severity, manifest]`. */
export function proofs(
  rows: readonly (readonly [row: string, rule: string, severity: Proof['severity'], manifest: string])[],
): readonly Proof[] {
  return rows.map(([row, rule, severity, manifest]) => ({ row, rule, severity, manifest }))
}

/** Stands between two manifests. */
export const apart = '\n---\n'

/** A Service that selects `app: shop`, unless it says something else. @param spec entries of a flow mapping */
export function service(spec: string, metadata = 'name: shop'): string {
  const selector = spec.includes('selector:') || spec.includes('ExternalName') ? '' : 'selector: {app: shop}, '
  return `{apiVersion: v1, kind: Service, metadata: {${metadata}}, spec: {${selector}${spec}}}`
}

/** A Pod `shop` with one container. @param container entries of the container @param spec entries of the pod's spec, with a comma at the end */
export function pod(container: string, spec = '', metadata = 'name: shop, labels: {app: shop}'): string {
  return `{apiVersion: v1, kind: Pod, metadata: {${metadata}}, spec: {${spec}containers: [{${shop(container)}}]}}`
}

/** A workload `shop` with one container. */
export function workload(kind: string, container: string, spec = ''): string {
  return `{apiVersion: apps/v1, kind: ${kind}, metadata: {name: shop}, spec: {selector: {matchLabels: {app: shop}}, template: {metadata: {labels: {app: shop}}, spec: {${spec}containers: [{${shop(container)}}]}}}}`
}

/** Any other kind. @param rest what follows the name */
export function object(apiVersion: string, kind: string, rest: string): string {
  return `{apiVersion: ${apiVersion}, kind: ${kind}, metadata: {name: shop}, ${rest}}`
}

export function ingress(backend: string): string {
  return object(
    'networking.k8s.io/v1',
    'Ingress',
    `spec: {rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {${backend}}}]}}]}`,
  )
}

export function policy(ports: string): string {
  return object('networking.k8s.io/v1', 'NetworkPolicy', `spec: {podSelector: {}, ingress: [{ports: [${ports}]}]}`)
}

function shop(container: string): string {
  return `name: shop, image: "example.com/shop:1"${container ? ', ' : ''}${container}`
}
