/** Put in by the bundler. */
declare const PORTOLAN_VERSION: string

/** The version of the package, or `(from source)` when nothing was built. */
export function version(): string {
  return typeof PORTOLAN_VERSION === 'string' ? PORTOLAN_VERSION : '(from source)'
}
