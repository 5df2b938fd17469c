import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const rules = join(import.meta.dirname, '../server/src/core/rules')

/** The folders of `rules` that hold no rules. */
const others = ['run', 'support']

/**
 * `rules/run/registry.ts`: every rule file of the topic folders, sorted by id. Written before everything else that is derived,
 * since the rest is made from the rules that it lists.
 */
export function registry(): string {
  const found = readdirSync(rules, { withFileTypes: true })
    .filter(entry => entry.isDirectory() && !others.includes(entry.name))
    .flatMap(({ name: topic }) => readdirSync(join(rules, topic)).map(file => ({ topic, file })))
    .map(({ topic, file }) => ({
      topic,
      path: `../${topic}/${file}`,
      id: file.slice(0, -'.ts'.length),
      name: nameIn(topic, file),
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1))
  const imports = [
    "import type { Rule } from './rule.ts'",
    "import type { Topic } from './topics.ts'",
    ...found.map(({ name, path }) => `import { ${name} } from '${path}'`),
  ].sort((a, b) => (a.slice(a.indexOf("'")) < b.slice(b.indexOf("'")) ? -1 : 1))
  const topics = [...new Set(found.map(({ topic }) => topic))].sort()
  return [
    ...imports,
    '',
    '/** Every rule by its topic, each sorted by id. Written by `npm run generate` from the files of the topic folders. */',
    'export const rulesByTopic: Readonly<Record<Topic, readonly Rule[]>> = {',
    ...topics.flatMap(topic =>
      property(
        topic,
        found.filter(each => each.topic === topic).map(({ name }) => name),
      ),
    ),
    '}',
    '',
    '/** Every rule, sorted by id. */',
    'export const allRules: readonly Rule[] = Object.values(rulesByTopic)',
    '  .flat()',
    '  .sort((a, b) => (a.id < b.id ? -1 : 1))',
    '',
  ].join('\n')
}

/** As the formatter would write it. */
function property(key: string, names: readonly string[]): readonly string[] {
  const line = `  ${key}: [${names.join(', ')}],`
  return line.length <= 120 ? [line] : [`  ${key}: [`, ...names.map(name => `    ${name},`), '  ],']
}

/** The rule that a file exports: the constant called like the file. */
function nameIn(group: string, file: string): string {
  const name = file.slice(0, -'.ts'.length).replaceAll(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  if (!readFileSync(join(rules, group, file), 'utf8').includes(`export const ${name} = `))
    throw new Error(`rules/${group}/${file} must export a constant ${name}`)
  return name
}

if (import.meta.main && !process.argv.includes('--check')) writeFileSync(join(rules, 'run/registry.ts'), registry())
