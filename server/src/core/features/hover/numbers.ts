/** With commas between thousands. @example grouped(28232) // '28,232' */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** Seconds as people say them. @example spoken(10800) // '10800 s (3 hours)' */
export function spoken(seconds: number): string {
  const [size, unit] = seconds % 3600 === 0 ? [3600, 'hour'] : seconds % 60 === 0 ? [60, 'minute'] : [1, '']
  if (unit === '' || seconds < 60) return `${seconds} s`
  const count = seconds / size
  return `${seconds} s (${count} ${unit}${count === 1 ? '' : 's'})`
}
