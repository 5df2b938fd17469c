import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { hoverSourcesPage } from '../server/src/core/features/hover/sourcesPage.ts'
import { configurationSchema } from './generate/configurationSchema.ts'
import { coveragePage } from './generate/coveragePage.ts'
import { lintConfiguration } from './generate/lint.ts'
import { withSettings } from './generate/manifest.ts'
import { rulePages } from './generate/rulePages.ts'
import { settingsPage } from './generate/settingsPage.ts'
import { sitesPage } from './generate/sitesPage.ts'
import { registry } from './registry.ts'

const root = join(import.meta.dirname, '..')

/** Everything that is written from the rules, the settings and the layers: text by path from the repository's root. */
export async function generated(): Promise<ReadonlyMap<string, string>> {
  const manifest = await readFile(join(root, 'package.json'), 'utf8')
  return new Map([
    ['package.json', withSettings(manifest)],
    ['server/src/core/rules/run/registry.ts', registry()],
    ['schemas/portolan.schema.json', `${JSON.stringify(configurationSchema(), null, 2)}\n`],
    ['.oxlintrc.json', lintConfiguration()],
    ['docs/settings.md', settingsPage()],
    ['docs/sites.md', sitesPage()],
    ['docs/coverage.md', coveragePage()],
    ['docs/hovers.md', hoverSourcesPage()],
    ...rulePages(),
  ])
}

/** Paths whose file is not what it would be if it were written now; pages of rules that are gone among them. */
export async function stale(): Promise<readonly string[]> {
  const wanted = await generated()
  const different: string[] = []
  for (const [path, text] of wanted) {
    const there = await readFile(join(root, path), 'utf8').catch(() => undefined)
    if (there !== text) different.push(path)
  }
  const pages = await readdir(join(root, 'docs/rules')).catch(() => [])
  return [...different, ...pages.map(name => `docs/rules/${name}`).filter(path => !wanted.has(path))]
}

if (import.meta.main) {
  const paths = await stale()
  if (process.argv.includes('--check')) {
    for (const path of paths) console.error(`${path} is stale: npm run generate`)
    process.exitCode = paths.length > 0 ? 1 : 0
  } else {
    const wanted = await generated()
    for (const path of paths) {
      const text = wanted.get(path)
      await mkdir(dirname(join(root, path)), { recursive: true })
      await (text === undefined ? rm(join(root, path)) : writeFile(join(root, path), text))
      console.log(path)
    }
  }
}
