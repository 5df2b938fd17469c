/**
 * A moment in UTC in a layout of Go's `time`, which shows how 2006-01-02 15:04:05 would be written.
 *
 * @param at seconds since 1970
 * @example formatTime(0, '02 Jan 06') // '01 Jan 70'
 */
export function formatTime(at: number, layout: string): string {
  const date = new Date(at * 1000)
  return layout.replace(PART, part => formatPart(part, date))
}

const PART =
  /January|Jan|Monday|Mon|MST|2006|Z07:00|Z0700|-07:00|-0700|-07|15|01|02|03|04|05|06|002|_2|PM|pm|[.,]0+(?!\d)|[.,]9+(?!\d)|1|2|3|4|5/g

const MONTHS = 'January February March April May June July August September October November December'.split(' ')
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ')

function formatPart(part: string, date: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  const hour = date.getUTCHours() % 12 || 12
  const month = MONTHS[date.getUTCMonth()] ?? ''
  const day = DAYS[date.getUTCDay()] ?? ''
  switch (part) {
    case 'January':
      return month
    case 'Jan':
      return month.slice(0, 3)
    case 'Monday':
      return day
    case 'Mon':
      return day.slice(0, 3)
    case 'MST':
      return 'UTC'
    case '2006':
      return String(date.getUTCFullYear()).padStart(4, '0')
    case '06':
      return two(date.getUTCFullYear() % 100)
    case '01':
      return two(date.getUTCMonth() + 1)
    case '1':
      return String(date.getUTCMonth() + 1)
    case '02':
      return two(date.getUTCDate())
    case '_2':
      return String(date.getUTCDate()).padStart(2, ' ')
    case '2':
      return String(date.getUTCDate())
    case '002':
      return String(dayOfYear(date)).padStart(3, '0')
    case '15':
      return two(date.getUTCHours())
    case '03':
      return two(hour)
    case '3':
      return String(hour)
    case '04':
      return two(date.getUTCMinutes())
    case '4':
      return String(date.getUTCMinutes())
    case '05':
      return two(date.getUTCSeconds())
    case '5':
      return String(date.getUTCSeconds())
    case 'PM':
      return date.getUTCHours() >= 12 ? 'PM' : 'AM'
    case 'pm':
      return date.getUTCHours() >= 12 ? 'pm' : 'am'
    case 'Z07:00':
    case 'Z0700':
      return 'Z'
    case '-07:00':
      return '+00:00'
    case '-0700':
      return '+0000'
    case '-07':
      return '+00'
    default:
      return part.includes('9') ? '' : part.charAt(0) + '0'.repeat(part.length - 1)
  }
}

function dayOfYear(date: Date): number {
  return (
    Math.round(
      (Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()) - Date.UTC(date.getUTCFullYear(), 0, 1)) /
        86_400_000,
    ) + 1
  )
}

/** A text in a layout, in seconds since 1970; `undefined` when it does not fit. */
export function parseTime(layout: string, text: string): number | undefined {
  const parts: string[] = []
  let from = 0
  let pattern = ''
  for (const { 0: part, index } of layout.matchAll(PART)) {
    pattern += escapeSigns(layout.slice(from, index))
    from = index + part.length
    parts.push(part)
    pattern += PATTERNS.get(part) ?? (/^\d$/.test(part) ? '(\\d{1,2})' : '(.*?)')
  }
  const match = new RegExp(`^${pattern}${escapeSigns(layout.slice(from))}$`).exec(text)
  if (!match) return undefined
  let [year, month, day, hour, minute, second, offset, isPm] = [0, 1, 1, 0, 0, 0, 0, false]
  for (const [index, part] of parts.entries()) {
    const found = match[index + 1] ?? ''
    const value = Number(found)
    if (part === '2006') year = value
    else if (part === '06') year = value + (value >= 69 ? 1900 : 2000)
    else if (part === '01' || part === '1') month = value
    else if (part === 'Jan' || part === 'January')
      month = MONTHS.findIndex(name => name.startsWith(found.slice(0, 3))) + 1
    else if (part === '02' || part === '2' || part === '_2') day = value
    else if (part === '15' || part === '03' || part === '3') hour = value
    else if (part === '04' || part === '4') minute = value
    else if (part === '05' || part === '5') second = value
    else if (part.includes('07')) offset = zoneOf(found)
    else if (part === 'PM' || part === 'pm') isPm = found.toLowerCase() === 'pm'
  }
  if (month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second > 59) return undefined
  return Date.UTC(year, month - 1, day, isPm && hour < 12 ? hour + 12 : hour, minute, second) / 1000 - offset
}

const PATTERNS = new Map([
  ['2006', '(\\d{4})'],
  ...['06', '01', '02', '15', '03', '04', '05'].map(part => [part, '(\\d{2})'] as const),
  ['_2', ' ?(\\d{1,2})'],
  ['January', '([A-Z][a-z]+)'],
  ['Jan', '([A-Z][a-z]{2})'],
  ['Monday', '([A-Z][a-z]+)'],
  ['Mon', '([A-Z][a-z]{2})'],
  ['MST', '([A-Z]{3,4})'],
  ['PM', '(AM|PM)'],
  ['pm', '(am|pm)'],
  ['Z07:00', '(Z|[-+]\\d{2}:\\d{2})'],
  ['-07:00', '([-+]\\d{2}:\\d{2})'],
  ['-0700', '([-+]\\d{4})'],
])

function escapeSigns(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&')
}

function zoneOf(text: string): number {
  const match = /^([-+])(\d{2}):?(\d{2})$/.exec(text)
  if (!match) return 0
  const [, sign, hours, minutes] = match
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60)
}
