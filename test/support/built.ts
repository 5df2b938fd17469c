import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { build } from '../../scripts/build.ts'

/** Builds `dist/` unless it is newer than every source: tests of the built programs then see the code of today. */
export default async function setup(): Promise<void> {
  const root = join(import.meta.dirname, '../..')
  const sources = ['server/src', 'client/src', 'scripts/build.ts', 'package.json'].map(path => newest(join(root, path)))
  if (Math.max(...sources) > oldest(join(root, 'dist'))) await build()
}

function newest(path: string): number {
  const stats = statSync(path)
  if (!stats.isDirectory()) return stats.mtimeMs
  return Math.max(0, ...readdirSync(path).map(name => newest(join(path, name))))
}

function oldest(path: string): number {
  try {
    const stats = statSync(path)
    return stats.isDirectory() ? Math.min(...readdirSync(path).map(name => oldest(join(path, name)))) : stats.mtimeMs
  } catch {
    return 0
  }
}
