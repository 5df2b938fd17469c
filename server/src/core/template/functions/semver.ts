import { fail, type GoFunction, strict, textArg } from '../function.ts'
import { bool, type HostMethod, type HostValue, int, string, type Value } from '../value.ts'

/** Versions by the rules of Masterminds/semver, which differ from npm's in what they do with pre-releases. */
export const semverFunctions: ReadonlyMap<string, GoFunction> = new Map([
  ['semver', strict('string', 'any', args => versionValue(textArg(args, 0).text))],
  [
    'semverCompare',
    strict('string, string', 'bool', args => bool(satisfies(textArg(args, 0).text, textArg(args, 1).text))),
  ],
])

export interface Version {
  readonly major: number
  readonly minor: number
  readonly patch: number
  readonly prerelease: string
  readonly metadata: string
  readonly original: string
}

const VERSION =
  /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*))?(?:\+([\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*))?$/

export function parseVersion(text: string): Version | undefined {
  const match = VERSION.exec(text)
  if (!match) return undefined
  const [, major = '0', minor = '0', patch = '0', prerelease = '', metadata = ''] = match
  if (prerelease.split('.').some(part => /^0\d+$/.test(part))) return undefined
  return { major: Number(major), minor: Number(minor), patch: Number(patch), prerelease, metadata, original: text }
}

export function compareVersions(a: Version, b: Version): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch || comparePrerelease(a.prerelease, b.prerelease)
}

function comparePrerelease(a: string, b: string): number {
  if (a === b) return 0
  if (a === '' || b === '') return a === '' ? 1 : -1
  const one = a.split('.')
  const two = b.split('.')
  for (let index = 0; index < Math.max(one.length, two.length); index++) {
    const x = one[index]
    const y = two[index]
    if (x === y) continue
    if (x === undefined || y === undefined) return x === undefined ? -1 : 1
    const isNumber = /^\d+$/.test(x)
    if (isNumber !== /^\d+$/.test(y)) return isNumber ? -1 : 1
    return isNumber ? Number(x) - Number(y) : x < y ? -1 : 1
  }
  return 0
}

interface Constraint {
  readonly operator: string
  readonly version: Version
  /** How much of it was written: `1.x` has one part. */
  readonly parts: 0 | 1 | 2 | 3
}

/** Whether a version meets a constraint: `>=1.19-0`, `^1.2 || ~2.0`, `1.x`, `1.2 - 1.4`. */
export function satisfies(constraint: string, version: string): boolean {
  const alternatives = parseConstraints(constraint)
  const parsed = parseVersion(version)
  if (!parsed) return fail('Invalid Semantic Version')
  return alternatives.some(all => all.every(each => holds(each, parsed)))
}

const PART = '(\\d+|[xX*])'
const SINGLE = new RegExp(
  `\\s*,?\\s*(=||!=|>|<|>=|=>|<=|=<|~|~>|\\^)\\s*v?${PART}(?:\\.${PART})?(?:\\.${PART})?(?:-([\\dA-Za-z.-]+))?(?:\\+[\\dA-Za-z.-]+)?(?=[\\s,]|$)`,
  'y',
)
const RANGE = /(\S+)\s+-\s+(\S+)/g

function parseConstraints(text: string): readonly (readonly Constraint[])[] {
  return text.split('||').map(part => {
    const written = part.replace(RANGE, '>=$1 <=$2').trim()
    const found: Constraint[] = []
    let at = 0
    while (at < written.length) {
      SINGLE.lastIndex = at
      const match = SINGLE.exec(written)
      if (!match) return fail(`improper constraint: ${text}`)
      found.push(constraintOf(match))
      at = SINGLE.lastIndex
    }
    return found.length > 0 ? found : fail(`improper constraint: ${text}`)
  })
}

