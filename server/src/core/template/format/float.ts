/**
 * A number as Go's `strconv.FormatFloat` writes it.
 *
 * @param precision digits behind the point (`e`, `f`) or in all (`g`); -1 for as many as tell it from every other number
 * @example formatFloat(1000000, 'g', -1) // '1e+06'
 */
export function formatFloat(value: number, verb: 'e' | 'f' | 'g', precision: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf'
  if (value === 0 && Object.is(value, -0)) return `-${formatFloat(0, verb, precision)}`
  switch (verb) {
    case 'e':
      return exponential(value, precision)
    case 'f':
      return precision < 0 ? plain(value) : fixed(value, precision)
    case 'g':
      return general(value, precision)
  }
}

function exponential(value: number, precision: number): string {
  const text = precision < 0 ? value.toExponential() : value.toExponential(Math.min(precision, 100))
  return text.replace(/e([+-])(\d)$/, 'e$10$2')
}

/** All digits without an exponent. */
function plain(value: number): string {
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e')
  const sign = mantissa.startsWith('-') ? '-' : ''
  const digits = mantissa.replace('-', '').replace('.', '')
  const point = Number(exponent) + 1
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`
  if (point >= digits.length) return sign + digits + '0'.repeat(point - digits.length)
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`
}

/** Halves go to the even neighbor, where JavaScript takes the larger one. */
function fixed(value: number, precision: number): string {
  const places = Math.min(precision, 100)
  if (Math.abs(value) >= 1e21) return plain(value) + (places > 0 ? `.${'0'.repeat(places)}` : '')
  const scaled = Math.abs(value) * 10 ** places
  if (places < 16 && scaled < 2 ** 52 && scaled % 1 === 0.5 && scaled / 10 ** places === Math.abs(value)) {
    const lower = Math.floor(scaled)
    const even = lower % 2 === 0 ? lower : lower + 1
    return (value < 0 ? '-' : '') + (even / 10 ** places).toFixed(places)
  }
  return value.toFixed(places)
}

function general(value: number, precision: number): string {
  const text = precision < 0 ? value.toExponential() : value.toExponential(Math.max(0, Math.min(precision, 101) - 1))
  const exponent = Number(text.slice(text.indexOf('e') + 1))
  const digits = text.slice(0, text.indexOf('e')).replace(/[-.]/g, '').replace(/0+$/, '').length
  const limit = precision < 0 ? 6 : precision === 0 ? 1 : precision
  const most = precision > digits && digits > exponent ? digits : limit
  if (exponent < -4 || exponent >= (precision < 0 ? (exponent < 21 ? limit : 21) : most))
    return exponential(value, Math.max(0, digits - 1))
  return plain(Number(text))
}
