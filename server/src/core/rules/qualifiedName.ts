/**
 * True for what the API server takes as a qualified name: `http`, or with a domain of one's own `kubernetes.io/h2c`.
 *
 * @see k8s.io/apimachinery/pkg/util/validation IsQualifiedName
 */
export function isQualifiedName(value: string): boolean {
  const [name, prefix, ...more] = value.split('/').reverse()
  if (more.length > 0 || name === undefined || !/^(?=.{1,63}$)[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/.test(name))
    return false
  return (
    prefix === undefined ||
    (prefix.length <= 253 && prefix.split('.').every(label => /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(label)))
  )
}
