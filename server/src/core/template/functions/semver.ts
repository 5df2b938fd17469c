import { compareVersions, parseConstraint, parseVersion, satisfies, type Version } from '../../base/semver.ts'
import { fail, type GoFunction, strict, textArg } from '../function.ts'
import { bool, type HostMethod, type HostValue, int, string, type Value } from '../value.ts'

/** Versions by the rules of Masterminds/semver. */
export const semverFunctions: ReadonlyMap<string, GoFunction> = new Map([
  ['semver', strict('string', 'any', args => versionValue(textArg(args, 0).text))],
  [
    'semverCompare',
    strict('string, string', 'bool', args => bool(compare(textArg(args, 0).text, textArg(args, 1).text))),
  ],
])

function compare(range: string, text: string): boolean {
  const constraint = parseConstraint(range) ?? fail(`improper constraint: ${JSON.stringify(range)}`)
  return satisfies(versionOf(text), constraint)
}

function versionOf(text: string): Version {
  return parseVersion(text) ?? fail('invalid semantic version')
}

/** What `semver` gives: an object with the parts of a version. */
function versionValue(text: string): HostValue {
  const version = versionOf(text)
  const method = (value: Value): HostMethod => ({ parameters: [], call: () => value })
  const { major, minor, patch, pre, metadata, original } = version
  const shown = `${major}.${minor}.${patch}${pre && `-${pre}`}${metadata && `+${metadata}`}`
  return {
    kind: 'host',
    type: '*semver.Version',
    data: string(shown),
    methods: new Map([
      ['Major', method(int(major, 'uint64'))],
      ['Minor', method(int(minor, 'uint64'))],
      ['Patch', method(int(patch, 'uint64'))],
      ['Prerelease', method(string(pre))],
      ['Metadata', method(string(metadata))],
      ['Original', method(string(original))],
      ['String', method(string(shown))],
      ['Compare', { parameters: ['any'], call: ([other]) => int(compareTo(version, other)) }],
    ]),
  }
}

function compareTo(version: Version, other: Value | undefined): number {
  const text = other?.kind === 'host' && other.data?.kind === 'string' ? other.data.text : ''
  const parsed = parseVersion(text)
  return parsed ? Math.sign(compareVersions(version, parsed)) : 0
}
