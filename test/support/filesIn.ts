import { fileURLToPath } from 'node:url'
import { findFiles } from '../../server/src/cli/files/find.ts'
import type { Uri } from '../../server/src/core/base/place.ts'

/** What `portolan check` would look at in a folder of this machine. */
export function filesIn(folder: string): readonly { readonly uri: Uri; readonly path: string }[] {
  return findFiles([folder], '/', () => undefined).checked.map(({ uri }) => ({ uri, path: fileURLToPath(uri) }))
}
