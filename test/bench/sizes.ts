import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

export interface Size {
  readonly file: string
  readonly kilobytes: number
}

const root = join(import.meta.dirname, '../..')

/** Everything that is shipped, as it lies in `dist/` and `.vsix/`. */
export function measureSizes(): readonly Size[] {
  return [...filesIn('dist', /\.c?js$/), ...filesIn('.vsix', /\.vsix$/)].map(file => ({
    file,
    kilobytes: statSync(join(root, file)).size / 1024,
  }))
}

function filesIn(folder: string, wanted: RegExp): readonly string[] {
  try {
    return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter(file => wanted.test(file))
      .map(file => `${folder}/${file.replaceAll('\\', '/')}`)
      .sort()
  } catch {
    return []
  }
}
