import { join } from 'node:path'
import { build } from 'esbuild'
import { cache, root } from '../../../scripts/editors/paths.ts'

/** Bundles the suite for the extension host in Node; gives the file, which exports `run`. */
export async function suiteForNode(): Promise<string> {
  const outfile = join(cache, 'e2e/suite.cjs')
  await bundle('suite/index.ts', outfile, 'node')
  return outfile
}

/** Bundles a script of the tests, given by its path below test/e2e, for an extension host. */
export async function bundle(entry: string, outfile: string, platform: 'node' | 'browser'): Promise<void> {
  await build({
    entryPoints: [join(root, 'test/e2e', entry)],
    outfile,
    platform,
    bundle: true,
    format: 'cjs',
    target: 'es2022',
    sourcemap: 'inline',
    external: ['vscode'],
    logLevel: 'warning',
  })
}
