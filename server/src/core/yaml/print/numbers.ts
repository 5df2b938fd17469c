/**
 * A float as sigs.k8s.io/yaml prints it: first as JSON, which is read again as YAML. So whole numbers below 2^64 lose their
 * exponent, others have one from the sixth digit before the point on.
 *
 * @example jsonNumber(1e6) // '1000000'
 * @example jsonNumber(1234567.5) // '1.2345675e+06'
 */
export function jsonNumber(value: number): string {
  if (Number.isInteger(value) && value >= -(2 ** 63) && value < 2 ** 64) return value === 0 ? '0' : String(value)
  return goFloat(value)
}

/**
 * A float as Go's `strconv.FormatFloat(value, 'g', -1, 64)` writes it, with YAML's words for what is no number.
 *
 * @example goFloat(1e6) // '1e+06'
 */
export function goFloat(value: number): string {
  if (Number.isNaN(value)) return '.nan'
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf'
  const [mantissa = '', power = ''] = value.toExponential().split('e')
  const exponent = Number(power)
  if (exponent >= -4 && exponent < 6) return Object.is(value, -0) ? '-0' : String(value)
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
}
