import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const rules = join(import.meta.dirname, '../server/src/core/rules')

/**
 * `rules/registry.ts`: every rule file of the group folders, sorted by id. Written before everything else that is derived,
 * since the rest is made from the rules that it lists.
 */
export function registry(): string {
  const found = readdirSync(rules, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .flatMap(({ name: group }) => readdirSync(join(rules, group)).map(file => ({ group, file })))
    .map(({ group, file }) => ({
      path: `./${group}/${file}`,
      id: file.slice(0, -'.ts'.length),
      name: nameIn(group, file),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  const imports = [
    "import type { Rule } from './rule.ts'",
    ...found.map(({ name, path }) => `import { ${name} } from '${path}'`),
  ].sort((a, b) => (a.slice(a.indexOf("'")) < b.slice(b.indexOf("'")) ? -1 : 1))
  return [
    ...imports,
    '',
    '/** Every rule, sorted by id. Written by `npm run generate` from the files of the group folders. */',
    'export const allRules: readonly Rule[] = [',
    ...found.map(({ name }) => `  ${name},`),
    ']',
    '',
  ].join('\n')
}

/** The rule that a file exports: the constant called like the file. */
function nameIn(group: string, file: string): string {
  const name = file.slice(0, -'.ts'.length).replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  if (!readFileSync(join(rules, group, file), 'utf8').includes(`export const ${name} = `))
    throw new Error(`rules/${group}/${file} must export a constant ${name}`)
  return name
}

if (import.meta.main && !process.argv.includes('--check')) writeFileSync(join(rules, 'registry.ts'), registry())
