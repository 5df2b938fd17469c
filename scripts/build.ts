import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type BuildOptions, build as bundle, type Metafile } from 'esbuild'

/**
 * Bundles everything that is shipped into `dist/`. Output is minified, needs no `node_modules`, and targets Node 20 and
 * the browsers that VS Code for the web supports.
 */
export async function build(outdir = join(root, 'dist')): Promise<readonly Bundle[]> {
  const made = await Promise.all((await presentTargets()).map(target => bundleOne(target, outdir)))
  await writeFile(join(outdir, 'LICENSES.txt'), await licensesOf(made.map(result => result.metafile)))
  return made
}

export interface Bundle {
  readonly name: string
  readonly bytes: number
  /** Above this the build fails: growth is to be a decision. */
  readonly budget: number
  readonly metafile: Metafile
}

interface Target {
  readonly entry: string
  readonly out: string
  readonly budgetKB: number
  readonly executable?: true
  readonly options: BuildOptions
}

const root = join(import.meta.dirname, '..')

/** The build of `yaml` for browsers: the one for Node asks `process.env` for every token, which costs a third of the time. */
const alias = { yaml: join(root, 'node_modules/yaml/browser/index.js') }

const forNode: BuildOptions = { platform: 'node', format: 'cjs', target: 'node20', alias }
const forBrowser: BuildOptions = { platform: 'browser', target: 'es2022' }

const targets: readonly Target[] = [
  {
    entry: 'client/src/node/main.ts',
    out: 'client/node.cjs',
    budgetKB: 450,
    options: { ...forNode, external: ['vscode'] },
  },
  {
    // The web extension host appends `.js` to the entry, whatever its name.
    entry: 'client/src/browser/main.ts',
    out: 'client/browser.js',
    budgetKB: 450,
    options: { ...forBrowser, format: 'cjs', external: ['vscode'] },
  },
  {
    entry: 'server/src/host/node/main.ts',
    out: 'server/node.cjs',
    budgetKB: 600,
    executable: true,
    options: { ...forNode, banner: { js: '#!/usr/bin/env node' } },
  },
  {
    entry: 'server/src/host/browser/main.ts',
    out: 'server/browser.js',
    budgetKB: 600,
    options: { ...forBrowser, format: 'iife' },
  },
  {
    entry: 'server/src/cli/main.ts',
    out: 'cli.cjs',
    budgetKB: 400,
    executable: true,
    options: { ...forNode, banner: { js: '#!/usr/bin/env node' } },
  },
]

async function presentTargets(): Promise<readonly Target[]> {
  const present = await Promise.all(targets.map(target => exists(join(root, target.entry))))
  return targets.filter((_, index) => present[index])
}

async function bundleOne(target: Target, outdir: string): Promise<Bundle> {
  const outfile = join(outdir, target.out)
  await mkdir(dirname(outfile), { recursive: true })
  const { metafile } = await bundle({
    ...target.options,
    absWorkingDir: root,
    entryPoints: [target.entry],
    outfile,
    bundle: true,
    minify: true,
    legalComments: 'none',
    metafile: true,
    define: { PORTOLAN_VERSION: JSON.stringify(await packageVersion()) },
    logLevel: 'warning',
  })
  if (target.executable) await chmod(outfile, 0o755)
  return { name: target.out, bytes: (await stat(outfile)).size, budget: target.budgetKB * 1024, metafile }
}

async function packageVersion(): Promise<string> {
  const manifest: { readonly version: string } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  return manifest.version
}

/** The licence texts of all packages whose code is in a bundle: their licences ask for it. */
async function licensesOf(metafiles: readonly Metafile[]): Promise<string> {
  const folders = new Set<string>()
  for (const metafile of metafiles) {
    for (const input of Object.keys(metafile.inputs)) {
      const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]
      if (folder) folders.add(folder)
    }
  }
  const texts = new Map<string, string>()
  for (const folder of [...folders].sort()) {
    const file = (await readdir(join(root, folder))).find(name => /^licen[cs]e/i.test(name))
    const name = folder.replace(/^.*node_modules\//, '')
    if (file) texts.set(name, (await readFile(join(root, folder, file), 'utf8')).trim())
  }
  return [...texts].map(([name, text]) => `${name}\n${'-'.repeat(name.length)}\n\n${text}\n`).join('\n\n')
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

if (import.meta.main) {
  const bundles = await build()
  for (const { name, bytes, budget } of bundles) {
    const verdict = bytes > budget ? `over its budget of ${kilobytes(budget)}` : ''
    console.log(`${name.padEnd(20)} ${kilobytes(bytes).padStart(10)}  ${verdict}`.trimEnd())
    if (bytes > budget) process.exitCode = 1
  }
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(0)} KB`
}
