/** A version as github.com/Masterminds/semver reads it, which Helm and its templates use: `v1.2`, `1.2.3-rc.1+build`. */
export interface Version {
  readonly major: number
  readonly minor: number
  readonly patch: number
  /** What follows the dash, or `''`. */
  readonly pre: string
  /** What follows the plus, or `''`. */
  readonly metadata: string
  readonly original: string
}

/**
 * @returns `undefined` for what is no version
 * @example parseVersion('v1.28')?.minor // 28
 */
export function parseVersion(text: string): Version | undefined {
  if (text.length > longestVersion) return undefined
  const [, major, minor = '0', patch = '0', pre = '', metadata = ''] = VERSION.exec(text) ?? []
  if (major === undefined || pre.split('.').some(part => /^0\d+$/.test(part))) return undefined
  return { major: Number(major), minor: Number(minor), patch: Number(patch), pre, metadata, original: text }
}

const longestVersion = 256
const VERSION =
  /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*))?(?:\+([\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*))?$/

/** Negative when `a` comes first. What follows a plus does not count. */
export function compareVersions(a: Version, b: Version): number {
  const numbers = a.major - b.major || a.minor - b.minor || a.patch - b.patch
  if (numbers !== 0) return numbers
  if (a.pre === b.pre) return 0
  if (a.pre === '') return 1
  return b.pre === '' ? -1 : comparePre(a.pre, b.pre)
}

function comparePre(a: string, b: string): number {
  const left = a.split('.')
  const right = b.split('.')
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const order = comparePart(left[index] ?? '', right[index] ?? '')
    if (order !== 0) return order
  }
  return 0
}

/** Numbers by size and before words; what is missing comes first. */
function comparePart(a: string, b: string): number {
  if (a === b) return 0
  if (a === '' || b === '') return a === '' ? -1 : 1
  const isNumber = /^\d+$/
  if (isNumber.test(a) && isNumber.test(b)) return Number(a) > Number(b) ? 1 : -1
  if (isNumber.test(a) !== isNumber.test(b)) return isNumber.test(a) ? -1 : 1
  return a > b ? 1 : -1
}

/** A range of versions: one of several groups, of which all comparisons hold. */
export type Constraint = readonly ConstraintGroup[]

interface ConstraintGroup {
  readonly comparisons: readonly Comparison[]
  /** Pre-releases are let in only where one of the group's versions is a pre-release. */
  readonly admitsPre: boolean
}

interface Comparison {
  readonly operator: string
  readonly version: Version
  /** The first part that is not given: all later ones are free. */
  readonly free: 'none' | 'patch' | 'minor' | 'major'
}

/**
 * @returns `undefined` for what is no constraint
 * @example parseConstraint('>=1.2 <2 || ^3.x') // two groups
 */
export function parseConstraint(text: string): Constraint | undefined {
  if (text.length > longestConstraint) return undefined
  const groups = text.replace(HYPHEN_RANGE, '>= $1, <= $2 ').split('||')
  if (groups.length > mostGroups) return undefined
  const read: ConstraintGroup[] = []
  for (const group of groups) {
    const comparisons = readComparisons(group)
    if (!comparisons) return undefined
    read.push({ comparisons, admitsPre: comparisons.some(({ version }) => version.pre !== '') })
  }
  return read
}

/** @example isInRange('>=1.22.0-0', 'v1.28.3-gke.1') // true */
export function isInRange(constraint: string, version: string): boolean {
  const range = parseConstraint(constraint)
  const parsed = parseVersion(version)
  return range !== undefined && parsed !== undefined && satisfies(parsed, range)
}

export function satisfies(version: Version, constraint: Constraint): boolean {
  return constraint.some(
    ({ comparisons, admitsPre }) =>
      (version.pre === '' || admitsPre) && comparisons.every(comparison => holds(version, comparison)),
  )
}

const longestConstraint = 512
const mostGroups = 32

