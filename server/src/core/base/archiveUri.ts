import type { Uri } from './place.ts'

/**
 * The name of a file inside of an archive. No editor can open it; it tells files apart, and says where they are.
 *
 * @example `file:///shop/charts/db-1.0.0.tgz!/templates/service.yaml`
 */
export function archiveUri(archive: Uri, path: string): Uri {
  return `${archive}!/${path}` as Uri
}
