/** What `$patch` may say in a strategic merge patch. */
export type Directive = 'merge' | 'replace' | 'delete'

export function isDirective(value: string | undefined): value is Directive {
  return value === 'merge' || value === 'replace' || value === 'delete'
}
