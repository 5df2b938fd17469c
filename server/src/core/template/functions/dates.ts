import { anyArg, type Calling, fail, type GoFunction, lazy, strict, textArg } from '../function.ts'
import { type HostValue, int, string, type Value } from '../value.ts'
import { toInteger } from './math.ts'
import { formatTime, parseTime } from './timeLayout.ts'

/**
 * Times, always in UTC. What the time is nobody knows here: judged, `now` is unknown; to print something it is one moment that
 * stands still.
 */
export const dateFunctions: ReadonlyMap<string, GoFunction> = new Map([
  [
    'now',
    strict('', 'any', (_, calling) =>
      calling.mode === 'exact' ? timeValue(STANDS_STILL) : calling.unknown('clock', 'now', 'any'),
    ),
  ],
  [
    'date',
    strict('string, any', 'string', (args, calling) =>
      onTime(args, 1, calling, at => string(formatTime(at, textArg(args, 0).text))),
    ),
  ],
  ...['dateInZone', 'date_in_zone'].map(
    name =>
      [
        name,
        strict('string, any, string', 'string', (args, calling) =>
          onTime(args, 1, calling, at => string(formatTime(at, textArg(args, 0).text))),
        ),
      ] as const,
  ),
  [
    'htmlDate',
    strict('any', 'string', (args, calling) => onTime(args, 0, calling, at => string(formatTime(at, '2006-01-02')))),
  ],
  [
    'htmlDateInZone',
    strict('any, string', 'string', (args, calling) =>
      onTime(args, 0, calling, at => string(formatTime(at, '2006-01-02'))),
    ),
  ],
  [
    'unixEpoch',
    strict('any', 'string', (args, calling) => onTime(args, 0, calling, at => string(String(Math.floor(at))))),
  ],
  ...['dateModify', 'date_modify', 'mustDateModify', 'must_date_modify'].map(
    name =>
      [
        name,
        strict('string, any', 'any', (args, calling) =>
          onTime(args, 1, calling, at => timeValue(at + parseDuration(textArg(args, 0).text, name.startsWith('must')))),
        ),
      ] as const,
  ),
  [
    'toDate',
    strict('string, string', 'any', args => timeValue(parseTime(textArg(args, 0).text, textArg(args, 1).text) ?? ZERO)),
  ],
  [
    'mustToDate',
    strict('string, string', 'any', args =>
      timeValue(parseTime(textArg(args, 0).text, textArg(args, 1).text) ?? fail('parsing time: cannot parse')),
    ),
  ],
  ['ago', strict('any', 'string', (_, calling) => calling.unknown('clock', 'ago', 'string'))],
  ['duration', strict('any', 'string', args => string(durationText(secondsOf(anyArg(args, 0)))))],
  ['durationRound', lazy('any', (_, calling) => calling.unknown('unsupported', 'durationRound', 'string'))],
])

/** 2024-01-02 03:04:05 UTC, in seconds. */
const STANDS_STILL = 1_704_164_645
/** The year 1, as Go's zero time. */
const ZERO = -62_135_596_800

const seconds = new WeakMap<HostValue, number>()

function timeValue(at: number): HostValue {
  const date = new Date(at * 1000)
  const number = (value: number): { parameters: readonly string[]; call: () => Value } => ({
    parameters: [],
    call: () => int(value),
  })
  const value: HostValue = {
    kind: 'host',
    type: 'time.Time',
    data: string(formatTime(at, '2006-01-02 15:04:05 -0700 MST')),
    methods: new Map<string, { parameters: readonly string[]; call: (args: readonly Value[]) => Value }>([
      ['Format', { parameters: ['string'], call: args => string(formatTime(at, textArg(args, 0).text)) }],
      ['Unix', { parameters: [], call: () => int(Math.floor(at), 'int64') }],
      ['UnixNano', { parameters: [], call: () => int(Math.floor(at) * 1e9, 'int64') }],
      ['UTC', { parameters: [], call: () => value }],
      ['String', { parameters: [], call: () => string(formatTime(at, '2006-01-02 15:04:05 -0700 MST')) }],
      ['Year', number(date.getUTCFullYear())],
      ['Month', { parameters: [], call: () => string(formatTime(at, 'January')) }],
      ['Day', number(date.getUTCDate())],
      ['Hour', number(date.getUTCHours())],
      ['Minute', number(date.getUTCMinutes())],
      ['Second', number(date.getUTCSeconds())],
      ['Weekday', { parameters: [], call: () => string(formatTime(at, 'Monday')) }],
    ]),
  }
  seconds.set(value, at)
  return value
}

/** A time, or seconds since 1970. Anything else is the present. */
function onTime(args: readonly Value[], index: number, calling: Calling, then: (at: number) => Value): Value {
  const value = anyArg(args, index)
  if (value.kind === 'host') return then(seconds.get(value) ?? STANDS_STILL)
  if (value.kind === 'int') return then(value.value)
  return calling.mode === 'exact' ? then(STANDS_STILL) : calling.unknown('clock', 'now', 'any')
}

const UNITS = new Map([
  ['ns', 1e-9],
  ['us', 1e-6],
  ['µs', 1e-6],
  ['ms', 1e-3],
  ['s', 1],
  ['m', 60],
  ['h', 3600],
])

/** `-1.5h`, in seconds. A duration that is none changes nothing, or is an error. */
function parseDuration(text: string, isMust: boolean): number {
  const match = /^([-+]?)((?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))+)$/.exec(text)
  if (!match) return text === '0' || !isMust ? 0 : fail(`time: invalid duration ${JSON.stringify(text)}`)
  let sum = 0
  for (const [, amount, unit = ''] of (match[2] ?? '').matchAll(/(\d+\.?\d*|\.\d+)(ns|us|µs|ms|s|m|h)/g))
    sum += Number(amount) * (UNITS.get(unit) ?? 0)
  return match[1] === '-' ? -sum : sum
}

/** Only texts and int64 count; everything else is nothing. */
function secondsOf(value: Value): number {
  return value.kind === 'string' || (value.kind === 'int' && value.type === 'int64') ? toInteger(value) : 0
}

/** Seconds as Go prints a duration: `1h2m3s`. */
function durationText(all: number): string {
  const size = Math.abs(all)
  const hours = Math.floor(size / 3600)
  const minutes = Math.floor((size % 3600) / 60)
  const rest = `${size % 60}s`
  const text = hours > 0 ? `${hours}h${minutes}m${rest}` : minutes > 0 ? `${minutes}m${rest}` : rest
  return all < 0 ? `-${text}` : text
}
