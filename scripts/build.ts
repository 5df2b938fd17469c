import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type BuildOptions, build as bundle, type Metafile } from 'esbuild'

/**
 * Bundles everything that is shipped into `dist/`, which is made anew. Output is minified, needs no `node_modules`, and
 * targets Node 20 and the browsers that VS Code for the web supports.
 */
export async function build(outdir = join(root, 'dist')): Promise<readonly Bundle[]> {
  await rm(outdir, { recursive: true, force: true })
  const made = await Promise.all(targets.map(target => bundleOne(target, outdir)))
  await writeSurroundings(outdir)
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
  /** The one that is run, or what is run in Node and in a web worker. */
  readonly entry: string | Hosts
  readonly out: string
  readonly budgetKB: number
  readonly executable?: true
  readonly options?: BuildOptions
}

/** Two hosts of the same code, bundled into one file: what they share, which is nearly all, is shipped once. */
interface Hosts {
  readonly node: string
  readonly worker: string
  /** What both export for the caller, as asynchronous functions. */
  readonly exports: readonly string[]
}

const root = join(import.meta.dirname, '..')

/** CommonJS is what both extension hosts load, and a worker takes it, too, as long as nothing is exported. */
const common: BuildOptions = {
  platform: 'node',
  format: 'cjs',
  target: ['node20', 'es2022'],
  conditions: ['browser'],
  alias: {
    // The build for browsers: the one for Node asks `process.env` for every token, which costs a third of the time.
    yaml: join(root, 'node_modules/yaml/browser/index.js'),
    // The modules: the other build loads its parts at run time, out of sight of the bundler.
    'jsonc-parser': join(root, 'node_modules/jsonc-parser/lib/esm/main.js'),
  },
}

const runByNode = '#!/usr/bin/env node'

const targets: readonly Target[] = [
  {
    entry: {
      node: 'client/src/node/main.ts',
      worker: 'client/src/browser/main.ts',
      exports: ['activate', 'deactivate'],
    },
    // The web extension host appends `.js` to the entry, whatever its name.
    out: 'client/extension.js',
    budgetKB: 500,
    options: { external: ['vscode'] },
  },
  {
    entry: { node: 'server/src/host/node/main.ts', worker: 'server/src/host/browser/main.ts', exports: [] },
    out: 'server/server.js',
    budgetKB: 1600,
  },
  {
    entry: 'server/src/cli/main.ts',
    out: 'cli.cjs',
    budgetKB: 1200,
    executable: true,
    options: { banner: { js: runByNode } },
  },
]

async function bundleOne(target: Target, outdir: string): Promise<Bundle> {
  const outfile = join(outdir, target.out)
  await mkdir(dirname(outfile), { recursive: true })
  const { entry } = target
  const { metafile } = await bundle({
    ...common,
    ...target.options,
    ...(typeof entry === 'string'
      ? { entryPoints: [entry] }
      : { stdin: { contents: startOf(entry), resolveDir: root, sourcefile: target.out } }),
    absWorkingDir: root,
    outfile,
    bundle: true,
    minify: true,
    legalComments: 'none',
    metafile: true,
    define: {
      PORTOLAN_VERSION: JSON.stringify(await packageVersion()),
      // The validator of JSON schemas makes a URL of it when it is loaded, which fails in a worker that was started from a blob.
      'self.location': 'undefined',
    },
    logLevel: 'warning',
  })
  if (target.executable) await chmod(outfile, 0o755)
  return { name: target.out, bytes: (await stat(outfile)).size, budget: target.budgetKB * 1024, metafile }
}

async function packageVersion(): Promise<string> {
  const manifest: { readonly version: string } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
  return manifest.version
}

/** A module is run when it is imported, so what only Node can run is never run in a worker. */
function startOf({ node, worker, exports }: Hosts): string {
  return [
    `const host = typeof WorkerGlobalScope === 'undefined' ? import('./${node}') : import('./${worker}')`,
    ...exports.map(name => `export const ${name} = async (...given) => (await host).${name}(...given)`),
  ].join('\n')
}

/** Files that say what the bundles are: CommonJS in a package of modules, and a server by the name that editors start. */
async function writeSurroundings(outdir: string): Promise<void> {
  for (const folder of ['client', 'server']) {
    await mkdir(join(outdir, folder), { recursive: true })
    await writeFile(join(outdir, folder, 'package.json'), '{ "type": "commonjs" }\n')
  }
  await writeFile(join(outdir, 'server/node.cjs'), `${runByNode}\nrequire('./server.js')\n`, { mode: 0o755 })
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
