import type { Uri } from '../../base/place.ts'
import { ChartRefusal } from '../refusal.ts'
import { decodeFile } from './decode.ts'

/**
 * Reads a lock file as Helm does when it loads a chart.
 *
 * @throws ChartRefusal for what Helm cannot read
 */
export function checkLock(uri: Uri, text: string, name: string): void {
  const lock = decodeFile(uri, text, { struct: 'Lock', file: name })
  lock.text('digest')
  const generated = lock.text('generated')?.text
  if (generated !== undefined && !TIME.test(generated)) {
    throw new ChartRefusal(
      `cannot load ${name}: error unmarshaling JSON: while decoding JSON: parsing time "${generated}" as ` +
        '"2006-01-02T15:04:05Z07:00": cannot parse it',
    )
  }
  for (const dependency of lock.structs('dependencies', 'Dependency') ?? []) {
    dependency?.text('name')
    dependency?.text('version')
    dependency?.text('repository')
  }
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[-+]\d\d:\d\d)$/
