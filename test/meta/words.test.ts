import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { root } from './plant.ts'

/** Words that no text for users has, with what is said in their place. CONTRIBUTING.md ("Words") has the reasons. */
const unwanted: readonly (readonly [wrong: RegExp, right: string])[] = [
  [/\bmend(?:s|ed|ing)?\b/i, 'fix'],
  [/\b(?:leave|leaves|left)(?: it| them)? alone\b/i, 'not checked'],
  [/\bwhoever\b/i, 'the thing by its name: every reference, clients, readers'],
  [/\bremark\b/i, 'hint'],
  [/\bno manifest\b(?!s? shows)/i, 'not a Kubernetes manifest'],
  [/\b(?:static|dynamic) band\b/i, 'the numbers: 30000-30085, 30086-32767'],
  [/\b(?:points?|pointed|pointing) at\b/i, 'points to'],
  [/\bmeans? port\b/i, 'points to port'],
  [/\bspeaks? up\b/i, 'reports'],
  [/\bjudge[sd]?\b/i, 'check'],
  [/\bslips? (?:of|away)\b/i, 'typo'],
  [/\bfor ever\b/i, 'forever'],
  [/\bdoubled (?:key|line|name)/i, 'duplicate'],
  [/\b(?:neighbour|honour|colour|behaviour|favour)/i, 'American spelling: neighbor, honor, color'],
  [/\b(?:un)?(?:recognis|analys(?:e[ds]?|ing)|normalis|organis)/i, 'American spelling: recognize, analyze'],
  [/\b(?:labelled|dialled|modelled|misspelt|spelt|grey|licence)\b/i, 'American spelling: labeled, dialed, misspelled'],
]

/** What was once said, and is not so. */
const untrue: readonly RegExp[] = [
  /only ingress-nginx/i,
  /ingress-nginx is the one controller/i,
  /two such pods cannot/i,
  /IPVS answers ping \| not since 1\.27/,
  /every node of the cluster listens on|open on every node/i,
  /resolved only with/i,
  /Service of type ExternalName is refused/i,
  /reach(?:es)? the pods by itself/i,
  /pods count as ready from the start/i,
  /Clients from outside come with a node's address/i,
  /some pods lack the port or are not ready/i,
]

const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter(Boolean)

/** Pages for developers may say that a rule judges. */
const forUsers = /^(?:README\.md|CHANGELOG\.md|docs\/.*\.(?:md|svg)|package\.json|schemas\/.*\.json)$/
/** What the program itself says: findings in the fixtures of rules, and hovers, hints, lenses in the specifications. */
const said = /^test\/(?:rules|spec)\/.*\.txt$/
const source = /^(?:server|client)\/src\/.*\.ts$/

/** Texts in a line of source with a space in them; a name in code has none. */
function textsIn(line: string): readonly string[] {
  if (/^\s*(?:\*|\/\/|\/\*|import\b|export \*)/.test(line)) return []
  const literals = line.match(/'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`/g) ?? []
  return literals.filter(text => text.includes(' '))
}

/** Lines of a specification that Portolan wrote: findings behind their carets, and everything below a heading. */
function saidIn(text: string): readonly string[] {
  return text.split('\n').filter(line => /^#\s*\^|^#: |^[A-Z|-].*\s/.test(line) && !line.startsWith('-- '))
}

function linesOf(path: string): readonly string[] {
  const text = readFileSync(join(root, path), 'utf8')
  if (source.test(path)) return text.split('\n').flatMap(textsIn)
  return said.test(path) ? saidIn(text) : text.split('\n')
}

const pages = tracked.filter(path => forUsers.test(path) || said.test(path) || source.test(path))

describe('words for users', () => {
  test('there is something to read', () => {
    expect(pages.filter(path => source.test(path)).length).toBeGreaterThan(100)
    expect(pages.filter(path => said.test(path)).length).toBeGreaterThan(50)
  })

  test.each(unwanted)('%s is said otherwise: %s', wrong => {
    const found = pages.flatMap(path =>
      linesOf(path)
        .filter(line => wrong.test(line))
        .map(line => `${path}: ${line.trim().slice(0, 160)}`),
    )
    expect(found).toEqual([])
  })

  test.each(untrue)('nothing says %s', wrong => {
    expect(pages.filter(path => linesOf(path).some(line => wrong.test(line)))).toEqual([])
  })

  test('a text with such a word is found in code, and a name or a comment is none', () => {
    expect(textsIn(`    message: 'mend it',`)).toEqual([`'mend it'`])
    expect(textsIn(`    message: \`\${name} is left alone\`,`)).toHaveLength(1)
    expect(textsIn(`  mends: 'mend',`)).toEqual([])
    expect(textsIn(`// it's left alone, isn't it`)).toEqual([])
  })
})
