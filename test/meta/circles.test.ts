import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './plant.ts'

type Imports = ReadonlyMap<string, readonly string[]>

test('no two files need each other, not even for a type', () => {
  const imports = new Map(sources().map(path => [path, importsOf(path, readFileSync(join(root, path), 'utf8'))]))
  expect([...imports.values()].flat().length).toBeGreaterThan(1000)
  expect(circlesIn(imports)).toEqual([])
})

test('a circle is seen however long it is, and of types, too', () => {
  const files = {
    'a/one.ts': "import type { Two } from '../b/two.ts'",
    'b/two.ts': "export { three } from './three.ts'",
    'b/three.ts': "import {\n  type One,\n  one,\n} from '../a/one.ts'",
    'b/four.ts': "import { two } from './two.ts'",
  }
  const imports = new Map(Object.entries(files).map(([path, text]) => [path, importsOf(path, text)]))
  expect(circlesIn(imports)).toEqual([['a/one.ts', 'b/three.ts', 'b/two.ts']])
})

function sources(): readonly string[] {
  const list = ['ls-files', '--cached', '--others', '--exclude-standard', 'server/src', 'client/src']
  return execFileSync('git', list, { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter(path => path.endsWith('.ts') && existsSync(join(root, path)))
}

function importsOf(path: string, text: string): readonly string[] {
  return [...text.matchAll(/\bfrom '(\.[^']+)'/g)].map(([, to = '']) => posix.join(posix.dirname(path), to))
}

/** The groups of files that reach each other, each sorted: what Tarjan's algorithm finds with more than one file in it. */
function circlesIn(imports: Imports): readonly (readonly string[])[] {
  const circles: (readonly string[])[] = []
  const order = new Map<string, number>()
  const open: string[] = []
  const visit = (path: string): number => {
    const own = order.size
    order.set(path, own)
    open.push(path)
    let lowest = own
    for (const to of imports.get(path) ?? []) {
      if (!order.has(to)) lowest = Math.min(lowest, visit(to))
      else if (open.includes(to)) lowest = Math.min(lowest, order.get(to) ?? own)
    }
    if (lowest === own) {
      const group = open.splice(open.indexOf(path))
      if (group.length > 1) circles.push(group.sort())
    }
    return lowest
  }
  for (const path of imports.keys()) if (!order.has(path)) visit(path)
  return circles
}