const PART = '[\\d|xX*]+'
const WORDS = '[\\dA-Za-z-]+(?:\\.[\\dA-Za-z-]+)*'
const LOOSE = `v?${PART}(?:\\.${PART})?(?:\\.${PART})?(?:-${WORDS})?(?:\\+${WORDS})?`
/** `1.2 - 2.3`. The blanks around belong to it. */
const HYPHEN_RANGE = new RegExp(`\\s*(${LOOSE})\\s+-\\s+(${LOOSE})\\s*`, 'g')
const COMPARISON = new RegExp(
  `\\s*(=>|=<|>=|<=|!=|~>|=|>|<|~|\\^|)\\s*v?(${PART})(?:\\.(${PART}))?(?:\\.(${PART}))?(?:-(${WORDS}))?(?:\\+${WORDS})?`,
  'y',
)
const SEPARATOR = /\s*,|\s+/y

function readComparisons(group: string): readonly Comparison[] | undefined {
  const found: Comparison[] = []
  for (let at = 0; at < group.length || found.length === 0; ) {
    if (found.length > 0) {
      if (group.slice(at).trim() === '') return found
      SEPARATOR.lastIndex = at
      if (!SEPARATOR.test(group)) return undefined
      at = SEPARATOR.lastIndex
    }
    COMPARISON.lastIndex = at
    const match = COMPARISON.exec(group)
    const comparison = match && readComparison(match)
    if (!comparison) return undefined
    found.push(comparison)
    at = COMPARISON.lastIndex
  }
  return found
}

function readComparison([, operator = '', major = '', minor, patch, pre]: RegExpExecArray): Comparison | undefined {
  const suffix = pre === undefined ? '' : `-${pre}`
  const [free, text]: [Comparison['free'], string] = isFree(major)
    ? ['major', `0.0.0${suffix}`]
    : isFree(minor)
      ? ['minor', `${major}.0.0${suffix}`]
      : isFree(patch)
        ? ['patch', `${major}.${minor}.0${suffix}`]
        : ['none', `${major}.${minor}.${patch}${suffix}`]
  const version = parseVersion(text)
  return version && { operator, version, free }
}

function isFree(part: string | undefined): boolean {
  return part === undefined || part === 'x' || part === 'X' || part === '*'
}

function holds(version: Version, { operator, version: bound, free }: Comparison): boolean {
  const order = compareVersions(version, bound)
  switch (operator) {
    case '':
    case '=':
      return free === 'none' ? order === 0 : isNear(version, bound, free)
    case '!=':
      return isOther(version, bound, free)
    case '>':
      return isAbove(version, bound, free)
    case '<':
      return order < 0
    case '>=':
    case '=>':
      return order >= 0
    case '<=':
    case '=<':
      if (free === 'none') return order <= 0
      return (
        version.major < bound.major ||
        (version.major === bound.major && (version.minor <= bound.minor || free === 'minor'))
      )
    case '^':
      return order >= 0 && isCompatible(version, bound, free)
    default:
      return isNear(version, bound, free)
  }
}

/** `~`: the last part that is given may grow. */
function isNear(version: Version, bound: Version, free: Comparison['free']): boolean {
  if (compareVersions(version, bound) < 0) return false
  const isZero = bound.major === 0 && bound.minor === 0 && bound.patch === 0
  if (isZero && free !== 'minor' && free !== 'patch') return true
  return version.major === bound.major && (version.minor === bound.minor || free === 'minor')
}

/** `^`: the first part that is not zero must stay. */
function isCompatible(version: Version, bound: Version, free: Comparison['free']): boolean {
  if (bound.major > 0 || free === 'minor') return version.major === bound.major
  if (version.major > 0) return false
  if (bound.minor > 0 || free === 'patch') return version.minor === bound.minor
  return version.minor === 0 && version.patch === bound.patch
}

function isOther(version: Version, bound: Version, free: Comparison['free']): boolean {
  if (free === 'none' || free === 'major') return compareVersions(version, bound) !== 0
  if (version.major !== bound.major) return true
  if (free === 'minor') return false
  if (version.minor !== bound.minor) return true
  return (version.pre !== '' || bound.pre !== '') && comparePre(version.pre, bound.pre) !== 0
}

function isAbove(version: Version, bound: Version, free: Comparison['free']): boolean {
  if (free === 'none' || version.major !== bound.major) return compareVersions(version, bound) > 0
  if (free === 'minor') return false
  if (free === 'patch') return version.minor > bound.minor
  return compareVersions(version, bound) > 0
}