function constraintOf([
  original,
  operator = '',
  major = '',
  minor,
  patch,
  prerelease = '',
]: RegExpExecArray): Constraint {
  const isOpen = (part: string | undefined): boolean => part === undefined || /^[xX*]$/.test(part)
  const parts = isOpen(major) ? 0 : isOpen(minor) ? 1 : isOpen(patch) ? 2 : 3
  const version = {
    major: parts > 0 ? Number(major) : 0,
    minor: parts > 1 ? Number(minor) : 0,
    patch: parts > 2 ? Number(patch) : 0,
    prerelease: parts === 3 || prerelease !== '' ? prerelease : '',
    metadata: '',
    original,
  }
  return { operator, version, parts }
}

/** A pre-release counts only against a constraint that names one, too. */
function holds({ operator, version: wanted, parts }: Constraint, version: Version): boolean {
  if (version.prerelease !== '' && wanted.prerelease === '' && operator !== '!=') return false
  const order = compareVersions(version, wanted)
  switch (operator) {
    case '':
    case '=':
      return parts === 3 ? order === 0 : isWithin(version, wanted, parts)
    case '!=':
      if (version.prerelease !== '' && wanted.prerelease === '' && parts < 3) return false
      return parts === 3 ? order !== 0 : !sharesParts(version, wanted, parts)
    case '>':
      return parts === 3 ? order > 0 : order > 0 && !sharesParts(version, wanted, parts)
    case '<':
      return order < 0
    case '>=':
    case '=>':
      return order >= 0
    case '<=':
    case '=<':
      return parts === 3 ? order <= 0 : order < 0 || sharesParts(version, wanted, parts)
    case '~':
    case '~>':
      return isWithin(version, wanted, parts)
    case '^':
      return order >= 0 && isCompatible(version, wanted, parts)
    default:
      return false
  }
}

function sharesParts(version: Version, wanted: Version, parts: Constraint['parts']): boolean {
  return (
    (parts < 1 || version.major === wanted.major) &&
    (parts < 2 || version.minor === wanted.minor) &&
    (parts < 3 || version.patch === wanted.patch)
  )
}

/** `~1.2.3`: no less, and of the same minor version. */
function isWithin(version: Version, wanted: Version, parts: Constraint['parts']): boolean {
  if (compareVersions(version, wanted) < 0) return false
  return sharesParts(version, wanted, parts === 3 ? 2 : parts)
}

/** `^0.2.3`: the first part that is not zero stays. */
function isCompatible(version: Version, wanted: Version, parts: Constraint['parts']): boolean {
  if (parts === 0) return true
  if (wanted.major > 0 || parts === 1) return version.major === wanted.major
  if (version.major > 0) return false
  if (wanted.minor > 0 || parts === 2) return version.minor === wanted.minor
  return version.minor === 0 && version.patch === wanted.patch
}

/** What `semver` gives: an object with the parts of a version. */
function versionValue(text: string): HostValue {
  const version = parseVersion(text)
  if (!version) return fail('Invalid Semantic Version')
  const method = (value: Value): { parameters: readonly string[]; call: () => Value } => ({
    parameters: [],
    call: () => value,
  })
  const { major, minor, patch, prerelease, metadata, original } = version
  const shown = `${major}.${minor}.${patch}${prerelease && `-${prerelease}`}${metadata && `+${metadata}`}`
  return {
    kind: 'host',
    type: '*semver.Version',
    data: string(shown),
    methods: new Map<string, HostMethod>([
      ['Compare', { parameters: ['any'], call: ([other]) => int(other ? Math.sign(compareTo(version, other)) : 0) }],
      ['Major', method(int(major, 'uint64'))],
      ['Minor', method(int(minor, 'uint64'))],
      ['Patch', method(int(patch, 'uint64'))],
      ['Prerelease', method(string(prerelease))],
      ['Metadata', method(string(metadata))],
      ['Original', method(string(original))],
      ['String', method(string(shown))],
    ]),
  }
}

function compareTo(version: Version, other: Value): number {
  const text = other.kind === 'host' && other.data?.kind === 'string' ? other.data.text : ''
  const parsed = parseVersion(text)
  return parsed ? compareVersions(version, parsed) : 0
}
